/**
 * Windows of measured facts on the county's calendar. `sql/window.ts` says the same in SQL.
 */
import { type Calendar, instantOf, localDate, localTime, utc } from './calendar';
import type { Window } from './measured';
import type { CycleCatalogue, CycleDefinition } from './source';

/** From `from` (the beginning of time if absent), up to but not including `to`. */
export interface Stretch {
  readonly from?: number;
  readonly to: number;
}

const MONTHS: Readonly<Record<string, number>> = { month: 1, quarter: 3, halfYear: 6, year: 12 };
const DAY_MS = 86_400_000;

/** The stretch of time that a window is at an instant. `event` and `lifetime` have no beginning. */
export function stretchOf(window: Window, at: number, calendar: Calendar, cycles: CycleCatalogue): Stretch {
  if (window.span === 'event' || window.span === 'lifetime') return { to: at };
  const local = localTime(at, calendar);
  const instant = (time: number) => instantOf(time, calendar);
  if (window.span === 'rolling') {
    const length = (window.days ?? 1) * DAY_MS;
    if (!window.previous) return { from: instant(local - length), to: at };
    return { from: instant(local - 2 * length), to: instant(local - length) };
  }
  const cycle = window.cycle === undefined ? undefined : cycles.get(window.cycle);
  const count = window.count ?? 1;
  const first = (back: number) => instant(startOf(window, local, back, cycle));
  return window.previous ? { from: first(count), to: first(0) } : { from: first(count - 1), to: at };
}

/** The local midnight with which the unit begins that lies `back` units before the one that `local` is in. */
function startOf(window: Window, local: number, back: number, cycle: CycleDefinition | undefined): number {
  const date = new Date(local);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  if (window.span === 'day') return utc(year, month, day - back);
  if (window.span === 'week') return utc(year, month, day - ((date.getUTCDay() + 6) % 7) - 7 * back);
  if (cycle !== undefined) {
    const anchor = new Date(localDate(cycle.from));
    const anchorMonth = anchor.getUTCFullYear() * 12 + anchor.getUTCMonth();
    const passed = year * 12 + month - anchorMonth - (day < anchor.getUTCDate() ? 1 : 0);
    const cycles = Math.floor(passed / cycle.months) - back;
    return utc(0, anchorMonth + cycles * cycle.months, anchor.getUTCDate());
  }
  const months = MONTHS[window.span] ?? 12;
  return utc(year, month - (month % months) - months * back, 1);
}
