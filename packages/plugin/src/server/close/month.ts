import { SidanError } from '../errors';
import { dayOf, startOf } from '../packs/regions';

/** A month of the county's own calendar, `YYYY-MM`: from its first moment up to that of the next. */
export interface Month {
  name: string;
  from: Date;
  to: Date;
}

const NAME = /^(\d{4})-(0[1-9]|1[0-2])$/;

/** @throws INVALID_DATA (`month`) */
export function monthOf(name: unknown): Month {
  if (typeof name !== 'string' || !NAME.test(name))
    throw new SidanError('INVALID_DATA', { problems: [{ field: 'month', code: 'MONTH' }] });
  return { name, from: startOf(`${name}-01`), to: startOf(`${shifted(name, 1)}-01`) };
}

/** The month so many later, or earlier. */
export function shifted(name: string, by: number): string {
  const [year, month] = name.split('-').map(Number) as [number, number];
  const count = year * 12 + month - 1 + by;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
}

/** The last month that is over. */
export const lastMonth = (now: Date): string => shifted(dayOf(now).slice(0, 7), -1);
