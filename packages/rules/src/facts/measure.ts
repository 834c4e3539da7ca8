/**
 * Measured facts from rows in memory: for cases and simulations, and as the reference for the SQL (`sql/measured.ts`).
 */
import { compileCondition, type Predicate } from '../conditions/compile';
import { add, compare, type Decimal, decimal, divide, heldNumber } from '../decimal';
import { type Calendar, CHINA, localTime } from './calendar';
import { factOf, type Facts, type FactValue, type MeasuredFact } from './fact';
import type { Measurement, Ratio, SubjectKind } from './measured';
import { needsOf } from './needs';
import type { FactBook, SourceDefinition } from './source';
import { stretchOf } from './window';

/** A figure as it was from a day (YYYY-MM-DD) on, of one subject, or of any if `of` is absent. */
export interface Denominator {
  readonly name: string;
  readonly from: string;
  readonly value: number;
  readonly of?: string;
}

/** An event, and what had happened before it. */
export interface Situation {
  /** ISO 8601 with zone. */
  readonly at: string;
  /** Who it is about, at every level that is known. */
  readonly subject: Readonly<Partial<Record<SubjectKind, string>>>;
  /** The order or activity, for the window `event`. */
  readonly event?: string;
  /** Rows by source; times are ISO 8601 with zone. */
  readonly history: Readonly<Record<string, readonly Facts[]>>;
  readonly denominators?: readonly Denominator[];
  /** China's if absent. */
  readonly calendar?: Calendar;
}

/**
 * Works out the measured facts that are needed for `names` (those that derived ones are made of included). One is missing
 * when its subject is not known, when an average, minimum, maximum or place has no rows, or when its denominator is
 * missing or 0, or when it is larger than any number. Counts and sums of no rows are 0. What is no number in a row counts for nothing.
 */
export function measure(book: FactBook, names: Iterable<string>, situation: Situation): Facts {
  const facts: Record<string, FactValue> = {};
  for (const fact of needsOf(book.facts, names).measured) {
    const value = measureOne(fact, book, situation);
    const held = value && heldNumber(value);
    if (held !== undefined) facts[fact.name] = held;
  }
  return facts;
}

function measureOne(fact: MeasuredFact, book: FactBook, situation: Situation): Decimal | undefined {
  const { of } = fact;
  const source = book.sources.get(of.source);
  const field = source?.subjects[of.subject];
  const id = situation.subject[of.subject];
  if (source === undefined || field === undefined || id === undefined) return undefined;
  const rows = rowsIn(of, source, book, situation);
  const value =
    of.aggregate === 'rank' || of.aggregate === 'share'
      ? place(of, source, rows, field, id, situation)
      : aggregate(
          of,
          rows.filter((row) => isId(factOf(row, field), id)),
        );
  return value === undefined || fact.over === undefined ? value : ratio(value, fact.over, id, situation);
}

/** The rows of everybody that lie in the window and fulfil the conditions. */
function rowsIn(of: Measurement, source: SourceDefinition, book: FactBook, situation: Situation): Facts[] {
  const { from = -Infinity, to } = stretchOf(of.window, Date.parse(situation.at), calendarOf(situation), book.cycles);
  const fulfils: Predicate = of.where === undefined ? () => true : compileCondition(of.where);
  const history = Object.hasOwn(situation.history, of.source) ? situation.history[of.source] : undefined;
  return (history ?? []).filter((row) => {
    const time = Date.parse(String(factOf(row, source.time)));
    if (!(time >= from && time < to)) return false;
    if (of.window.span === 'event' && !isId(factOf(row, source.event ?? ''), situation.event)) return false;
    return fulfils(row);
  });
}

function aggregate(of: Measurement, rows: readonly Facts[]): Decimal | undefined {
  const { aggregate: name, field = '' } = of;
  if (name === 'count') return decimal(rows.length);
  const values = rows.map((row) => factOf(row, field)).filter((value) => value !== undefined);
  if (name === 'distinct') return decimal(new Set(values).size);
  const numbers = values.filter(isNumber).map(decimal);
  if (name === 'sum') return total(numbers);
  if (name !== 'average') return extreme(name === 'minimum' ? 'minimum' : 'maximum', numbers);
  return numbers.length === 0 ? undefined : divide(total(numbers), decimal(numbers.length));
}

/** The smallest or largest; undefined of none. */
export function extreme(which: 'minimum' | 'maximum', numbers: readonly Decimal[]): Decimal | undefined {
  const sign = which === 'minimum' ? -1 : 1;
  return numbers.reduce<Decimal | undefined>(
    (best, value) => (best === undefined || compare(value, best) * sign > 0 ? value : best),
    undefined,
  );
}

/** The place of the subject among those of its town, county or class. Without a field they are ordered by their rows. */
function place(
  of: Measurement,
  source: SourceDefinition,
  rows: readonly Facts[],
  field: string,
  id: string,
  situation: Situation,
): Decimal | undefined {
  const among = of.among === undefined ? undefined : source.subjects[of.among];
  const amongId = of.among === undefined ? undefined : situation.subject[of.among];
  if (among === undefined || amongId === undefined) return undefined;
  const sums = new Map<string, Decimal>();
  for (const row of rows) {
    const who = factOf(row, field);
    if (who === undefined || !isId(factOf(row, among), amongId)) continue;
    const value = of.field === undefined ? 1 : factOf(row, of.field);
    sums.set(String(who), add(sums.get(String(who)) ?? decimal(0), decimal(isNumber(value) ? value : 0)));
  }
  return placeAmong(sums, id, of.aggregate === 'share');
}

/** The place of one by the sums of all, or that place as a part of them all; undefined for who has no sum. */
export function placeAmong(sums: ReadonlyMap<string, Decimal>, id: string, asShare: boolean): Decimal | undefined {
  const own = sums.get(id);
  if (own === undefined) return undefined;
  const rank = decimal(1 + [...sums.values()].filter((sum) => compare(sum, own) > 0).length);
  return asShare ? divide(rank, decimal(sums.size)) : rank;
}

/** A figure divided by its denominator as it was known; undefined when that is missing or 0. */
export function ratio(
  value: Decimal,
  over: Ratio,
  id: string,
  situation: Omit<Situation, 'history'>,
): Decimal | undefined {
  const local = new Date(localTime(Date.parse(situation.at), calendarOf(situation))).toISOString();
  const day = over.at === 'yearStart' ? `${local.slice(0, 4)}-01-01` : local.slice(0, 10);
  const [found] = (situation.denominators ?? [])
    .filter(({ name, from, of }) => name === over.denominator && from <= day && (of === undefined || of === id))
    .sort((a, b) =>
      a.from === b.from ? Number(b.of !== undefined) - Number(a.of !== undefined) : a.from < b.from ? 1 : -1,
    );
  return found === undefined || found.value === 0 ? undefined : divide(value, decimal(found.value));
}

function calendarOf({ calendar }: Pick<Situation, 'calendar'>): Calendar {
  return calendar ?? CHINA;
}

function isId(value: FactValue, id: string | undefined): boolean {
  return value !== undefined && id !== undefined && String(value) === id;
}

export function isNumber(value: FactValue): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function total(values: readonly Decimal[]): Decimal {
  return values.reduce(add, decimal(0));
}
