/** 工作日历：the hours in which a county's clocks count. */
import { chineseCalendar, chineseHolidays, type Calendars, type HolidayProvider } from '@sidan/lifecycle';
import type { WorkCalendarSetting } from '../../api/types';
import { STANDARD } from './setting';

export { settingIn, STANDARD } from './setting';

const made = new Map<string, Calendars>();
const KEPT_MAX = 500;

/**
 * The calendars of a county by what it has set; the standard ones where it has set nothing. Made once for each setting: it is read with every order, so that a
 * change counts at once on every node. A year whose notice is not out counts Monday to Friday, and the health page says so: an order must not be stopped by it.
 */
export function calendarsFor(setting: WorkCalendarSetting | null | undefined): Calendars {
  const { officeHours, timeZone, daysOff, workdays, years } = { ...STANDARD, ...setting };
  const key = JSON.stringify([officeHours, timeZone, daysOff, workdays, years]);
  const known = made.get(key);
  if (known) return known;
  const holidays = withOwn(chineseHolidays(years), new Set(daysOff), new Set(workdays));
  const calendars = { work: chineseCalendar({ officeHours, timeZone, holidays, unannounced: 'weekdays' }) };
  if (made.size >= KEPT_MAX) made.clear();
  made.set(key, calendars);
  return calendars;
}

/** Days of the county's own besides the nation's: a local festival, a fair on a Sunday. */
function withOwn(
  nation: HolidayProvider,
  daysOff: ReadonlySet<string>,
  workdays: ReadonlySet<string>,
): HolidayProvider {
  return {
    covers: (year) => nation.covers(year),
    kindOf(date) {
      if (daysOff.has(date)) return 'holiday';
      if (workdays.has(date)) return 'makeup';
      return nation.kindOf(date);
    },
  };
}

/** Days ahead that a clock that is set today may reach, as good as always. */
const AHEAD_DAYS = 45;

/** The years whose notices are needed at a moment: its own, and the next once clocks reach into it. */
export function yearsNeeded(now: Date, timeZone: string = STANDARD.timeZone): number[] {
  const yearAt = (at: Date) => Number(new Intl.DateTimeFormat('en', { timeZone, year: 'numeric' }).format(at));
  return [...new Set([yearAt(now), yearAt(new Date(now.getTime() + AHEAD_DAYS * 24 * 3600_000))])];
}
