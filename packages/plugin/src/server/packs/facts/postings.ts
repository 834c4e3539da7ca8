import type { RuleSet } from '@sidan/rules';
import { join, param, sql, type Fragment, type SourceBinding } from '@sidan/rules/sql';
import type { Columns } from './columns';

/**
 * What accounts have earned, as the source `postings`: `p` is the posting, `c` the account that it went to, `o` its order. What was reversed does not stand, and what came from
 * somebody else, out of another asset or back from the shop was not earned. `of` narrows the accounts.
 */
export function postingsSource(
  { table, at, here, text, order }: Columns,
  { catalogue }: Pick<RuleSet, 'catalogue'>,
  of?: Fragment,
): SourceBinding {
  /** Of accounts of persons, households, teams and sites the id that is in their name; null for those of others. */
  const owner = (kind: string) =>
    sql`(case when ${at('c', 'ownerKind')} = ${param(kind, 'text')} and ${at('c', 'ownerId')} ~ '^[0-9a-f-]{36}$' then ${at('c', 'ownerId')}::uuid end)`;
  const memo = (name: string) => text(sql`${at('p', 'memo')} ->> ${param(name, 'text')}`);
  // What was reversed does not stand, and a reversal is no award.
  const stands = sql`${at('p', 'reversesId')} is null and ${at('p', 'kind')} not in ('transfer', 'donate', 'exchange', 'refund') and not exists (select 1 from ${table('sidanPostings')} as x
    where ${at('x', 'regionCode')} = ${at('p', 'regionCode')} and ${at('x', 'reversesId')} = ${at('p', 'id')})`;
  return {
    from: sql`${table('sidanPostings')} as p
      join ${table('sidanAccounts')} as c on ${at('c', 'regionCode')} = ${at('p', 'regionCode')} and ${at('c', 'id')} = ${at('p', 'destinationId')}
      ${order(sql`(case when ${at('p', 'subjectKind')} = 'order' then ${at('p', 'subjectId')}::uuid end)`)}`,
    where: sql`${here('p')} and ${here('c')} and ${stands}${of ? sql` and (${of})` : sql``}`,
    time: at('p', 'at'),
    event: at('o', 'id'),
    fields: {
      at: text(at('p', 'at')),
      asset: text(at('p', 'asset')),
      amount: { sql: inUnits(at('p', 'amount'), at('p', 'asset'), catalogue), as: 'numeric' },
      rule: memo('rule'),
      origin: memo('origin'),
      order: text(at('o', 'id')),
      person: text(owner('person')),
      household: text(owner('household')),
      team: text(owner('team')),
      site: text(owner('site')),
      town: text(at('o', 'townCode')),
      county: text(at('p', 'regionCode')),
    },
    subjects: {
      person: owner('person'),
      household: owner('household'),
      team: owner('team'),
      site: owner('site'),
      town: at('o', 'townCode'),
      county: at('p', 'regionCode'),
    },
  };
}

/** Whole smallest units in the asset's own unit, as limits count them. */
export function inUnits(amount: Fragment, asset: Fragment, catalogue: RuleSet['catalogue']): Fragment {
  const fine = [...catalogue.assets.values()].filter(({ scale }) => scale > 0);
  if (!fine.length) return sql`${amount}::numeric`;
  const whens = fine.map(({ name, scale }) => sql` when ${param(name, 'text')} then ${param(10 ** scale, 'numeric')}`);
  return sql`(${amount}::numeric / (case ${asset}${join(whens, sql``)} else 1 end))`;
}
