import { needsOf, type RuleSet } from '@sidan/rules';
import { id, join, param, sql, type MeasureBinding, type SourceBinding } from '@sidan/rules/sql';
import type { Tables } from '../../sql';
import { columnsOf } from './columns';
import { postingsSource } from './postings';
import { shopSources } from './shopped';
import { watchedSources } from './watched';

/** Whose accounts an event is about. */
const HOLDERS = ['person', 'household', 'team', 'site'] as const;

/**
 * The sources of measured facts (rules/base/catalogue/sources.json) as tables of ours. Those of which the platform has no table yet give no facts. The event's row
 * is `e`, of whose columns `exclude` lists the attendances that the event itself is about: a window ends before its event.
 */
export function measureBinding(
  tables: Tables,
  regionCode: string,
  ruleSet: RuleSet,
  names: Iterable<string>,
  late = false,
): MeasureBinding {
  const columns = columnsOf(tables, regionCode);
  const { table, at, here, text, whole, ofOrder, places, order, item } = columns;
  // Hours without an order name their service themselves.
  const served = sql`left join ${table('sidanServiceItems')} as i on ${at('i', 'regionCode')} = ${at('a', 'regionCode')} and ${at('i', 'id')} = coalesce(${at('o', 'serviceItemId')}, ${at('a', 'serviceItemId')})`;

  const attendances: SourceBinding = {
    from: sql`${table('sidanAttendances')} as a ${order(at('a', 'orderId'))} ${served}`,
    where: sql`${here('a')} and ${at('a', 'voidedAt')} is null and not jsonb_exists(e.exclude, ${at('a', 'id')}::text)`,
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
      county: text(at('a', 'regionCode')),
    },
    subjects: {
      ...places,
      person: at('a', 'personId'),
      team: at('a', 'teamId'),
      town: at('a', 'townCode'),
      county: at('a', 'regionCode'),
    },
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

  // 评审：what reviewers said of a declaration, by the event `review` that a county's layer adds; an entry is the order that it became.
  const said = sql`${at('v', 'data')}->>${param('verdict', 'text')}`;
  const reviews: SourceBinding = {
    from: sql`${table('sidanOrderEvents')} as v ${order(at('v', 'orderId'))}`,
    where: sql`${here('v')} and ${at('v', 'type')} = ${param('review', 'text')}`,
    time: at('v', 'at'),
    event: at('v', 'orderId'),
    fields: {
      at: text(at('v', 'at')),
      entry: text(at('v', 'orderId')),
      reviewer: text(at('v', 'actorUserId')),
      verdict: text(said),
      person: text(at('o', 'requesterId')),
    },
    subjects: { person: at('o', 'requesterId') },
  };

  const holders = HOLDERS.map(
    (kind) => sql`(${at('c', 'ownerKind')} = ${param(kind, 'text')} and ${at('c', 'ownerId')} = e.${id(kind)}::text)`,
  );
  // The accounts are found by their index where only the event's own holders are asked about.
  const near = needsOf(ruleSet.facts, names).measured.every(
    ({ of }) => of.source !== 'postings' || (HOLDERS as readonly string[]).includes(of.subject),
  );
  const postings = postingsSource(columns, ruleSet, near ? join(holders, sql` or `) : undefined);
  return {
    sources: {
      attendances,
      orders,
      ratings,
      offers,
      postings: { ...postings, whole: late },
      ...shopSources(columns, ruleSet),
      reviews,
      ...watchedSources(columns),
    },
  };
}
