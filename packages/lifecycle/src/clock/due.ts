/** When a clock is due and when it warns; what is left of it while it stands still. Every result an absolute instant. */
import type { Facts } from '@sidan/rules/conditions';
import { MINUTE_MS, type Calendars } from './calendar';
import { ALWAYS, calendarOf, spanOf, type Delay } from './delay';
import { addWork, workBetween, type HolidaysUnknown } from './workTime';

export interface Unfit {
  ok: false;
  code: 'DELAY_UNFIT' | 'CALENDAR_MISSING' | 'HOLIDAYS_UNKNOWN';
  params: Record<string, unknown>;
}

export type Due = { ok: true; at: Date; warnings: readonly { index: number; at: Date }[] } | Unfit;

type Moment = { ok: true; at: Date } | Unfit;

/** `ms` after `from` in the calendar of that name. */
function after(name: string, calendar: string, from: Date, ms: number, calendars: Calendars): Moment {
  if (calendar === ALWAYS) return { ok: true, at: new Date(from.getTime() + ms) };
  const known = Object.hasOwn(calendars, calendar) ? calendars[calendar] : undefined;
  if (!known) return { ok: false, code: 'CALENDAR_MISSING', params: { delay: name, calendar } };
  return told(name, addWork(known, from, ms));
}

const told = <T extends { ok: true }>(name: string, result: T | HolidaysUnknown): T | Unfit =>
  result.ok ? result : { ...result, params: { delay: name, ...result.params } };

/**
 * When a clock that starts at `now` is due, with its warnings, the first first. A warning that would lie before its start is left out.
 * DELAY_UNFIT: the fact is there and is not a whole number from 1 to MINUTES_MAX. CALENDAR_MISSING: the county has no calendar of that name.
 * HOLIDAYS_UNKNOWN: the way leads through a year whose holidays nobody knows yet.
 */
export function dueAt(name: string, delay: Delay, facts: Facts, now: Date, calendars: Calendars = {}): Due {
  const span = spanOf(delay.minutes, facts);
  if ('fact' in span) return { ok: false, code: 'DELAY_UNFIT', params: { delay: name, ...span } };
  const calendar = calendarOf(delay, facts);
  const due = after(name, calendar, now, span.minutes * MINUTE_MS, calendars);
  if (!due.ok) return due;
  const warnings: { index: number; at: Date }[] = [];
  for (const [index, before] of warningsOf(delay).entries()) {
    if (before >= span.minutes) continue;
    const warning = after(name, calendar, now, (span.minutes - before) * MINUTE_MS, calendars);
    if (!warning.ok) return warning;
    warnings.push({ index, at: warning.at });
  }
  return { ok: true, at: due.at, warnings };
}

/** The minutes before which a clock warns, the earliest warning first. */
export const warningsOf = ({ warn = [] }: Delay): number[] => [...warn].sort((a, b) => b - a);

/** What is left, in milliseconds of the clock's own calendar, of one that is due at `due` when it is stopped at `now`; 0 when it was due before. */
export function remaining(
  name: string,
  delay: Delay,
  facts: Facts,
  due: Date,
  now: Date,
  calendars: Calendars = {},
): { ok: true; ms: number } | Unfit {
  const calendar = calendarOf(delay, facts);
  if (calendar === ALWAYS) return { ok: true, ms: Math.max(0, due.getTime() - now.getTime()) };
  const known = Object.hasOwn(calendars, calendar) ? calendars[calendar] : undefined;
  if (!known) return { ok: false, code: 'CALENDAR_MISSING', params: { delay: name, calendar } };
  return told(name, workBetween(known, now, due));
}

/** When a clock that stood still with `ms` left is due, going on at `now`. */
export const resumed = (
  name: string,
  delay: Delay,
  facts: Facts,
  ms: number,
  now: Date,
  calendars: Calendars = {},
): Moment => after(name, calendarOf(delay, facts), now, ms, calendars);
