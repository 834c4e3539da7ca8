/**
 * Which rules of a set match an event, as fast as it can be known: what rules pin at their top (`occasion`, `subject.kind`) is
 * looked up once, each fact of the event is read once, and only what is left of the conditions is run.
 */
import { factsIn } from './conditions/compile';
import { Program, type Ruled } from './conditions/program';
import { deriver, type FactCatalogue, type Facts, type FactValue, needsOf } from './facts';
import type { Condition, Group, Rule } from './rule';

export interface MatchedRule<T> {
  readonly rule: Rule;
  /** Rules of one group exclude each other. */
  readonly group: string | undefined;
  /** What is answered when the rule matches. */
  readonly answer: T;
}

/** The answers of the rules that match, in order; of a group only the first. */
export type Match<T> = (facts: Facts) => readonly T[];

/** What rules most often require of an event, so that a lookup leaves few of them. */
const PINNED = ['occasion', 'subject.kind'] as const;

/** Compiles rules, given in the order in which they count, into a function that matches one event at a time. */
export function matcher<T>(rules: readonly MatchedRule<T>[], catalogue: FactCatalogue): Match<T> {
  const [occasions, kinds] = PINNED.map((fact) => valuesOf(rules, fact)) as [FactValue[], FactValue[]];
  const width = kinds.length + 1;
  // For each value that a rule pins, and first for all others.
  const shelves: (Shelf<T> | undefined)[] = Array.from({ length: width * (occasions.length + 1) }, () => undefined);
  return (facts) => {
    // No object inherits members of these names.
    const occasion = placeOf(facts.occasion, occasions);
    const kind = placeOf(facts['subject.kind'], kinds);
    const place = occasion * width + kind;
    const shelf = (shelves[place] ??= shelfOf(rules, [occasions[occasion - 1], kinds[kind - 1]], catalogue));
    return shelf.program.match(shelf.complete === undefined ? facts : shelf.complete(facts));
  };
}

/** 1 for the first value, and so on, 0 for any other. There are few: to look through them is faster than to hash. */
function placeOf(value: FactValue, values: readonly FactValue[]): number {
  for (let i = 0; i < values.length; i += 1) if (values[i] === value) return i + 1;
  return 0;
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

interface Shelf<T> {
  readonly program: Program<T>;
  /** Adds derived facts, where conditions ask for any. */
  readonly complete: ((facts: Facts) => Facts) | undefined;
}

/** Matches events of which the pinned facts are known: rules that want others are left out, the pins of the rest taken off. */
function shelfOf<T>(
  rules: readonly MatchedRule<T>[],
  values: readonly FactValue[],
  catalogue: FactCatalogue,
): Shelf<T> {
  const names = new Set<string>();
  const ruled: Ruled<T>[] = [];
  for (const { rule, group, answer } of rules) {
    const pins = PINNED.map((fact) => pinOf(rule.conditions, fact));
    if (pins.some((pin, index) => pin !== undefined && pin !== values[index])) continue;
    const condition = PINNED.reduce(
      (rest, fact, index) => (pins[index] === undefined ? rest : withoutPin(rest, fact)),
      rule.conditions,
    );
    factsIn(condition, names);
    ruled.push({ condition, group, answer });
  }
  const isComplete = needsOf(catalogue, names).derived.length === 0;
  return { program: new Program(ruled), complete: isComplete ? undefined : deriver(catalogue, names) };
}

function withoutPin(conditions: Group, fact: string): Group {
  if (!('all' in conditions)) return conditions;
  const at = conditions.all.findIndex((part) => isPin(part, fact));
  return { all: conditions.all.filter((_, index) => index !== at) };
}
