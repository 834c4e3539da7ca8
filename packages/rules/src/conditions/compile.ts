import { factOf, type Facts } from '../facts/fact';
import type { Condition } from '../rule';
import { OPERATORS } from './operators';

export type Predicate = (facts: Facts) => boolean;

/**
 * Turns checked conditions into a closure that agrees with the stock engine. `all` and `any` stop at the first answer:
 * a test has no effects, so the order of evaluation cannot be seen.
 */
export function compileCondition(condition: Condition): Predicate {
  if ('all' in condition) {
    const parts = condition.all.map(compileCondition);
    return (facts) => {
      for (const part of parts) if (!part(facts)) return false;
      return true;
    };
  }
  if ('any' in condition) {
    const parts = condition.any.map(compileCondition);
    return (facts) => {
      for (const part of parts) if (part(facts)) return true;
      return false;
    };
  }
  if ('not' in condition) {
    const part = compileCondition(condition.not);
    return (facts) => !part(facts);
  }
  const { fact, value } = condition;
  const { test } = OPERATORS[condition.operator];
  if (typeof value === 'object' && 'fact' in value) {
    const other = value.fact;
    return (facts) => test(factOf(facts, fact), factOf(facts, other));
  }
  return (facts) => test(factOf(facts, fact), value);
}

/** The names of all facts that a condition looks at, in order of appearance, each once. */
export function factsIn(condition: Condition, found: Set<string> = new Set()): Set<string> {
  if ('all' in condition) condition.all.forEach((part) => factsIn(part, found));
  else if ('any' in condition) condition.any.forEach((part) => factsIn(part, found));
  else if ('not' in condition) factsIn(condition.not, found);
  else {
    found.add(condition.fact);
    if (typeof condition.value === 'object' && 'fact' in condition.value) found.add(condition.value.fact);
  }
  return found;
}
