import { language, t } from '../app';

const sameYear = (a: Date, b: Date) => a.getFullYear() === b.getFullYear();

/** `11/21 08:30`, with the year where it is not this one. */
export function moment(iso: string | undefined, now: Date = new Date()): string {
  if (!iso) return '';
  const at = new Date(iso);
  return new Intl.DateTimeFormat(language(), {
    ...(sameYear(at, now) ? {} : { year: 'numeric' }),
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(at);
}

/** A length of time in the two units that matter: `2 小时 5 分钟`. */
export function duration(minutes: number): string {
  const whole = Math.max(0, Math.round(minutes));
  const days = Math.floor(whole / 1440);
  const hours = Math.floor((whole % 1440) / 60);
  const rest = whole % 60;
  if (days) return t('pages.common.daysHours', { days, hours });
  if (hours) return t('pages.common.hoursMinutes', { hours, minutes: rest });
  return t('pages.common.minutes', { minutes: rest });
}

/** How long somebody served. Hours are what volunteers are credited with: 36 of them are 36 hours and not a day and a half. */
export function worked(minutes: number): string {
  const whole = Math.max(0, Math.round(minutes));
  const hours = Math.floor(whole / 60);
  const rest = whole % 60;
  if (hours && !rest) return t('pages.common.hours', { hours });
  return hours
    ? t('pages.common.hoursMinutes', { hours, minutes: rest })
    : t('pages.common.minutes', { minutes: rest });
}

/** From one moment to another, the shared day said once. */
export function span(from?: string, to?: string): string {
  if (!from || !to) return moment(from ?? to);
  const end = new Date(to);
  if (new Date(from).toDateString() !== end.toDateString()) return `${moment(from)} – ${moment(to)}`;
  const time = new Intl.DateTimeFormat(language(), { hour: '2-digit', minute: '2-digit', hour12: false }).format(end);
  return `${moment(from)} – ${time}`;
}

/** Where to go: most people write the town into the address as well, and then it is said once. */
export const whereabouts = (town?: string, address?: string): string =>
  town && address?.startsWith(town) ? address : [town, address].filter(Boolean).join(' ');

const DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });

/** The county's own day, `YYYY-MM-DD`, as the server and date fields have it; today if nothing is given. */
export const dayOf = (at: number = Date.now()): string => DAY.format(at);

/** A figure with its thousands apart, as accounts are written. */
export const figure = (amount: number): string =>
  new Intl.NumberFormat(language(), { maximumFractionDigits: 4 }).format(amount);
