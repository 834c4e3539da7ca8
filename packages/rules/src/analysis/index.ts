/**
 * What only reasoning shows about a pack whose files are sound: rules that can never fire, bands that overlap, caps that never
 * bind, minutes compared with hours. Never wrong about an error: what is reported can be proven from the catalogue.
 */
import type { Catalogue } from '../catalogue';
import type { FactCatalogue } from '../facts';
import { LIMITS } from '../limits';
import type { InFile } from '../pack/pack';
import { problem, type Problem } from '../problem';
import type { Rule } from '../rule';
import { checkBands } from './bands';
import { checkCaps } from './caps';
import { checkReachable, checkShadows } from './reachable';
import { OutOfBudget } from './restrict';
import { checkUnits } from './units';

export function* analyse(
  rules: readonly InFile<Rule>[],
  ownFacts: FactCatalogue,
  catalogue: Catalogue,
): Generator<undefined, Problem[]> {
  const problems = [
    ...checkUnits(rules, ownFacts, catalogue),
    ...checkBands(rules, catalogue.facts),
    ...checkCaps(rules, catalogue),
  ];
  // Bounded by steps, not by the clock: the same pack has the same problems everywhere.
  const context = { catalogue: catalogue.facts, budget: { left: LIMITS.analysisStepsMax } };
  try {
    const { problems: unreachable, reached } = yield* checkReachable(rules, context);
    return [...problems, ...unreachable, ...(yield* checkShadows(reached, context))];
  } catch (error) {
    if (error instanceof OutOfBudget) return [...problems, problem('ANALYSIS_TOO_LONG', '', '', {})];
    throw error;
  }
}
