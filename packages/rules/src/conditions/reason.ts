/** What can be proven about conditions from the catalogue alone. An answer that is no proof is the harmless one. */
import { OutOfBudget, restrict } from '../analysis/restrict';
import type { FactCatalogue } from '../facts/fact';
import type { Condition } from '../rule';

/** Steps of reasoning about one question; far more than any condition within the limits needs. */
const STEPS_MAX = 20_000;

/** False is a proof that no facts of these types make the condition true; true means only that none was found. */
export function satisfiable(condition: Condition, catalogue: FactCatalogue): boolean {
  const context = { catalogue, budget: { left: STEPS_MAX } };
  try {
    // Twice, so that what comes later narrows what came before.
    const world = restrict(condition, false, new Map(), context);
    return world !== undefined && restrict(condition, false, world, context) !== undefined;
  } catch (error) {
    if (error instanceof OutOfBudget) return true;
    throw error;
  }
}

/** True is a proof that the two never hold at once. */
export function excludes(a: Condition, b: Condition, catalogue: FactCatalogue): boolean {
  return !satisfiable({ all: [a, b] }, catalogue);
}

/** True is a proof that `b` holds whenever `a` does. */
export function implies(a: Condition, b: Condition, catalogue: FactCatalogue): boolean {
  return !satisfiable({ all: [a, { not: b }] }, catalogue);
}
