import { compile } from './compile';
import { layer } from './layer';
import type { Pack, PackCase } from './pack/pack';
import type { Problem } from './problem';

export interface CaseResult {
  readonly file: string;
  readonly name: string;
  readonly passed: boolean;
  /** Rules and amounts, by name of the rule. */
  readonly expected: PackCase['outcomes'];
  readonly actual: PackCase['outcomes'];
}

export interface CaseReport {
  /** True when there are cases, all pass, and each of the pack's rules came out in at least one. */
  readonly passed: boolean;
  readonly results: readonly CaseResult[];
  /** Rules of the pack that no case brought out. */
  readonly uncovered: readonly string[];
  /** Conflicts with the parents; no case is run then. */
  readonly problems: readonly Problem[];
}

/** Runs the cases of a pack over the rules in force where it is: its parents' and its own. */
export function runCases(pack: Pack, parents: readonly Pack[] = []): CaseReport {
  const layered = layer([...parents, pack]);
  if (!layered.ok) return { passed: false, results: [], uncovered: [], problems: layered.problems };
  const decide = compile(layered.ruleSet);
  const results = pack.cases.map(({ file, value: item }): CaseResult => {
    const actual = sorted(decide(item.facts).map(({ rule, amount }) => ({ rule, amount })));
    const expected = sorted(item.outcomes);
    return { file, name: item.name, passed: JSON.stringify(actual) === JSON.stringify(expected), expected, actual };
  });
  const seen = new Set(results.flatMap(({ actual }) => actual.map(({ rule }) => rule)));
  const uncovered = pack.rules.map(({ value }) => value.name).filter((name) => !seen.has(name));
  const passed = results.length > 0 && results.every((result) => result.passed) && uncovered.length === 0;
  return { passed, results, uncovered, problems: [] };
}

function sorted(outcomes: PackCase['outcomes']): PackCase['outcomes'] {
  return outcomes
    .map(({ rule, amount }) => ({ rule, amount }))
    .sort((a, b) => (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : a.amount - b.amount));
}
