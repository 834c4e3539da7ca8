import { factsIn } from '@sidan/rules/conditions';
import type { RuleSet } from '@sidan/rules';

/** What for somebody spends: goods of the shop, a service that they are given, for their family, for all, or for another asset. */
export const PURPOSES = ['goods', 'served', 'transfer', 'donate', 'exchange'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** For whom, of those who spend. */
export type ForWhom = 'self' | 'family' | 'other';

export const PURPOSE_FACT = 'redemption.purpose';

/**
 * Rules of kind `redeem` that may decide on a purpose, in the order in which they are asked. A rule that says nothing of the purpose is about goods: it was written when there was
 * nothing else, and a county that sells soap for points has not said that points may be given away. Any other purpose needs a rule whose own conditions ask for it.
 */
export function rulesFor({ rules }: RuleSet, purpose: Purpose, asset?: string): { rule: string; asset: string }[] {
  return rules.flatMap(({ rule }) => {
    if (rule.event.type !== 'redeem' || (asset !== undefined && rule.event.params.asset !== asset)) return [];
    if (purpose !== 'goods' && !factsIn(rule.conditions, new Set()).has(PURPOSE_FACT)) return [];
    return [{ rule: rule.name, asset: rule.event.params.asset }];
  });
}
