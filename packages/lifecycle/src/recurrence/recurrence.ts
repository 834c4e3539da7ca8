/** 周期：on which dates something comes round, as data. No clock, no zone: dates go in and come out. */
import { DAY_MS } from '../clock/zone';
import type { LocalDate } from '../clock/holidays';
import { almanac, type Festival, type SolarTerm } from './almanac';

/** 1 is Monday, 7 Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

type Kind =
  /** 每周：on these weekdays. */
  | { kind: 'weekly'; weekdays: readonly Weekday[] }
  /** 每月几号：1 to 28, and -1 for the last day. 29 to 31 are left out, for there are months without them. */
  | { kind: 'monthDay'; days: readonly number[] }
  /** 每月第几个星期几：the first to the fourth, -1 for the last. */
  | { kind: 'monthWeekday'; nth: 1 | 2 | 3 | 4 | -1; weekday: Weekday }
  /** 农历节日 */
  | { kind: 'festival'; festivals: readonly Festival[] }
  /** 节气 */
  | { kind: 'solarTerm'; terms: readonly SolarTerm[] }
  /** 每年固定日期：`MM-DD`; not 02-29. */
  | { kind: 'yearly'; dates: readonly string[] };

/** With an offset: three days before 中秋 is -3. */
export type Recurrence = Kind & { offsetDays?: number };

export const OFFSET_DAYS_MAX = 60;
/** Years that the lunar tables are asked for. */
export const YEAR_MIN = 1900;
export const YEAR_MAX = 2200;

/** The date so many days after, or before. */
export const plusDays = (date: LocalDate, days: number): LocalDate => dateAt(midnight(date) + days * DAY_MS);

/**
 * The dates on which it comes round from `from` to `to`, both included, ascending and each once. What an offset moves is counted by where it is moved to. Dates
 * outside YEAR_MIN to YEAR_MAX are none.
 */
export function datesOf(recurrence: Recurrence, from: LocalDate, to: LocalDate): LocalDate[] {
  const { offsetDays = 0 } = recurrence;
  const [first, last] = [plusDays(from, -offsetDays), plusDays(to, -offsetDays)];
  const found = plainDates(recurrence, first, last).filter((date) => date >= first && date <= last);
  return [...new Set(found)].sort().map((date) => plusDays(date, offsetDays));
}

function plainDates(recurrence: Recurrence, from: LocalDate, to: LocalDate): LocalDate[] {
  switch (recurrence.kind) {
    case 'weekly':
      return days(from, to).filter((date) => recurrence.weekdays.includes(weekdayOf(date)));
    case 'monthDay':
      return months(from, to).flatMap((month) =>
        recurrence.days.map((day) => (day === -1 ? lastOf(month) : dayOf(month, day))),
      );
    case 'monthWeekday':
      return months(from, to).map((month) => nthWeekday(month, recurrence.nth, recurrence.weekday));
    case 'festival':
      // The last festivals of a lunar year are in the next calendar year.
      return years(from, to, 1).flatMap((year) => recurrence.festivals.map((name) => almanac(year).festivals[name]));
    case 'solarTerm':
      return years(from, to, 0).flatMap((year) => recurrence.terms.map((name) => almanac(year).terms[name]));
    case 'yearly':
      return years(from, to, 0).flatMap((year) => recurrence.dates.map((date) => `${year}-${date}`));
  }
}

const midnight = (date: LocalDate): number => Date.parse(`${date}T00:00:00Z`);
const dateAt = (at: number): LocalDate => new Date(at).toISOString().slice(0, 10);

/** Of a date, by the calendar: the same everywhere. */
export const weekdayOf = (date: LocalDate): Weekday => (new Date(midnight(date)).getUTCDay() || 7) as Weekday;

function days(from: LocalDate, to: LocalDate): LocalDate[] {
  const all: LocalDate[] = [];
  for (let at = midnight(from); at <= midnight(to); at += DAY_MS) all.push(dateAt(at));
  return all;
}

/** `YYYY-MM` of each. */
function months(from: LocalDate, to: LocalDate): string[] {
  const all: string[] = [];
  for (let month = from.slice(0, 7); month <= to.slice(0, 7); month = plusDays(lastOf(month), 1).slice(0, 7))
    all.push(month);
  return all;
}

function years(from: LocalDate, to: LocalDate, before: number): number[] {
  const first = Math.max(YEAR_MIN, Number(from.slice(0, 4)) - before);
  const last = Math.min(YEAR_MAX, Number(to.slice(0, 4)));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
}

const dayOf = (month: string, day: number): LocalDate => `${month}-${String(day).padStart(2, '0')}`;

function lastOf(month: string): LocalDate {
  const [year, number] = month.split('-').map(Number);
  return dateAt(Date.UTC(year!, number!, 0));
}

function nthWeekday(month: string, nth: number, weekday: Weekday): LocalDate {
  if (nth === -1) {
    const last = lastOf(month);
    return plusDays(last, -((weekdayOf(last) - weekday + 7) % 7));
  }
  const first = dayOf(month, 1);
  return plusDays(first, ((weekday - weekdayOf(first) + 7) % 7) + (nth - 1) * 7);
}
