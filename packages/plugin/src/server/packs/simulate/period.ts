import { SidanError } from '../../errors';
import { dayOf, startOf } from '../regions';

const DAYS_MAX = 366;
const DAY_MS = 86_400_000;

/** From the beginning of a day up to the end of another. */
export interface Period {
  from: Date;
  to: Date;
}

/** A period by its first and last day. @throws INVALID_DATA */
export function periodOf(from: unknown, to: unknown): Period {
  const day = (value: unknown) =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? startOf(value) : new Date(NaN);
  const [first, last] = [day(from), day(to)];
  const end = new Date(last.getTime() + DAY_MS);
  const days = (end.getTime() - first.getTime()) / DAY_MS;
  if (!(days >= 1 && days <= DAYS_MAX))
    throw new SidanError('INVALID_DATA', { problems: [{ field: 'from', code: 'PERIOD' }] });
  return { from: first, to: end };
}

/** Its days, `YYYY-MM-DD`. */
export function daysOf({ from, to }: Period): string[] {
  const days: string[] = [];
  for (let at = from.getTime(); at < to.getTime(); at += DAY_MS) days.push(dayOf(new Date(at)));
  return days;
}
