/** Counting time of work, forwards and between two moments. */
import { MINUTE_MS, type WorkCalendar } from './calendar';
import { nextDate } from './zone';

export interface HolidaysUnknown {
  ok: false;
  code: 'HOLIDAYS_UNKNOWN';
  params: { year: number };
}

export type WorkTime = { ok: true; at: Date } | HolidaysUnknown;
export type WorkedTime = { ok: true; ms: number } | HolidaysUnknown;

const unknown = (year: number): HolidaysUnknown => ({ ok: false, code: 'HOLIDAYS_UNKNOWN', params: { year } });

/**
 * The moment at which `ms` of work have passed since `from`; a stretch that is used up to its last moment ends at its end (12:00 and not 14:30).
 * HOLIDAYS_UNKNOWN, with the year, when the way leads through a year whose holidays are not known.
 */
export function addWork(calendar: WorkCalendar, from: Date, ms: number): WorkTime {
  const start = from.getTime();
  let left = ms;
  for (let { date } = calendar.zone.toLocal(start); ; date = nextDate(date)) {
    const stretches = calendar.stretches(date);
    if (!stretches) return unknown(Number(date.slice(0, 4)));
    for (const stretch of stretches) {
      const begin = Math.max(stretch.begin, start);
      const room = stretch.end - begin;
      if (room <= 0) continue;
      if (left <= room) return { ok: true, at: new Date(begin + left) };
      left -= room;
    }
  }
}

/** `addWork()` in minutes, a number from 0 to MINUTES_MAX. */
export const addWorkMinutes = (calendar: WorkCalendar, from: Date, minutes: number): WorkTime =>
  addWork(calendar, from, minutes * MINUTE_MS);

/** The milliseconds of work between two moments; 0 when `to` is not after `from`. HOLIDAYS_UNKNOWN as for `addWork()`. */
export function workBetween(calendar: WorkCalendar, from: Date, to: Date): WorkedTime {
  const [first, last] = [from.getTime(), to.getTime()];
  if (last <= first) return { ok: true, ms: 0 };
  const { date: lastDate } = calendar.zone.toLocal(last);
  let ms = 0;
  for (let { date } = calendar.zone.toLocal(first); date <= lastDate; date = nextDate(date)) {
    const stretches = calendar.stretches(date);
    if (!stretches) return unknown(Number(date.slice(0, 4)));
    for (const { begin, end } of stretches) ms += Math.max(0, Math.min(end, last) - Math.max(begin, first));
  }
  return { ok: true, ms };
}
