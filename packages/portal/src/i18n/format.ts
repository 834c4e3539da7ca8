/** Times and durations in the reader's language and time zone. */
import { languageInUse, t, type Translate } from '.';

/** `2025-03-01T01:30:00Z` as `3月1日 09:30`, with the year when it is not this one. */
export function formatTime(iso: string, now = new Date()): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return iso;
  return new Intl.DateTimeFormat(languageInUse(), {
    ...(time.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' }),
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(time);
}

/** The same with its year always: what stands on paper is read in other years. */
export const formatMoment = (iso: string): string => formatTime(iso, new Date(0));

/** `2026-03-01`, a day of the county's own, as `2026年3月1日`. */
export function formatDay(date: string, language: string = languageInUse()): string {
  const time = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(time.getTime())) return date;
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(time);
}

/** Whole minutes as hours and minutes. */
export function formatMinutes(minutes: number, say: Translate = t): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return say('duration.minutes', { minutes: rest });
  return rest === 0 ? say('duration.hours', { hours }) : say('duration.both', { hours, minutes: rest });
}

/** A span of two times; the day is written once when both are on it. */
export function formatSpan(start: string, end?: string): string {
  if (!end) return formatTime(start);
  const [a, b] = [new Date(start), new Date(end)];
  if (a.toDateString() !== b.toDateString()) return `${formatTime(start)} – ${formatTime(end)}`;
  const clock = new Intl.DateTimeFormat(languageInUse(), { hour: '2-digit', minute: '2-digit', hour12: false });
  return `${formatTime(start)} – ${clock.format(b)}`;
}

/** `+5`, `−3`: a minus sign that screen readers read as one. */
export function formatSigned(amount: number): string {
  const digits = new Intl.NumberFormat(languageInUse()).format(Math.abs(amount));
  return amount < 0 ? `\u2212${digits}` : `+${digits}`;
}
