/**
 * Which dates are worked, by the State Council's yearly notice (国务院办公厅关于部分节假日安排的通知), on the tables of chinese-days.
 *
 * Its functions are not used: they read dates in the zone of the process, and for a year whose notice is not in yet they answer by weekday as if they knew.
 * The tables themselves have neither fault.
 */
import tables from 'chinese-days/dist/chinese-days.json';

/** A local date, `YYYY-MM-DD`. */
export type LocalDate = string;

/** `makeup`: a Saturday or Sunday that is worked (调休). `holiday`: off by the notice, `weekend`: off because it is one. */
export type DayKind = 'workday' | 'makeup' | 'holiday' | 'weekend';

/** Where holidays come from. Ours is `chineseHolidays()`; a county with a source of its own writes another. */
export interface HolidayProvider {
  /** Whether the notice for that year is known. */
  covers(year: number): boolean;
  /** What kind of day that is; undefined when its year is not covered. Never a guess. */
  kindOf(date: LocalDate): DayKind | undefined;
}

/** A year's notice entered by hand, because it is newer than this release. Dates are `YYYY-MM-DD`. */
export interface YearNotice {
  /** Days off that would otherwise be worked, and weekends may be listed too. */
  holidays: LocalDate[];
  /** Saturdays and Sundays that are worked. */
  workdays: LocalDate[];
}

const holidays = new Set(Object.keys(tables.holidays));
const workdays = new Set(Object.keys(tables.workdays));

export const isWorked = (kind: DayKind): boolean => kind === 'workday' || kind === 'makeup';

export function isWeekend(date: LocalDate): boolean {
  const day = new Date(`${date}T00:00:00Z`).getUTCDay();
  return day === 0 || day === 6;
}

/**
 * The national days off and make-up workdays, 2004 onwards as far as they were announced when this release was made, and `announced` for later years
 * (a year given there replaces the built-in one).
 *
 * A year counts as covered when its National Day is in the tables: 1 October is always a holiday, and it is announced with the rest of its year, while
 * days at the turn of the year can appear under the notice of the next one.
 */
export function chineseHolidays(announced: Readonly<Record<number, YearNotice>> = {}): HolidayProvider {
  const notices = new Map(
    Object.entries(announced).map(([year, notice]) => [
      Number(year),
      { holidays: new Set(notice.holidays), workdays: new Set(notice.workdays) },
    ]),
  );
  const covers = (year: number) => notices.has(year) || holidays.has(`${year}-10-01`);
  return {
    covers,
    kindOf(date) {
      const year = Number(date.slice(0, 4));
      if (!covers(year)) return undefined;
      const notice = notices.get(year) ?? { holidays, workdays };
      if (notice.workdays.has(date)) return isWeekend(date) ? 'makeup' : 'workday';
      if (notice.holidays.has(date)) return 'holiday';
      return isWeekend(date) ? 'weekend' : 'workday';
    },
  };
}
