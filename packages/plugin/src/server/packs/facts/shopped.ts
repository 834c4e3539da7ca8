import type { RuleSet } from '@sidan/rules';
import { sql, type SourceBinding } from '@sidan/rules/sql';
import type { Columns } from './columns';
import { inUnits } from './postings';

/** What was redeemed in the shop, and what was handed over. */
export function shopSources(
  { table, at, here, text }: Columns,
  ruleSet: Pick<RuleSet, 'catalogue'>,
): Record<'redemptions' | 'pickups', SourceBinding> {
  // Those that stand: what was refused, given up, left lying or brought back does not count.
  const redemptions: SourceBinding = {
    from: sql`${table('sidanRedemptions')} as r
      left join ${table('sidanRewards')} as w on ${at('w', 'regionCode')} = ${at('r', 'regionCode')} and ${at('w', 'id')} = ${at('r', 'rewardId')}
      left join ${table('sidanDecisions')} as d on ${at('d', 'regionCode')} = ${at('r', 'regionCode')} and ${at('d', 'id')} = ${at('r', 'decisionId')}`,
    where: sql`${here('r')} and ${at('r', 'state')} not in ('refused', 'cancelled', 'expired', 'undelivered', 'returned')`,
    time: at('r', 'requestedAt'),
    event: at('r', 'id'),
    fields: {
      at: text(at('r', 'requestedAt')),
      asset: text(at('r', 'asset')),
      amount: { sql: inUnits(at('r', 'price'), at('r', 'asset'), ruleSet.catalogue), as: 'numeric' },
      rule: text(at('d', 'rule')),
      item: text(at('w', 'code')),
      quantity: { sql: sql`${at('r', 'quantity')}::numeric`, as: 'numeric' },
      redemption: text(at('r', 'id')),
      person: text(at('r', 'personId')),
      household: text(at('r', 'householdId')),
      town: text(at('r', 'townCode')),
      county: text(at('r', 'regionCode')),
    },
    subjects: {
      // What a household pays is not on any of its members.
      person: sql`(case when ${at('r', 'householdId')} is null then ${at('r', 'personId')} end)`,
      household: at('r', 'householdId'),
      town: at('r', 'townCode'),
      county: at('r', 'regionCode'),
    },
  };

  // 取货：a code is good once, and what was handed over for it is what it was used for.
  const pickups: SourceBinding = {
    from: sql`${table('sidanRedemptions')} as k`,
    where: sql`${here('k')} and ${at('k', 'collectedAt')} is not null`,
    time: at('k', 'collectedAt'),
    event: at('k', 'id'),
    fields: {
      at: text(at('k', 'collectedAt')),
      code: text(at('k', 'redemptionNo')),
      person: text(at('k', 'personId')),
      town: text(at('k', 'townCode')),
      county: text(at('k', 'regionCode')),
    },
    subjects: { person: at('k', 'personId'), town: at('k', 'townCode'), county: at('k', 'regionCode') },
  };
  return { redemptions, pickups };
}
