/** How long a clock runs: in the file, and worked out from facts. */
import type { Facts } from '@sidan/rules/conditions';
import { isCapacity, type Capacity } from '../definition/capacity';
import { checkKeys, isRecord, type Report } from '../problem';
import { MINUTES_MAX } from './calendar';

/**
 * A whole number; or the fact that has it; or a table by the values of a fact (by priority, say), each of which may again be any of these.
 * `default` is for a fact that is absent or not in the table.
 */
export type Minutes =
  | number
  | { fact: string; default: Minutes }
  | { by: string; table: Readonly<Record<string, Minutes>>; default: Minutes };

/** The calendar whose every minute counts. */
export const ALWAYS = 'always';

/** The name of one of the county's calendars (`work`), or `always`; or a table by the values of a fact: at night nobody works, but an emergency does not wait. */
export type CalendarName = string | { by: string; table: Readonly<Record<string, string>>; default: string };

export interface Delay {
  minutes: Minutes;
  /** In which its minutes count. Left out, it is as `always`, and the analysis objects. */
  calendar?: CalendarName;
  /** A notice so many minutes before the clock is due, counted in its calendar. */
  warn?: readonly number[];
  /** Who gets it. */
  warnTo?: readonly Capacity[];
  /** False: runs on while the resident is asked something. */
  pause?: boolean;
}

/** Nobody nests tables deeper. */
const DEPTH_MAX = 4;
const WARNINGS_MAX = 5;

/** A clock of no minutes would ring before anybody could act. */
export const isMinutes = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) >= 1 && (value as number) <= MINUTES_MAX;

/** Checks `delays.<name>`; `more` are the keys of a definition whose regions are open. Codes: DELAY_SHAPE, DELAY_MINUTES, WARN_SHAPE, WARN_TO, KEY_UNKNOWN. */
export function checkDelay(delay: unknown, path: string, report: Report, more: readonly string[] = []): void {
  if (!isRecord(delay)) return report('DELAY_SHAPE', path);
  checkKeys(delay, ['minutes', 'calendar', 'warn', 'warnTo', 'pause', 'description', ...more], path, report);
  const { calendar, pause } = delay;
  if (calendar !== undefined) checkCalendar(calendar, `${path}/calendar`, report);
  if (pause !== undefined && typeof pause !== 'boolean') report('DELAY_SHAPE', `${path}/pause`);
  checkMinutes(delay.minutes, `${path}/minutes`, report);
  checkWarnings(delay, path, report);
}

const isName = (value: unknown): value is string => typeof value === 'string' && value !== '';

function checkCalendar(calendar: unknown, path: string, report: Report): void {
  if (!isRecord(calendar)) {
    if (!isName(calendar)) report('DELAY_SHAPE', path);
    return;
  }
  checkKeys(calendar, ['by', 'table', 'default'], path, report);
  for (const name of ['by', 'default']) if (!isName(calendar[name])) report('DELAY_SHAPE', `${path}/${name}`);
  if (!isRecord(calendar.table)) return report('DELAY_SHAPE', `${path}/table`);
  for (const [value, name] of Object.entries(calendar.table))
    if (!isName(name)) report('DELAY_SHAPE', `${path}/table/${value}`);
}

function checkMinutes(minutes: unknown, path: string, report: Report, depth = 1): void {
  if (!isRecord(minutes)) {
    if (!isMinutes(minutes)) report('DELAY_MINUTES', path, { value: minutes, max: MINUTES_MAX });
    return;
  }
  if (depth > DEPTH_MAX) return report('DELAY_SHAPE', path);
  const isTable = Object.hasOwn(minutes, 'by');
  const name = isTable ? 'by' : 'fact';
  checkKeys(minutes, isTable ? ['by', 'table', 'default'] : ['fact', 'default'], path, report);
  if (typeof minutes[name] !== 'string' || minutes[name] === '') report('DELAY_SHAPE', `${path}/${name}`);
  if (isTable && !isRecord(minutes.table)) report('DELAY_SHAPE', `${path}/table`);
  if (isTable && isRecord(minutes.table)) {
    for (const [value, part] of Object.entries(minutes.table))
      checkMinutes(part, `${path}/table/${value}`, report, depth + 1);
  }
  checkMinutes(minutes.default, `${path}/default`, report, depth + 1);
}

function checkWarnings({ warn, warnTo }: Record<string, unknown>, path: string, report: Report): void {
  if (warn !== undefined) {
    const sound = Array.isArray(warn) && warn.length > 0 && warn.length <= WARNINGS_MAX && warn.every(isMinutes);
    if (!sound || new Set(warn as number[]).size < (warn as number[]).length) report('WARN_SHAPE', `${path}/warn`);
  }
  const named = Array.isArray(warnTo) && warnTo.length > 0 && warnTo.every(isCapacity);
  if ((warn !== undefined || warnTo !== undefined) && !named) report('WARN_TO', `${path}/warnTo`);
}

/** The facts that a clock's span looks at: `number` for those that must hold minutes. */
export function factsOfMinutes(
  minutes: Minutes,
  path = 'minutes',
): { fact: string; path: string; holds: 'minutes' | 'key' }[] {
  if (typeof minutes === 'number') return [];
  const own =
    'fact' in minutes
      ? [{ fact: minutes.fact, path: `${path}/fact`, holds: 'minutes' as const }]
      : [{ fact: minutes.by, path: `${path}/by`, holds: 'key' as const }];
  const parts =
    'fact' in minutes
      ? []
      : Object.entries(minutes.table).flatMap(([key, part]) => factsOfMinutes(part, `${path}/table/${key}`));
  return [...own, ...parts, ...factsOfMinutes(minutes.default, `${path}/default`)];
}

/** The calendars that a clock may count in. */
export const calendarsOf = (calendar: CalendarName): string[] =>
  typeof calendar === 'string' ? [calendar] : [...new Set([...Object.values(calendar.table), calendar.default])];

/** The one in which it counts with these facts; `always` where none is said. */
export function calendarOf({ calendar = ALWAYS }: Pick<Delay, 'calendar'>, facts: Facts): string {
  if (typeof calendar === 'string') return calendar;
  const key = String(valueOf(facts, calendar.by));
  return Object.hasOwn(calendar.table, key) ? calendar.table[key]! : calendar.default;
}

/** The shortest span that is written down, whatever the facts. */
export function shortestOf(minutes: Minutes): number {
  if (typeof minutes === 'number') return minutes;
  const parts = 'fact' in minutes ? [] : Object.values(minutes.table).map(shortestOf);
  return Math.min(...parts, shortestOf(minutes.default));
}

const valueOf = (facts: Facts, fact: string): unknown => (Object.hasOwn(facts, fact) ? facts[fact] : undefined);

/** How long the clock runs with these facts, or what a fact has instead of a whole number from 1 to MINUTES_MAX. */
export function spanOf(minutes: Minutes, facts: Facts): { minutes: number } | { fact: string; value: unknown } {
  if (typeof minutes === 'number') return { minutes };
  if ('fact' in minutes) {
    const value = valueOf(facts, minutes.fact) ?? undefined;
    if (value === undefined) return spanOf(minutes.default, facts);
    return isMinutes(value) ? { minutes: value } : { fact: minutes.fact, value };
  }
  const key = String(valueOf(facts, minutes.by));
  return spanOf(Object.hasOwn(minutes.table, key) ? minutes.table[key]! : minutes.default, facts);
}
