import { compile, type Decide } from '../compile';
import { factsIn } from '../conditions/compile';
import { derive, type Facts, measure } from '../facts';
import { specOf } from '../kinds';
import { inUnits, POINTS } from '../kinds/assets';
import { layer, type RuleSet } from '../layer';
import { explainMisses } from '../misses';
import { instantText, localMoment } from '../moment';
import type { Outcome } from '../outcome';
import type { Pack } from '../pack/pack';
import type { Problem } from '../problem';
import type { Kind, RuleOf } from '../rule';
import { settle } from '../settle';
import type { CaseAward, PackCase } from './case';
import { type Difference, differences } from './differences';
import { plain } from './plain';

export interface CaseResult {
  readonly file: string;
  readonly name: string;
  readonly passed: boolean;
  /** Awards and their amounts in the asset's unit, by name of the rule; what is expected, if the case says so. */
  readonly expected?: readonly CaseAward[];
  readonly actual: readonly CaseAward[];
  /** Where what came out is not what `expect` says. */
  readonly differences: readonly Difference[];
  /** Every rule that matched. */
  readonly fired: readonly string[];
  /** What the rules saw: given, measured and derived. */
  readonly facts: Facts;
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

interface Prepared {
  readonly ruleSet: RuleSet;
  readonly decide: Decide;
  /** Every fact that a rule of the set looks at. */
  readonly facts: readonly string[];
}

/**
 * Runs the cases of a pack over the rules in force where it is: its parents' and its own, on the day of the case. Facts that
 * a case does not give are measured from its history and derived.
 */
export function runCases(pack: Pack, parents: readonly Pack[] = []): CaseReport {
  const packs = [...parents, pack];
  const whole = layer(packs);
  if (!whole.ok) return { passed: false, results: [], uncovered: [], problems: whole.problems };
  const sets = new Map<string | undefined, Prepared>([[undefined, setOf(whole.ruleSet)]]);
  const problems: Problem[] = [];
  const results = pack.cases.flatMap(({ file, value }): CaseResult[] => {
    const on = value.at === undefined ? undefined : localMoment(value.at).slice(0, 10);
    if (!sets.has(on)) {
      const layered = layer(packs, { on });
      if (!layered.ok) {
        problems.push(...layered.problems);
        return [];
      }
      sets.set(on, setOf(layered.ruleSet));
    }
    const set = sets.get(on);
    return set ? [runCase(value, file, set, pack.manifest.effectiveFrom)] : [];
  });
  const seen = new Set(results.flatMap(({ fired }) => fired));
  const uncovered = pack.rules.map(({ value }) => value.name).filter((name) => !seen.has(name));
  const passed = results.length > 0 && results.every((result) => result.passed) && uncovered.length === 0;
  return { passed: passed && problems.length === 0, results, uncovered, problems };
}

function setOf(ruleSet: RuleSet): Prepared {
  const names = <K extends Kind>({ event, conditions }: RuleOf<K>) =>
    factsIn(
      conditions,
      new Set(
        specOf(event.type)
          .facts(event.params)
          .map(({ fact }) => fact),
      ),
    );
  const facts = new Set(ruleSet.rules.flatMap(({ rule }) => [...names(rule as RuleOf<Kind>)]));
  return { ruleSet, decide: compile(ruleSet), facts: [...facts] };
}

function runCase(item: PackCase, file: string, set: Prepared, firstDay: string): CaseResult {
  const { ruleSet, decide } = set;
  const moment = item.at ?? firstDay;
  const at = localMoment(moment);
  const facts = factsOf(item, set, instantText(moment));
  const outcomes = decide(facts);
  const actual = sorted(outcomes.filter(({ kind }) => kind === 'award').map(inUnitsOf));
  const expected = item.outcomes && sorted(item.outcomes);
  const fired = outcomes.map(({ rule }) => rule);
  const seen = {
    ...plain(settle(ruleSet, outcomes, facts, { at }), ruleSet),
    fired,
    misses: explainMisses(ruleSet, facts).map(({ rule }) => rule),
  };
  const found = differences(item.expect ?? {}, seen);
  const awarded = expected === undefined || JSON.stringify(actual) === JSON.stringify(expected);
  return {
    file,
    name: item.name,
    passed: awarded && found.length === 0,
    expected,
    actual,
    differences: found,
    fired,
    facts,
  };
}

/** Facts by value win over measured ones; derived ones are made of both. */
function factsOf(
  { facts, subject, event, history, denominators }: PackCase,
  { ruleSet, facts: names }: Prepared,
  at: string,
): Facts {
  if (!history && !denominators && !subject) return derive(ruleSet.facts, facts, names);
  const rows = Object.entries(history ?? {}).map(([source, list]) => {
    const time = ruleSet.sources.get(source)?.time ?? '';
    return [
      source,
      list.map((row) => (typeof row[time] === 'string' ? { ...row, [time]: instantText(String(row[time])) } : row)),
    ];
  });
  const situation = { at, subject: subject ?? {}, event, history: Object.fromEntries(rows), denominators };
  return derive(ruleSet.facts, { ...measure(ruleSet, names, situation), ...facts }, names);
}

function inUnitsOf({ rule, amount, measure: counted = POINTS }: Outcome): CaseAward {
  return { rule, amount: inUnits(amount, counted) };
}

function sorted(outcomes: readonly CaseAward[]): CaseAward[] {
  return outcomes
    .map(({ rule, amount }) => ({ rule, amount }))
    .sort((a, b) => (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : a.amount - b.amount));
}
