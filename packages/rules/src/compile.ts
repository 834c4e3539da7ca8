import { wholeAmount } from './amount';
import { prepare, type PreparedRule } from './decide';
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

/** A rule that fired, and how much it gives: `Outcome.amount`. Its params say of what. */
export interface Amount {
  readonly effective: EffectiveRule;
  readonly amount: number;
}

/**
 * The same without explanation, several times faster: which rules fire, in the same order and of each group only the first, with
 * the amounts that `compile` gives. For totals, budgets and simulations.
 */
export function compileAmounts(ruleSet: RuleSet): (facts: Facts) => readonly Amount[] {
  const rules = prepare(ruleSet);
  const match = matcher(
    rules.map((prepared) => ({
      rule: prepared.effective.rule,
      group: prepared.group,
      answer: { effective: prepared.effective, amountOf: amountOf(prepared, ruleSet) },
    })),
    ruleSet.facts,
  );
  const complete = deriver(ruleSet.facts, new Set(rules.flatMap(({ facts }) => facts)));
  return (facts) => {
    const matched = match(facts);
    if (matched.length === 0) return NONE;
    const known = complete(facts);
    // The list is ours: each rule gives way to its amount.
    const amounts = matched as unknown as Amount[];
    for (let i = 0; i < matched.length; i += 1) {
      const { effective, amountOf: figure } = matched[i] as (typeof matched)[number];
      amounts[i] = { effective, amount: figure(known) };
    }
    return amounts;
  };
}

const NONE: readonly never[] = Object.freeze([]);

/** In whole numbers where they suffice, else as the kind figures it. */
function amountOf({ effective: { rule }, figure }: PreparedRule, { catalogue }: RuleSet): (facts: Facts) => number {
  const exact = (facts: Facts): number => figure(facts).amount;
  const whole = rule.event.type === 'award' ? wholeAmount(rule.event.params, catalogue) : undefined;
  return whole === undefined ? exact : (facts) => whole(facts) ?? exact(facts);
}

/**
 * Only which rules fire, in the same order, as the stock engine answers events. For counting, searching and previews.
 */
export function compileMatch(ruleSet: RuleSet): (facts: Facts) => readonly EffectiveRule[] {
  const rules = prepare(ruleSet);
  return matcher(
    rules.map(({ effective, group }) => ({ rule: effective.rule, group, answer: effective })),
    ruleSet.facts,
  );
}

/**
 * The outcome of a decision that was stored as its rule and the facts it saw: the same that `compile` gave when it was made, for
 * `explain`. Of the rule set that was in force then.
 *
 * @throws RangeError for a rule that the set does not have
 */
export function recall(ruleSet: RuleSet, rule: string, factsSeen: Facts): Outcome {
  const effective = ruleSet.rules.find((one) => one.rule.name === rule);
  if (effective === undefined) throw new RangeError(`no such rule in the set: ${rule}`);
  const [prepared] = prepare({ ...ruleSet, rules: [effective] });
  return (prepared as PreparedRule).outcome(factsSeen);
}
