/**
 * From the rules that match to outcomes: the same code after either engine, so that they can differ in nothing but matching.
 */
import { factsIn } from './conditions/compile';
import { factOf, type Facts, type FactValue } from './facts';
import { specOf } from './kinds';
import type { Figured, KindCatalogue } from './kinds/spec';
import type { EffectiveRule, RuleSet } from './layer';
import type { Outcome } from './outcome';
import type { Kind, RuleOf } from './rule';

/** A rule with everything prepared that does not depend on the event. */
export interface PreparedRule {
  readonly effective: EffectiveRule;
  /** Every fact that conditions and params name. */
  readonly facts: readonly string[];
  /** Rules of one group exclude each other. */
  readonly group: string | undefined;
  /** The kind's arithmetic. */
  readonly figure: (facts: Facts) => Figured;
  readonly outcome: (facts: Facts) => Outcome;
}

/** Prepares the rules in the order of the set: falling priority, then name. */
export function prepare(ruleSet: RuleSet): PreparedRule[] {
  return ruleSet.rules.map((effective) => prepareRule(effective.rule.event.type, effective, ruleSet.catalogue));
}

function prepareRule<K extends Kind>(kind: K, effective: EffectiveRule, catalogue: KindCatalogue): PreparedRule {
  const rule = effective.rule as RuleOf<K>;
  const spec = specOf(kind);
  const { params } = rule.event;
  const figure = spec.figure(params, catalogue);
  const names = [...factsIn(rule.conditions, new Set(spec.facts(params).map(({ fact }) => fact)))].sort();
  const group = params.group;
  const { pack, packVersion, layer } = effective;
  return {
    effective,
    facts: names,
    group: group === undefined ? undefined : `${kind} ${group}`,
    figure,
    outcome: (facts) => {
      const { amount, measure, steps } = figure(facts);
      const factsSeen = see(facts, names);
      const seen = measure ? { amount, measure, factsSeen, steps } : { amount, factsSeen, steps };
      return { kind, rule: rule.name, pack, packVersion, layer, params, ...seen } as Outcome;
    },
  };
}

function see(facts: Facts, names: readonly string[]): Record<string, FactValue> {
  const seen: Record<string, FactValue> = {};
  for (const name of names) seen[name] = factOf(facts, name) ?? null;
  return seen;
}

/** Outcomes of the rules that match, given in order; of a group only the first. */
export function settle(matched: Iterable<PreparedRule>, facts: Facts): Outcome[] {
  const outcomes: Outcome[] = [];
  let taken: Set<string> | undefined;
  for (const { group, outcome } of matched) {
    if (group !== undefined) {
      if (taken?.has(group)) continue;
      (taken ??= new Set()).add(group);
    }
    outcomes.push(outcome(facts));
  }
  return outcomes;
}
