import { shifted } from '../close/month';
import { dayOf } from '../packs/regions';

export type Period = 'month' | 'halfYear';

const LENGTH: Readonly<Record<Period, number>> = { month: 1, halfYear: 6 };

/** The first month of the period that a moment is in, on the county's own calendar: `2024-07`. */
export function termOf(period: Period, at: Date): string {
  const [year, month] = dayOf(at).split('-') as [string, string];
  const first = Math.floor((Number(month) - 1) / LENGTH[period]) * LENGTH[period] + 1;
  return `${year}-${String(first).padStart(2, '0')}`;
}

/** Whether something may be written down of a period: while it runs, and through the next. */
export const isOpen = (period: Period, term: string, at: Date): boolean => {
  const now = termOf(period, at);
  return term === now || term === shifted(now, -LENGTH[period]);
};
