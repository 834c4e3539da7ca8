/**
 * Lengths of time as params write them, and the dates that follow from them. Dates are
 * `YYYY-MM-DD` in the county's own calendar; nothing here knows a time zone or a clock.
 */

import { utc } from './facts/calendar';

/** So many days, months or years: exactly one of the three. */
export type Duration = { readonly days: number } | { readonly months: number } | { readonly years: number };

interface Ymd {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

function read(date: string): Ymd {
  const [year = 0, month = 1, day = 1] = date.slice(0, 10).split('-').map(Number);
  return { year, month, day };
}

/** Days that a month has; months beyond December run into the next year. */
function daysIn(year: number, month: number): number {
  return new Date(utc(year, month, 0)).getUTCDate();
}

function write({ year, month, day }: Ymd): string {
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** The last day that is written with four digits of a year: nothing that ends later ends for us. */
const LAST = '9999-12-31';

/**
 * `date` and so much later, never after 9999. A month later than the 31st is the last day of a shorter month. Expects a date
 * that there is.
 */
export function addDuration(date: string, length: Duration): string {
  const { year, month, day } = read(date);
  if ('days' in length) {
    const then = new Date(utc(year, month - 1, day + length.days));
    return then.getUTCFullYear() > 9999 ? LAST : then.toISOString().slice(0, 10);
  }
  const then = monthAfter(year, month, length);
  return then.year > 9999 ? LAST : write({ ...then, day: Math.min(day, daysIn(then.year, then.month)) });
}

function monthAfter(year: number, month: number, length: { months: number } | { years: number }) {
  const months = year * 12 + (month - 1) + ('months' in length ? length.months : length.years * 12);
  return { year: Math.floor(months / 12), month: (months % 12) + 1 };
}

/**
 * The last day of a time so long that begins with `date`: of a year from 2024-03-05 it is 2025-03-04. Where the last month is
 * too short to have such a day it is that month's last: a year from 2024-02-29 ends with February, and not a day before.
 */
export function lastDayOf(date: string, length: Duration): string {
  const end = addDuration(date, length);
  if (end === LAST) return LAST;
  return !('days' in length) && read(end).day < read(date).day ? end : addDuration(end, { days: -1 });
}

/** The day before. */
export const dayBefore = (date: string): string => addDuration(date, { days: -1 });

/** `MM-DD` of a year; the 29th of February of a year without one is the 28th. */
export function dayOfYear(year: number, monthDay: string): string {
  const [month = 1, day = 1] = monthDay.split('-').map(Number);
  return write({ year, month, day: Math.min(day, daysIn(year, month)) });
}

export const yearOf = (date: string): number => read(date).year;

/** The last day of the month, quarter, half year or year that the date lies in. */
export function endOf(date: string, span: 'month' | 'quarter' | 'halfYear' | 'year'): string {
  const { year, month } = read(date);
  const length = { month: 1, quarter: 3, halfYear: 6, year: 12 }[span];
  const last = Math.ceil(month / length) * length;
  return write({ year, month: last, day: daysIn(year, last) });
}
