/** How long a clock runs, and when it is due. */
import { addWorkMinutes, MINUTES_MAX, type WorkCalendar } from './calendar';
import type { Facts } from './condition';
import { checkKeys, isRecord, type Report } from './problem';

export interface Delay {
  /** A whole number of minutes, or the fact that has it, with the minutes to take when the fact is absent. */
  minutes: number | { fact: string; default: number };
  /** `work`: only minutes of work count. Left out: all do. */
  calendar?: 'work';
}

export type Due =
  | { ok: true; at: Date }
  | { ok: false; code: 'DELAY_UNFIT' | 'CALENDAR_MISSING' | 'CALENDAR_NOT_COVERED'; params: Record<string, unknown> };

/** A clock of no minutes would ring before anybody could act. */
const isMinutes = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) >= 1 && (value as number) <= MINUTES_MAX;

/** Checks `delays.<name>`. Codes: DELAY_SHAPE, DELAY_MINUTES, KEY_UNKNOWN. */
export function checkDelay(delay: unknown, path: string, report: Report): void {
  if (!isRecord(delay)) return report('DELAY_SHAPE', path);
  checkKeys(delay, ['minutes', 'calendar', 'description'], path, report);
  if (delay.calendar !== undefined && delay.calendar !== 'work') report('DELAY_SHAPE', `${path}/calendar`);
  const { minutes } = delay;
  if (!isRecord(minutes)) {
    if (!isMinutes(minutes)) report('DELAY_MINUTES', `${path}/minutes`, { value: minutes, max: MINUTES_MAX });
    return;
  }
  checkKeys(minutes, ['fact', 'default'], `${path}/minutes`, report);
  if (typeof minutes.fact !== 'string' || minutes.fact === '') report('DELAY_SHAPE', `${path}/minutes/fact`);
  if (!isMinutes(minutes.default)) {
    report('DELAY_MINUTES', `${path}/minutes/default`, { value: minutes.default, max: MINUTES_MAX });
  }
}

/**
 * When a clock that starts `now` is due. DELAY_UNFIT when the fact is there and is not a whole number from 1 to MINUTES_MAX, CALENDAR_MISSING when it counts
 * work minutes and no calendar was given, CALENDAR_NOT_COVERED when the calendar does not know a year on the way.
 */
export function dueAt(name: string, delay: Delay, facts: Facts, now: Date, calendar?: WorkCalendar): Due {
  const { minutes: given } = delay;
  const fact = typeof given === 'number' ? undefined : Object.hasOwn(facts, given.fact) ? facts[given.fact] : undefined;
  const minutes = typeof given === 'number' ? given : (fact ?? given.default);
  if (!isMinutes(minutes)) {
    return {
      ok: false,
      code: 'DELAY_UNFIT',
      params: { delay: name, fact: (given as { fact: string }).fact, value: minutes },
    };
  }
  if (delay.calendar !== 'work') return { ok: true, at: new Date(now.getTime() + minutes * 60_000) };
  if (!calendar) return { ok: false, code: 'CALENDAR_MISSING', params: { delay: name } };
  return addWorkMinutes(calendar, now, minutes);
}
