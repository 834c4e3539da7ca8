/**
 * Facts measured from rows that come one after another: what `measure` says of the same rows, without looking at every row for
 * every event. For simulations, whose own postings count for their later events.
 */
import { compileCondition, type Predicate } from '../conditions/compile';
import { add, type Decimal, decimal, divide, heldNumber, negate } from '../decimal';
import { type Calendar, CHINA } from './calendar';
import { factOf, type Facts, type FactValue, type MeasuredFact } from './fact';
import { extreme, isNumber, placeAmong, ratio, type Situation } from './measure';
import type { Measurement, Window } from './measured';
import { needsOf } from './needs';
import type { CycleCatalogue, FactBook, SourceDefinition } from './source';
import { type Stretch, stretchOf } from './window';

/** Rows of one source. */
export interface Tally {
  /** The next row, not earlier than the one before; one without a time counts for nothing. @throws RangeError for an earlier one */
  add(row: Facts): void;
  /** @internal The rows that a measurement looks at. */
  read(of: Measurement, source: SourceDefinition): Groups;
}

/** Rows that fulfil a measurement's conditions: by subject, by subject and event, or by those among whom it has its place. */
type Groups = ReadonlyMap<string, Group>;

interface Group {
  readonly times: number[];
  readonly values: FactValue[];
  readonly who: FactValue[];
  /** Of the rows before each, and of all at the end: the sum of those that are numbers, and how many these are. */
  readonly sums: Decimal[];
  readonly numbers: number[];
}

interface Index {
  readonly groups: Map<string, Group>;
  add(row: Facts, time: number): void;
}

const ZERO = decimal(0);

/** An empty tally of the rows whose time is in the field `time`. */
export function tally(time: string): Tally {
  const rows: { row: Facts; at: number }[] = [];
  const indexes = new Map<string, Index>();
  const found = new WeakMap<Measurement, { source: SourceDefinition; index: Index }>();
  return {
    add(row) {
      const at = Date.parse(String(factOf(row, time)));
      if (Number.isNaN(at)) return;
      if (at < (rows.at(-1)?.at ?? -Infinity)) throw new RangeError('rows of a tally come in the order of their time');
      rows.push({ row, at });
      for (const index of indexes.values()) index.add(row, at);
    },
    read(of, source) {
      const known = found.get(of);
      if (known?.source === source) return known.index.groups;
      const key = JSON.stringify([of, source.subjects, source.event]);
      let index = indexes.get(key);
      if (index === undefined) {
        index = indexOf(of, source);
        for (const { row, at } of rows) index.add(row, at);
        indexes.set(key, index);
      }
      found.set(of, { source, index });
      return index.groups;
    },
  };
}

function indexOf(of: Measurement, source: SourceDefinition): Index {
  const groups = new Map<string, Group>();
  const fulfils: Predicate = of.where === undefined ? () => true : compileCondition(of.where);
  const subject = source.subjects[of.subject] ?? '';
  const placed = isPlace(of);
  const by = placed ? source.subjects[of.among ?? 'county'] : subject;
  return {
    groups,
    add(row, time) {
      const id = factOf(row, by ?? '');
      const event = of.window.span === 'event' ? factOf(row, source.event ?? '') : '';
      if (id === undefined || event === undefined || !fulfils(row)) return;
      const key = keyOf(String(id), String(event));
      const group = groups.get(key) ?? { times: [], values: [], who: [], sums: [ZERO], numbers: [0] };
      groups.set(key, group);
      const value = of.field !== undefined ? factOf(row, of.field) : placed ? 1 : undefined;
      const counts = isNumber(value);
      const at = group.times.length;
      group.times.push(time);
      group.values.push(value);
      if (placed) group.who.push(factOf(row, subject));
      group.sums.push(counts ? add(group.sums[at] ?? ZERO, decimal(value)) : (group.sums[at] ?? ZERO));
      group.numbers.push((group.numbers[at] ?? 0) + (counts ? 1 : 0));
    },
  };
}

const keyOf = (id: string, event: string): string => `${event}\n${id}`;
const isPlace = ({ aggregate }: Measurement): boolean => aggregate === 'rank' || aggregate === 'share';

/** Where and when an event stands, without what happened before it. */
export type Standing = Omit<Situation, 'history'>;

/** Facts of one event from the rows of several tallies taken together. */
export type Tallied = (standing: Standing, tallies: readonly Tally[]) => Facts;

/**
 * Prepares the measured facts that are needed for `names` and are of `source`: the same figures that `measure` gives with the
 * rows of all the tallies as its history. Undefined when there are none.
 */
export function tallied(book: FactBook, names: Iterable<string>, source: string): Tallied | undefined {
  const facts = needsOf(book.facts, names).measured.filter(({ of }) => of.source === source);
  const definition = book.sources.get(source);
  if (facts.length === 0 || definition === undefined) return undefined;
  const prepared = facts.map((fact) => ({ fact, stretchAt: stretches(fact.of.window, book.cycles) }));
  return (standing, tallies) => {
    const found: Record<string, FactValue> = {};
    for (const { fact, stretchAt } of prepared) {
      const stretch = stretchAt(Date.parse(standing.at), standing.calendar ?? CHINA);
      const value = figure(fact, definition, stretch, standing, tallies);
      const held = value && heldNumber(value);
      if (held !== undefined) found[fact.name] = held;
    }
    return found;
  };
}

/** More than a day of any calendar, and less than two. */
const NEXT_DAY_MS = 30 * 3_600_000;

/** `stretchOf` one window, worked out once for the events of a day: the calendar costs more than the counting. */
function stretches(window: Window, cycles: CycleCatalogue): (at: number, calendar: Calendar) => Stretch {
  if (window.span === 'rolling') return (at, calendar) => stretchOf(window, at, calendar, cycles);
  let known: { calendar: Calendar; since: number; until: number; stretch: Stretch } | undefined;
  return (at, calendar) => {
    if (known?.calendar !== calendar || at < known.since || at >= known.until) {
      const dayAt = (instant: number) => stretchOf({ span: 'day' }, instant, calendar, cycles).from ?? instant;
      const since = dayAt(at);
      known = { calendar, since, until: dayAt(since + NEXT_DAY_MS), stretch: stretchOf(window, at, calendar, cycles) };
    }
    return window.previous ? known.stretch : { ...known.stretch, to: at };
  };
}

function figure(
  { of, over }: MeasuredFact,
  source: SourceDefinition,
  stretch: Stretch,
  standing: Standing,
  tallies: readonly Tally[],
): Decimal | undefined {
  const id = standing.subject[of.subject];
  if (source.subjects[of.subject] === undefined || id === undefined) return undefined;
  const among = of.among === undefined ? undefined : standing.subject[of.among];
  const by = isPlace(of) ? among : id;
  const event = of.window.span === 'event' ? standing.event : '';
  const parts =
    by === undefined || event === undefined
      ? []
      : tallies.flatMap((one) => within(one.read(of, source).get(keyOf(by, event)), stretch));
  const value = isPlace(of) ? place(of, id, parts) : aggregate(of, parts);
  return value === undefined || over === undefined ? value : ratio(value, over, id, standing);
}

/** A run of a group's rows. */
interface Run {
  readonly group: Group;
  readonly from: number;
  readonly to: number;
}

function within(group: Group | undefined, { from = -Infinity, to }: Stretch): Run[] {
  if (group === undefined) return [];
  const run = { group, from: firstAt(group.times, from), to: firstAt(group.times, to) };
  return run.from < run.to ? [run] : [];
}

/** The first of the rows that is not before an instant. */
function firstAt(times: readonly number[], instant: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}

function aggregate({ aggregate: name }: Measurement, runs: readonly Run[]): Decimal | undefined {
  if (name === 'count') return decimal(runs.reduce((sum, { from, to }) => sum + to - from, 0));
  if (name === 'sum') return total(runs);
  if (name === 'average') {
    const count = runs.reduce(
      (sum, { group, from, to }) => sum + (group.numbers[to] ?? 0) - (group.numbers[from] ?? 0),
      0,
    );
    return count === 0 ? undefined : divide(total(runs), decimal(count));
  }
  const values = runs.flatMap(({ group, from, to }) => group.values.slice(from, to));
  if (name === 'distinct') return decimal(new Set(values.filter((value) => value !== undefined)).size);
  return extreme(name === 'minimum' ? 'minimum' : 'maximum', values.filter(isNumber).map(decimal));
}

function total(runs: readonly Run[]): Decimal {
  return runs.reduce(
    (sum, { group, from, to }) => add(sum, add(group.sums[to] ?? ZERO, negate(group.sums[from] ?? ZERO))),
    ZERO,
  );
}

function place({ aggregate: name }: Measurement, id: string, runs: readonly Run[]): Decimal | undefined {
  const sums = new Map<string, Decimal>();
  for (const { group, from, to } of runs) {
    for (let index = from; index < to; index += 1) {
      const who = group.who[index];
      const value = group.values[index];
      if (who === undefined) continue;
      sums.set(String(who), add(sums.get(String(who)) ?? ZERO, isNumber(value) ? decimal(value) : ZERO));
    }
  }
  return placeAmong(sums, id, name === 'share');
}
