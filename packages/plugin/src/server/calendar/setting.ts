import { chineseCalendar, type YearNotice } from '@sidan/lifecycle';
import type { WorkCalendarSetting } from '../../api/types';

/** What holds until a county says otherwise: the hours of most offices. */
export const STANDARD: WorkCalendarSetting = {
  officeHours: [
    { from: '08:30', to: '12:00' },
    { from: '14:00', to: '18:00' },
  ],
  timeZone: 'Asia/Shanghai',
  daysOff: [],
  workdays: [],
  years: {},
};

const HOURS_MAX = 6;
const DAYS_MAX = 400;
const YEARS_MAX = 30;

interface Wrong {
  field: string;
  code: string;
}

/** A date that there is, `YYYY-MM-DD`. */
export function isDate(text: unknown): text is string {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** A setting out of what somebody sent, or what is wrong with it, all at once: HOURS, ZONE, DATES (not dates, too many, or both off and worked), YEARS. */
export function settingIn(body: Record<string, unknown>): { setting: WorkCalendarSetting; problems: Wrong[] } {
  const problems: Wrong[] = [];
  const officeHours = hoursIn(body.officeHours);
  if (!officeHours) problems.push({ field: 'officeHours', code: 'HOURS' });
  const timeZone = typeof body.timeZone === 'string' ? body.timeZone : STANDARD.timeZone;
  if (!isZone(timeZone)) problems.push({ field: 'timeZone', code: 'ZONE' });
  const [daysOff, workdays] = [datesIn(body.daysOff), datesIn(body.workdays)];
  if (!daysOff) problems.push({ field: 'daysOff', code: 'DATES' });
  if (!workdays || workdays.some((date) => daysOff?.includes(date)))
    problems.push({ field: 'workdays', code: 'DATES' });
  const years = yearsIn(body.years);
  if (!years) problems.push({ field: 'years', code: 'YEARS' });
  const setting = {
    officeHours: officeHours ?? [],
    timeZone,
    daysOff: daysOff ?? [],
    workdays: workdays ?? [],
    years: years ?? {},
  };
  return { setting, problems };
}

function hoursIn(value: unknown): WorkCalendarSetting['officeHours'] | undefined {
  if (!Array.isArray(value) || value.length === 0 || value.length > HOURS_MAX) return undefined;
  const hours = value.map((span: unknown) => {
    const { from, to } = (span ?? {}) as Record<string, unknown>;
    return { from: String(from ?? ''), to: String(to ?? '') };
  });
  try {
    chineseCalendar({ officeHours: hours });
    return hours;
  } catch {
    return undefined;
  }
}

function isZone(timeZone: string): boolean {
  try {
    chineseCalendar({ officeHours: STANDARD.officeHours, timeZone });
    return true;
  } catch {
    return false;
  }
}

function datesIn(value: unknown): string[] | undefined {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || value.length > DAYS_MAX || !value.every(isDate)) return undefined;
  return [...new Set(value)].sort();
}

/** A notice is of its own year; what it says of the turn of the year before is in that year's. */
function yearsIn(value: unknown): Record<string, YearNotice> | undefined {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) return undefined;
  const entries = Object.entries(value as Record<string, { holidays?: unknown; workdays?: unknown } | null>);
  if (entries.length > YEARS_MAX) return undefined;
  const years: Record<string, YearNotice> = {};
  for (const [year, notice] of entries) {
    const [holidays, workdays] = [datesIn(notice?.holidays), datesIn(notice?.workdays)];
    const isOwn = (date: string) => date.startsWith(`${year}-`);
    if (!/^\d{4}$/.test(year) || !holidays?.length || !workdays) return undefined;
    if (![...holidays, ...workdays].every(isOwn) || workdays.some((date) => holidays.includes(date))) return undefined;
    years[year] = { holidays, workdays };
  }
  return years;
}
