/** Work minutes: clocks that stand still at night, at weekends and on holidays, and run on make-up workdays. */
import { chineseHolidays, isWeekend, type HolidayProvider, type LocalDate, type YearNotice } from './holidays';
import { nextDate, zone, type Zone } from './zone';

/** A stretch of work within a day, in minutes since local midnight. */
export interface Span {
  from: number;
  to: number;
}

export interface WorkCalendar {
  readonly zone: Zone;
  /** Whether the holidays of that year are known: a health page warns ahead of time. */
  covers(year: number): boolean;
  /** The stretches of work of a local date, ascending and apart; empty on a day off; undefined when nobody can know yet. */
  spans(date: LocalDate): readonly Span[] | undefined;
}

export interface ChineseCalendarOptions {
  /** Local times `HH:MM`, ascending and apart: `[{ from: '08:30', to: '12:00' }, { from: '14:30', to: '18:00' }]`; `24:00` ends a day. */
  officeHours: readonly { from: string; to: string }[];
  /** Default `Asia/Shanghai`. */
  timeZone?: string;
  /** Notices of years that this release does not have yet, by year. */
  announced?: Readonly<Record<number, YearNotice>>;
  /**
   * What to do with a date whose year has no notice: `refuse` (default) makes a result with the code CALENDAR_NOT_COVERED; `weekdays` is the
   * administrator's word that Monday to Friday will do until the notice is in. `covers()` says false either way.
   */
  unannounced?: 'refuse' | 'weekdays';
}

export type WorkTime = { ok: true; at: Date } | { ok: false; code: 'CALENDAR_NOT_COVERED'; params: { year: number } };

/** Thrown when a calendar's settings make no sense. */
export class CalendarError extends Error {
  readonly code = 'CALENDAR_INVALID';

  constructor(readonly params: Record<string, unknown>) {
    super(`CALENDAR_INVALID: ${JSON.stringify(params)}`);
    this.name = 'CalendarError';
  }
}

/** No clock runs longer than ten years. */
export const MINUTES_MAX = 10 * 366 * 24 * 60;

const MINUTE_MS = 60_000;

function minuteOfDay(text: string): number {
  const match = /^(\d{2}):(\d{2})$/.exec(text);
  const minute = Number(match?.[1]) * 60 + Number(match?.[2]);
  if (!match || Number(match[2]) > 59 || minute > 1440) throw new CalendarError({ time: text });
  return minute;
}

function spansOf(officeHours: ChineseCalendarOptions['officeHours']): Span[] {
  const spans = officeHours.map(({ from, to }) => ({ from: minuteOfDay(from), to: minuteOfDay(to) }));
  if (spans.length === 0) throw new CalendarError({ officeHours });
  spans.forEach((span, i) => {
    if (span.to <= span.from || span.from < (spans[i - 1]?.to ?? 0)) throw new CalendarError({ officeHours });
  });
  return spans;
}

/**
 * Office hours on China's workdays. Throws CalendarError (CALENDAR_INVALID) for office hours that overlap, run backwards or are none, and for an
 * unknown time zone.
 */
export function chineseCalendar(options: ChineseCalendarOptions): WorkCalendar {
  const { officeHours, timeZone = 'Asia/Shanghai', announced, unannounced = 'refuse' } = options;
  const spans = spansOf(officeHours);
  const holidays: HolidayProvider = chineseHolidays(announced);
  let zoned: Zone;
  try {
    zoned = zone(timeZone);
  } catch {
    throw new CalendarError({ timeZone });
  }
  return {
    zone: zoned,
    covers: (year) => holidays.covers(year),
    spans(date) {
      const worked = holidays.isWorkday(date) ?? (unannounced === 'weekdays' ? !isWeekend(date) : undefined);
      if (worked === undefined) return undefined;
      return worked ? spans : [];
    },
  };
}

/**
 * The moment at which `minutes` of work have passed since `from`; a stretch that is used up to its last minute ends at its end (12:00 and not 14:30).
 * `minutes` is a number from 0 to MINUTES_MAX. CALENDAR_NOT_COVERED, with the year, when the way leads through a year whose holidays are not known.
 */
export function addWorkMinutes(calendar: WorkCalendar, from: Date, minutes: number): WorkTime {
  const start = calendar.zone.toLocal(from.getTime());
  let left = minutes * MINUTE_MS;
  let cursor = start.ms;
  for (let date = start.date; ; date = nextDate(date), cursor = 0) {
    const spans = calendar.spans(date);
    if (!spans) return { ok: false, code: 'CALENDAR_NOT_COVERED', params: { year: Number(date.slice(0, 4)) } };
    for (const span of spans) {
      const begin = Math.max(cursor, span.from * MINUTE_MS);
      const room = span.to * MINUTE_MS - begin;
      if (room <= 0) continue;
      if (left <= room) return { ok: true, at: new Date(calendar.zone.toInstant({ date, ms: begin + left })) };
      left -= room;
    }
  }
}
