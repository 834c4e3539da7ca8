import type { WorkCalendarSetting } from '../../../api/types';

/** A calendar's setting as it is typed in. */
export interface Written {
  /** `08:30-12:00, 14:00-18:00` */
  hours: string;
  timeZone: string;
  /** Dates with anything but digits and dashes between. */
  daysOff: string;
  workdays: string;
  years: { year: string; holidays: string; workdays: string }[];
}

const DATE = /\d{4}-\d{1,2}-\d{1,2}/g;
const RANGE = /(\d{4}-\d{1,2}-\d{1,2})\s*(?:~|～|至|to)\s*(\d{4}-\d{1,2}-\d{1,2})/g;
const DAY_MS = 24 * 3600_000;
const RANGE_DAYS_MAX = 60;

const padded = (date: string): string =>
  date
    .split('-')
    .map((part, i) => (i ? part.padStart(2, '0') : part))
    .join('-');

/** Dates in a text, each once, in order: single ones, and stretches (`2027-02-05~2027-02-11`), as a notice has them. What is no date is left for the server to refuse. */
export function datesIn(text: string | undefined): string[] {
  const found: string[] = [];
  const rest = (text ?? '').replace(RANGE, (all: string, from: string, to: string) => {
    const [begin, end] = [Date.parse(`${padded(from)}T00:00:00Z`), Date.parse(`${padded(to)}T00:00:00Z`)];
    if (!(begin <= end) || end - begin > RANGE_DAYS_MAX * DAY_MS) return all;
    for (let day = begin; day <= end; day += DAY_MS) found.push(new Date(day).toISOString().slice(0, 10));
    return ' ';
  });
  found.push(...(rest.match(DATE) ?? []).map(padded));
  return [...new Set(found)].sort();
}

/** Whether a text holds anything besides dates, stretches and what stands between them. */
export const isDates = (text: string | undefined): boolean =>
  (text ?? '')
    .replace(RANGE, '')
    .replace(DATE, '')
    .replace(/[\s,，、;；]/g, '') === '';

export const hoursIn = (text: string): WorkCalendarSetting['officeHours'] =>
  text
    .split(/[,，、;；]+/)
    .map((span) => span.trim())
    .filter(Boolean)
    .map((span) => {
      const [from = '', to = ''] = span.split(/[-–—~～至]+/).map((time) => clock(time.trim()));
      return { from, to };
    });

/** `8:30` and `8：30` as `08:30`. */
const clock = (time: string): string => time.replace(/：/, ':').replace(/^(\d):/, '0$1:');

export const written = ({ officeHours, timeZone, daysOff, workdays, years }: WorkCalendarSetting): Written => ({
  hours: officeHours.map(({ from, to }) => `${from}-${to}`).join(', '),
  timeZone,
  daysOff: daysOff.join(' '),
  workdays: workdays.join(' '),
  years: Object.entries(years).map(([year, notice]) => ({
    year,
    holidays: notice.holidays.join(' '),
    workdays: notice.workdays.join(' '),
  })),
});

export const settingOf = ({ hours, timeZone, daysOff, workdays, years }: Written): WorkCalendarSetting => ({
  officeHours: hoursIn(hours),
  timeZone,
  daysOff: datesIn(daysOff),
  workdays: datesIn(workdays),
  years: Object.fromEntries(
    years.map((notice) => [
      notice.year.trim(),
      { holidays: datesIn(notice.holidays), workdays: datesIn(notice.workdays) },
    ]),
  ),
});
