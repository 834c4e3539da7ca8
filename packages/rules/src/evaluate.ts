import { Engine, type RuleProperties } from 'json-rules-engine';
import { prepare, settle } from './decide';
import { derive, factOf, type Facts } from './facts';
import type { RuleSet } from './layer';
import type { Outcome } from './outcome';

/**
 * Decides one event with the stock json-rules-engine: the reference for `compile`, thousands of times slower.
 *
 * The engine is new for each run, because overlapping runs of one Engine lose rules. Facts that are null are left out
 * (null is missing) and missing facts are allowed, so that a rule about a fact that the event does not bring simply does not
 * match, instead of stopping all others; `./conditions/operators` says what each operator makes of one. Derived facts are
 * worked out before.
 */
export async function evaluate(ruleSet: RuleSet, facts: Facts): Promise<Outcome[]> {
  const prepared = prepare(ruleSet);
  const names = new Set(prepared.flatMap((rule) => rule.facts));
  const complete = derive(ruleSet.facts, facts, names);
  const known: Record<string, unknown> = {};
  for (const name of names) {
    const value = factOf(complete, name);
    if (value !== undefined) known[name] = value;
  }
  const rules = ruleSet.rules.map(({ rule }) => rule as unknown as RuleProperties);
  const { results } = await new Engine(rules, { allowUndefinedFacts: true }).run(known);
  const matched = new Set(results.map(({ name }) => name));
  return settle(
    prepared.filter(({ effective }) => matched.has(effective.rule.name)),
    complete,
  );
}
