/**
 * Windows of measured facts in SQL: the same stretches as `facts/window.ts`.
 */
import type { Calendar } from '../facts/calendar';
import type { Window } from '../facts/measured';
import type { CycleCatalogue, CycleDefinition } from '../facts/source';
import { type Fragment, param, sql } from './fragment';

export interface StretchSql {
  /** Instants; absent for the beginning, and the end, of time. */
  readonly from?: Fragment;
  readonly to?: Fragment;
}

const UNITS: Readonly<Record<string, readonly [unit: string, months: number]>> = {
  month: ['month', 1],
  quarter: ['quarter', 3],
  halfYear: ['month', 6],
  year: ['year', 12],
};

/** `at` is a timestamptz. `whole`: up to the end of the window rather than to the event; rolling windows end with the event all the same. */
export function stretchSql(
  window: Window,
  at: Fragment,
  calendar: Calendar,
  cycles: CycleCatalogue,
  whole = false,
): StretchSql {
  const { span, count = 1, days = 1 } = window;
  if (span === 'event' || span === 'lifetime') return whole ? {} : { to: at };
  const zone = param(calendar.timeZone, 'text');
  const local = sql`(${at} at time zone ${zone})`;
  const instant = (time: Fragment): Fragment => sql`((${time}) at time zone ${zone})`;
  const back = (time: Fragment, interval: string): Fragment => sql`${time} - ${param(interval, 'interval')}`;
  if (span === 'rolling') {
    if (window.previous) {
      return { from: instant(back(local, `${2 * days} days`)), to: instant(back(local, `${days} days`)) };
    }
    return { from: instant(back(local, `${days} days`)), to: at };
  }
  const cycle = window.cycle === undefined ? undefined : cycles.get(window.cycle);
  const [length, start] = unitOf(window, local, cycle);
  const first = (units: number): Fragment => instant(units === 0 ? start : back(start, length(units)));
  const next = sql`${start} + ${param(length(1), 'interval')}`;
  return window.previous
    ? { from: first(count), to: first(0) }
    : { from: first(count - 1), to: whole ? instant(next) : at };
}

/** How long so many units are, and the local time at which the present one began. */
function unitOf(
  window: Window,
  local: Fragment,
  cycle: CycleDefinition | undefined,
): [length: (units: number) => string, start: Fragment] {
  if (window.span === 'day') return [(units) => `${units} days`, sql`date_trunc('day', ${local})`];
  if (window.span === 'week') return [(units) => `${7 * units} days`, sql`date_trunc('week', ${local})`];
  if (cycle !== undefined) return [(units) => `${units * cycle.months} months`, cycleStart(cycle, local)];
  const [unit, months] = UNITS[window.span] ?? ['year', 12];
  const start = sql`date_trunc(${param(unit, 'text')}, ${local})`;
  // There is no half-year to truncate to: the quarter's beginning, or the one before.
  const half = sql`${start} - mod(extract(month from ${local})::integer - 1, 6) * interval '1 month'`;
  return [(units) => `${units * months} months`, window.span === 'halfYear' ? half : start];
}

/** Months since the cycle's first day, whole cycles of them added to it again. */
function cycleStart({ from, months }: CycleDefinition, local: Fragment): Fragment {
  const anchor = param(from, 'date');
  const passed = sql`((extract(year from ${local}) - extract(year from ${anchor})) * 12
    + extract(month from ${local}) - extract(month from ${anchor})
    - (case when extract(day from ${local}) < extract(day from ${anchor}) then 1 else 0 end))`;
  const length = param(months, 'integer');
  return sql`(${anchor}::timestamp + (floor(${passed} / ${length}) * ${length})::integer * interval '1 month')`;
}
