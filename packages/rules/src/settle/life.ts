/** When what is earned on a day can be spent. */
import { addDuration, dayBefore, dayOfYear, endOf, lastDayOf, yearOf } from '../duration';
import type { CycleCatalogue } from '../facts';
import type { Expiry, Redeemable } from '../kinds';

/** The last day. One year from 2024-03-05 is 2025-03-04; an unknown cycle has no end. */
export function expiryOf(expires: Expiry, date: string, cycles: CycleCatalogue): string | undefined {
  if ('after' in expires) return lastDayOf(date, expires.after);
  if ('at' in expires) return dayOfYear(yearOf(nextDay(expires.at, date)) + (expires.years ?? 0), expires.at);
  return expires.end === 'cycle' ? endOfCycle(expires.cycle ?? '', date, cycles) : endOf(date, expires.end);
}

/** The first day. */
export function redeemableFrom(redeemable: Redeemable, date: string): string {
  if ('from' in redeemable) return dayOfYear(yearOf(date) + 1, '01-01');
  return 'at' in redeemable ? nextDay(redeemable.at, date) : addDuration(date, redeemable.after);
}

/** The next such day of the year, this day included. */
function nextDay(monthDay: string, date: string): string {
  const thisYear = dayOfYear(yearOf(date), monthDay);
  return thisYear >= date ? thisYear : dayOfYear(yearOf(date) + 1, monthDay);
}

function endOfCycle(name: string, date: string, cycles: CycleCatalogue): string | undefined {
  const cycle = cycles.get(name);
  if (!cycle) return undefined;
  const [startYear = 0, startMonth = 1] = cycle.from.split('-').map(Number);
  const [year = 0, month = 1] = date.split('-').map(Number);
  // Whole cycles since the first, as months; one more when the day of the month has not come yet.
  const passed = Math.floor(((year - startYear) * 12 + month - startMonth) / cycle.months);
  const begin = (count: number) => addDuration(cycle.from, { months: count * cycle.months });
  const next = begin(passed) > date ? passed : passed + 1;
  return dayBefore(begin(next));
}
