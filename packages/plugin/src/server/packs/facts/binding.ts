import { needsOf, type RuleSet } from '@sidan/rules';
import {
  id,
  join,
  param,
  sql,
  type Column,
  type Fragment,
  type MeasureBinding,
  type SourceBinding,
} from '@sidan/rules/sql';
import type { Tables } from '../../sql';

/**
 * The sources of measured facts (rules/base/catalogue/sources.json) as tables of ours. Those of which the platform has no table yet give no facts. The event's row
 * is `e`, of whose columns `exclude` lists the attendances that the event itself is about: a window ends before its event.
 */
export function measureBinding(
  tables: Tables,
  regionCode: string,
  ruleSet: RuleSet,
  names: Iterable<string>,
): MeasureBinding {
  const table = (collection: string) => id(...tables.table(collection).slice(1, -1).split('"."'));
  const at = (alias: string, field: string) => id(alias, tables.column(field).slice(1, -1));
  const here = (alias: string) => sql`${at(alias, 'regionCode')} = ${param(regionCode, 'text')}`;
  const text = (fragment: Fragment): Column => ({ sql: sql`(${fragment})::text`, as: 'text' });
  const whole = (fragment: Fragment): Column => ({ sql: fragment, as: 'bigint' });

  /** Columns of the order `o` and its service item `i`. */
  const ofOrder = {
    item: text(at('i', 'code')),
    category: text(at('i', 'category')),
    order: text(at('o', 'id')),
    team: text(at('o', 'teamId')),
    site: text(at('o', 'siteId')),
    town: text(at('o', 'townCode')),
    county: text(at('o', 'regionCode')),
  };
  const places = {
    team: at('o', 'teamId'),
    site: at('o', 'siteId'),
    town: at('o', 'townCode'),
    county: at('o', 'regionCode'),
  };
  const order = (on: Fragment) =>
    sql`left join ${table('sidanOrders')} as o on ${at('o', 'regionCode')} = ${param(regionCode, 'text')} and ${at('o', 'id')} = ${on}`;
  const item = sql`left join ${table('sidanServiceItems')} as i on ${at('i', 'regionCode')} = ${at('o', 'regionCode')} and ${at('i', 'id')} = ${at('o', 'serviceItemId')}`;

  const attendances: SourceBinding = {
    from: sql`${table('sidanAttendances')} as a ${order(at('a', 'orderId'))} ${item}`,
    where: sql`${here('a')} and not jsonb_exists(e.exclude, ${at('a', 'id')}::text)`,
    time: at('a', 'checkOutAt'),
    event: at('a', 'orderId'),
    fields: {
      ...ofOrder,
      at: text(at('a', 'checkOutAt')),
      minutes: whole(at('a', 'minutes')),
      origin: text(at('a', 'origin')),
      person: text(at('a', 'personId')),
      team: text(at('a', 'teamId')),
      town: text(at('a', 'townCode')),
    },
    subjects: { ...places, person: at('a', 'personId'), team: at('a', 'teamId'), town: at('a', 'townCode') },
  };

  const orders: SourceBinding = {
    from: sql`${table('sidanOrders')} as o ${item}`,
    where: here('o'),
    time: at('o', 'placedAt'),
    event: at('o', 'id'),
    fields: {
      ...ofOrder,
      at: text(at('o', 'placedAt')),
      state: text(at('o', 'state')),
      channel: text(at('o', 'channel')),
      person: text(at('o', 'requesterId')),
    },
    subjects: { ...places, person: at('o', 'requesterId') },
  };

  const ratings: SourceBinding = {
    from: sql`${table('sidanRatings')} as r ${order(at('r', 'orderId'))}`,
    where: here('r'),
    time: at('r', 'at'),
    event: at('r', 'orderId'),
    fields: {
      at: text(at('r', 'at')),
      score: whole(at('r', 'score')),
      raterKind: text(at('r', 'raterKind')),
      order: text(at('r', 'orderId')),
      person: text(at('r', 'personId')),
      team: text(at('r', 'teamId')),
      site: text(at('o', 'siteId')),
      town: text(at('r', 'townCode')),
      county: text(at('r', 'regionCode')),
    },
    subjects: { ...places, person: at('r', 'personId'), team: at('r', 'teamId'), town: at('r', 'townCode') },
  };

  const offers: SourceBinding = {
    from: sql`${table('sidanOffers')} as f`,
    where: here('f'),
    time: at('f', 'offeredAt'),
    event: at('f', 'orderId'),
    fields: {
      at: text(at('f', 'offeredAt')),
      state: text(at('f', 'state')),
      order: text(at('f', 'orderId')),
      team: text(at('f', 'teamId')),
      town: text(at('f', 'townCode')),
      county: text(at('f', 'regionCode')),
    },
    subjects: { team: at('f', 'teamId'), town: at('f', 'townCode'), county: at('f', 'regionCode') },
  };

  /** Of accounts of persons, teams and sites the id that is in their name; null for those of others. */
  const owner = (kind: string) =>
    sql`(case when ${at('c', 'ownerKind')} = ${param(kind, 'text')} and ${at('c', 'ownerId')} ~ '^[0-9a-f-]{36}$' then ${at('c', 'ownerId')}::uuid end)`;
  const memo = (name: string) => text(sql`${at('p', 'memo')} ->> ${param(name, 'text')}`);
  // What was reversed does not stand, and a reversal is no award.
  const stands = sql`${at('p', 'reversesId')} is null and not exists (select 1 from ${table('sidanPostings')} as x
    where ${at('x', 'regionCode')} = ${at('p', 'regionCode')} and ${at('x', 'reversesId')} = ${at('p', 'id')})`;
  const holders = (['person', 'team', 'site'] as const).map(
    (kind) => sql`(${at('c', 'ownerKind')} = ${param(kind, 'text')} and ${at('c', 'ownerId')} = e.${id(kind)}::text)`,
  );
  // The accounts are found by their index where only the event's own holders are asked about.
  const near = needsOf(ruleSet.facts, names).measured.every(
    ({ of }) => of.source !== 'postings' || of.subject === 'person' || of.subject === 'team' || of.subject === 'site',
  );
  const postings: SourceBinding = {
    from: sql`${table('sidanPostings')} as p
      join ${table('sidanAccounts')} as c on ${at('c', 'regionCode')} = ${at('p', 'regionCode')} and ${at('c', 'id')} = ${at('p', 'destinationId')}
      ${order(sql`(case when ${at('p', 'subjectKind')} = 'order' then ${at('p', 'subjectId')}::uuid end)`)}`,
    where: sql`${here('p')} and ${here('c')} and ${stands}${near ? sql` and (${join(holders, sql` or `)})` : sql``}`,
    time: at('p', 'at'),
    event: at('o', 'id'),
    fields: {
      at: text(at('p', 'at')),
      asset: text(at('p', 'asset')),
      amount: { sql: inUnits(at('p', 'amount'), at('p', 'asset'), ruleSet), as: 'numeric' },
      rule: memo('rule'),
      origin: memo('origin'),
      order: text(at('o', 'id')),
      person: text(owner('person')),
      team: text(owner('team')),
      site: text(owner('site')),
      town: text(at('o', 'townCode')),
      county: text(at('p', 'regionCode')),
    },
    subjects: {
      person: owner('person'),
      team: owner('team'),
      site: owner('site'),
      town: at('o', 'townCode'),
      county: at('p', 'regionCode'),
    },
  };
  return { sources: { attendances, orders, ratings, offers, postings } };
}

/** Whole smallest units in the asset's own unit, as limits count them. */
function inUnits(amount: Fragment, asset: Fragment, { catalogue }: RuleSet): Fragment {
  const fine = [...catalogue.assets.values()].filter(({ scale }) => scale > 0);
  if (!fine.length) return sql`${amount}::numeric`;
  const whens = fine.map(({ name, scale }) => sql` when ${param(name, 'text')} then ${param(10 ** scale, 'numeric')}`);
  return sql`(${amount}::numeric / (case ${asset}${join(whens, sql``)} else 1 end))`;
}
