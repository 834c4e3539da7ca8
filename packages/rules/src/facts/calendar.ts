/**
 * The county's own calendar: from instants to local time and back. Instants are milliseconds since 1970; a local time is
 * written as the milliseconds that UTC would have at those hands of the clock.
 */

/** Where the county's clocks stand. */
export interface Calendar {
  /** An IANA zone. */
  readonly timeZone: string;
}

export const CHINA: Calendar = { timeZone: 'Asia/Shanghai' };

const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** @throws RangeError for a zone that does not exist */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (format === undefined) {
    const digits = { year: 'numeric', month: 'numeric', day: 'numeric' } as const;
    const time = { hour: 'numeric', minute: 'numeric', second: 'numeric', hourCycle: 'h23' } as const;
    format = new Intl.DateTimeFormat('en-US', { timeZone, calendar: 'iso8601', era: 'short', ...digits, ...time });
    formats.set(timeZone, format);
  }
  return format;
}

export function localTime(instant: number, { timeZone }: Calendar): number {
  const parts: Record<string, string> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(instant)) parts[type] = value;
  const part = (name: string) => Number(parts[name]);
  const seconds = utc(part('year'), part('month') - 1, part('day')) + part('hour') * 3_600_000;
  return seconds + part('minute') * 60_000 + part('second') * 1000 + (((instant % 1000) + 1000) % 1000);
}

/**
 * The instant of a local time. Where the clocks are put forward over it, it is read by the time before; where it comes
 * twice, it is the second: as PostgreSQL's `at time zone` has it.
 */
export function instantOf(local: number, calendar: Calendar): number {
  const before = local - offsetAt(local - DAY_MS, calendar);
  const after = local - offsetAt(local + DAY_MS, calendar);
  if (before === after) return before;
  return localTime(after, calendar) === local ? after : before;
}

/** How far the local clock is ahead. */
function offsetAt(instant: number, calendar: Calendar): number {
  return localTime(instant, calendar) - instant;
}

/** As Date.UTC, without its idea that the year 99 is 1999; month from 0, out of range too. */
export function utc(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month, day);
}

/** `2024-02-29` as a local midnight. */
export function localDate(date: string): number {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return utc(year, month - 1, day);
}
