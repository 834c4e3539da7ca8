import { factsIn } from './conditions/compile';
import type { Facts } from './facts';
import { specOf } from './kinds';
import type { RuleSet } from './layer';
import type { Kind, RuleOf } from './rule';
import { pinsAreMet } from './settle/occasion';

/**
 * Every fact that the rules for an occasion and a kind of subject look at, in conditions and params: what has to be given, measured and derived before they
 * are decided. `pins` holds `occasion` and `subject.kind`. Empty when no rule is meant for them.
 */
export function factsAsked(ruleSet: RuleSet, pins: Facts): string[] {
  const names = new Set<string>();
  for (const { rule } of ruleSet.rules) {
    if (!pinsAreMet(rule.conditions, pins)) continue;
    for (const name of factsOf(rule as RuleOf<Kind>)) names.add(name);
  }
  return [...names].sort();
}

function factsOf<K extends Kind>({ event, conditions }: RuleOf<K>): Set<string> {
  const uses = specOf(event.type).facts(event.params);
  return factsIn(conditions, new Set(uses.map(({ fact }) => fact)));
}
