import type { Period } from '../api/bank';
import { dayOf } from '../shared/format';

const lastOf = (month: string): string => {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return `${month}-${String(new Date(Date.UTC(year, number, 0)).getUTCDate()).padStart(2, '0')}`;
};

/** From the first of this month to today. */
export function thisMonth(): Period {
  const today = dayOf();
  return { from: `${today.slice(0, 7)}-01`, to: today };
}

/** The whole of the month before a day's. */
export function monthBefore(day: string = dayOf()): Period {
  const [year, number] = day.split('-').map(Number) as [number, number];
  const month = number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, '0')}`;
  return { from: `${month}-01`, to: lastOf(month) };
}

/** From New Year to today. */
export function thisYear(): Period {
  const today = dayOf();
  return { from: `${today.slice(0, 4)}-01-01`, to: today };
}
