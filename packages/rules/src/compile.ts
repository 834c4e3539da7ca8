import { prepare } from './decide';
import { deriver, type Facts } from './facts';
import type { EffectiveRule, RuleSet } from './layer';
import { matcher } from './match';
import type { Outcome } from './outcome';

export type Decide = (facts: Facts) => Outcome[];

/**
 * Compiles a rule set once into a function that decides one event at a time, without waiting and without side effects.
 * It agrees with `evaluate`, which a property test shows. Outcomes come by falling priority, then by name of the rule.
 * Derived facts that the event does not bring are worked out; measured ones have to be there (`measure`).
 */
export function compile(ruleSet: RuleSet): Decide {
  const rules = prepare(ruleSet);
  const match = matcher(
    rules.map((prepared) => ({ rule: prepared.effective.rule, group: prepared.group, answer: prepared })),
    ruleSet.facts,
  );
  const complete = deriver(ruleSet.facts, new Set(rules.flatMap(({ facts }) => facts)));
  return (facts) => {
    const matched = match(facts);
    if (matched.length === 0) return [];
    const known = complete(facts);
    return matched.map(({ outcome }) => outcome(known));
  };
}

/**
 * The same without explanation, several times faster: the rules whose outcomes `compile` gives, in the same order, as the stock
 * engine answers events. For counting, searching and previews.
 */
export function compileMatch(ruleSet: RuleSet): (facts: Facts) => EffectiveRule[] {
  const rules = prepare(ruleSet);
  return matcher(
    rules.map(({ effective, group }) => ({ rule: effective.rule, group, answer: effective })),
    ruleSet.facts,
  );
}
