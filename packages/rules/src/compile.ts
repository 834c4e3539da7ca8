import { compileCondition } from './conditions/compile';
import { prepare, settle } from './decide';
import type { Facts } from './facts';
import type { RuleSet } from './layer';
import type { Outcome } from './outcome';

export type Decide = (facts: Facts) => Outcome[];

/**
 * Compiles a rule set once into a function that decides one event at a time, without waiting and without side effects.
 * It agrees with `evaluate`, which a property test shows. Outcomes come by falling priority, then by name of the rule.
 */
export function compile(ruleSet: RuleSet): Decide {
  const rules = prepare(ruleSet).map((prepared) => ({
    prepared,
    matches: compileCondition(prepared.effective.rule.conditions),
  }));
  return (facts) => {
    const matched = [];
    for (const { prepared, matches } of rules) if (matches(facts)) matched.push(prepared);
    return settle(matched, facts);
  };
}
