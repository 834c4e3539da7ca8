/**
 * Which rules of a set match an event, as fast as it can be known: what rules pin at their top (`occasion`, `subject.kind`) is
 * looked up once, each fact of the event is read once, and only what is left of the conditions is run.
 */
import { factsIn } from './conditions/compile';
import { type Entry, Program } from './conditions/program';
import { deriver, type FactCatalogue, type Facts, type FactValue } from './facts';
import type { Condition, Group, Rule } from './rule';

export interface MatchedRule<T> {
  readonly rule: Rule;
  /** Rules of one group exclude each other. */
  readonly group: string | undefined;
  /** What is answered when the rule matches. */
  readonly answer: T;
}

/** The answers of the rules that match, in order; of a group only the first. */
export type Match<T> = (facts: Facts) => T[];

/** What rules most often require of an event, so that a lookup leaves few of them. */
const PINNED = ['occasion', 'subject.kind'] as const;

/** Compiles rules, given in the order in which they count, into a function that matches one event at a time. */
export function matcher<T>(rules: readonly MatchedRule<T>[], catalogue: FactCatalogue): Match<T> {
  const [occasions, kinds] = PINNED.map((fact) => valuesOf(rules, fact)) as [FactValue[], FactValue[]];
  const width = kinds.length + 1;
  const [occasionPlaces, kindPlaces] = [placesOf(occasions), placesOf(kinds)];
  // For each value that a rule pins, and first for all others.
  const shelves: (Match<T> | undefined)[] = Array.from({ length: width * (occasions.length + 1) }, () => undefined);
  return (facts) => {
    // No object inherits members of these names.
    const occasion = occasionPlaces.get(facts.occasion) ?? 0;
    const kind = kindPlaces.get(facts['subject.kind']) ?? 0;
    const place = occasion * width + kind;
    const shelf = (shelves[place] ??= shelfOf(rules, [occasions[occasion - 1], kinds[kind - 1]], catalogue));
    return shelf(facts);
  };
}

/** 1 for the first value, and so on. */
function placesOf(values: readonly FactValue[]): Map<FactValue, number> {
  return new Map(values.map((value, index) => [value, index + 1]));
}

function valuesOf(rules: readonly MatchedRule<unknown>[], fact: string): FactValue[] {
  const values = rules.map(({ rule }) => pinOf(rule.conditions, fact));
  return [...new Set(values.filter((value) => value !== undefined))];
}

/** What the topmost `all` requires the fact to equal. */
function pinOf(conditions: Group, fact: string): FactValue {
  const pin = 'all' in conditions ? conditions.all.find((part) => isPin(part, fact)) : undefined;
  return pin !== undefined && 'value' in pin ? (pin.value as FactValue) : undefined;
}

function isPin(part: Condition, fact: string): boolean {
  return 'fact' in part && part.fact === fact && part.operator === 'equal' && typeof part.value !== 'object';
}

/** Matches events of which the pinned facts are known: rules that want others are left out, the pins of the rest taken off. */
function shelfOf<T>(
  rules: readonly MatchedRule<T>[],
  values: readonly FactValue[],
  catalogue: FactCatalogue,
): Match<T> {
  const program = new Program();
  const names = new Set<string>();
  const entries: Entry[] = [];
  const answers: T[] = [];
  const groups: number[] = [];
  const groupNames: string[] = [];
  rules.forEach(({ rule, group, answer }) => {
    let conditions = rule.conditions;
    for (const [index, fact] of PINNED.entries()) {
      const pin = pinOf(conditions, fact);
      if (pin === undefined) continue;
      if (pin !== values[index]) return;
      conditions = withoutPin(conditions, fact);
    }
    factsIn(conditions, names);
    entries.push(program.add(conditions));
    answers.push(answer);
    if (group !== undefined && !groupNames.includes(group)) groupNames.push(group);
    groups.push(group === undefined ? -1 : groupNames.indexOf(group));
  });
  const complete = deriver(catalogue, names);
  const taken: number[] = groupNames.map(() => 0);
  let run = 0;
  return (facts) => {
    run += 1;
    program.begin(complete(facts));
    const matched: T[] = [];
    for (let i = 0; i < entries.length; i += 1) {
      const group = groups[i] as number;
      if (group >= 0 && taken[group] === run) continue;
      if (!program.holds(entries[i] as Entry)) continue;
      if (group >= 0) taken[group] = run;
      matched.push(answers[i] as T);
    }
    return matched;
  };
}

function withoutPin(conditions: Group, fact: string): Group {
  if (!('all' in conditions)) return conditions;
  const at = conditions.all.findIndex((part) => isPin(part, fact));
  return { all: conditions.all.filter((_, index) => index !== at) };
}
