/**
 * Lengths of time as params write them, and the dates that follow from them. Dates are
 * `YYYY-MM-DD` in the county's own calendar; nothing here knows a time zone or a clock.
 */

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
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function write({ year, month, day }: Ymd): string {
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** `date` and so much later. A month later than the 31st is the last day of a shorter month. */
export function addDuration(date: string, length: Duration): string {
  const { year, month, day } = read(date);
  if ('days' in length) return new Date(Date.UTC(year, month - 1, day + length.days)).toISOString().slice(0, 10);
  const months = year * 12 + (month - 1) + ('months' in length ? length.months : length.years * 12);
  const then = { year: Math.floor(months / 12), month: (months % 12) + 1 };
  return write({ ...then, day: Math.min(day, daysIn(then.year, then.month)) });
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
