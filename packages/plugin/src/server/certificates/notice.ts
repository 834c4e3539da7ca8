import type { Zone } from '@sidan/lifecycle';

const DAY_MS = 86_400_000;

/**
 * When a notice of so many whole days is over: at the first midnight after them, by the county's own clock. The day on which it begins does not count, as in the counting of terms.
 */
export function noticeEnd(now: Date, days: number, { toLocal, toInstant }: Pick<Zone, 'toLocal' | 'toInstant'>): Date {
  const { date } = toLocal(now.getTime());
  const last = new Date(Date.parse(`${date}T00:00:00Z`) + (days + 1) * DAY_MS).toISOString().slice(0, 10);
  return new Date(toInstant({ date: last, ms: 0 }));
}

/** The last day of a notice, as people say it. */
export const lastDayOf = (end: Date, { toLocal }: Pick<Zone, 'toLocal'>): string => toLocal(end.getTime() - 1).date;
