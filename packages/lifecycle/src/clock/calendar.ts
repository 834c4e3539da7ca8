/** Work minutes: clocks that stand still at night, at weekends and on holidays, and run on make-up workdays. */
import {
  chineseHolidays,
  isWeekend,
  isWorked,
  type DayKind,
  type HolidayProvider,
  type LocalDate,
  type YearNotice,
} from './holidays';
import { zone, type Zone } from './zone';

/** A stretch of work within a day, in minutes since local midnight. */
export interface Span {
  from: number;
  to: number;
}

/** A stretch of work in instants (milliseconds since the epoch), so that a day on which clocks are put back has its own length. */
export interface Stretch {
  begin: number;
  end: number;
}

export interface WorkCalendar {
  readonly zone: Zone;
  /** Whether the holidays of that year are known: a health page warns ahead of time. */
  covers(year: number): boolean;
  /** What kind of day that is; undefined when its year's holidays are not known. */
  kindOf(date: LocalDate): DayKind | undefined;
  /** The stretches of work of a local date, ascending and apart; empty on a day off; undefined when nobody can know yet. */
  stretches(date: LocalDate): readonly Stretch[] | undefined;
}

export interface ChineseCalendarOptions {
  /** Local times `HH:MM`, ascending and apart: `[{ from: '08:30', to: '12:00' }, { from: '14:30', to: '18:00' }]`; `24:00` ends a day. */
  officeHours: readonly { from: string; to: string }[];
  /** Default `Asia/Shanghai`. */
  timeZone?: string;
  /** Notices of years that this release does not have yet, by year. */
  announced?: Readonly<Record<number, YearNotice>>;
  /** Where holidays come from instead; `announced` is then not looked at. */
  holidays?: HolidayProvider;
  /**
   * What to do with a date whose year has no notice: `refuse` (default) makes a result with the code HOLIDAYS_UNKNOWN; `weekdays` is the
   * administrator's word that Monday to Friday will do until the notice is in. `covers()` says false either way.
   */
  unannounced?: 'refuse' | 'weekdays';
}

/** Thrown when a calendar's settings make no sense. */
export class CalendarError extends Error {
  readonly code = 'CALENDAR_INVALID';

  constructor(readonly params: Record<string, unknown>) {
    super(`CALENDAR_INVALID: ${JSON.stringify(params)}`);
    this.name = 'CalendarError';
  }
}

/** The calendars that a county has, by the names by which clocks ask for them. `always` needs none: all minutes count. */
export type Calendars = Readonly<Record<string, WorkCalendar>>;

/** No clock runs longer than ten years. */
export const MINUTES_MAX = 10 * 366 * 24 * 60;

export const MINUTE_MS = 60_000;
const REMEMBERED_MAX = 1000;

const stretchOf = (zoned: Zone, date: LocalDate, { from, to }: Span): Stretch => ({
  begin: zoned.toInstant({ date, ms: from * MINUTE_MS }),
  end: zoned.toInstant({ date, ms: to * MINUTE_MS }),
});

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
  const holidays = options.holidays ?? chineseHolidays(announced);
  const remembered = new Map<LocalDate, readonly Stretch[]>();
  let zoned: Zone;
  try {
    zoned = zone(timeZone);
  } catch {
    throw new CalendarError({ timeZone });
  }
  return {
    zone: zoned,
    covers: (year) => holidays.covers(year),
    kindOf: (date) => holidays.kindOf(date),
    stretches(date) {
      const known = remembered.get(date);
      if (known) return known;
      const kind = holidays.kindOf(date);
      if (kind === undefined && unannounced === 'refuse') return undefined;
      const worked = kind === undefined ? !isWeekend(date) : isWorked(kind);
      const made = worked
        ? spans.map((span) => stretchOf(zoned, date, span)).filter(({ begin, end }) => begin < end)
        : [];
      // The same for ever, and asked for again and again; a wish for dates without end must not fill the memory.
      if (remembered.size >= REMEMBERED_MAX) remembered.clear();
      remembered.set(date, made);
      return made;
    },
  };
}
