import { SidanError } from '../errors';

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** From a day to a day, both in it; the month so far where none is named. @throws INVALID_DATA (`from`, `to`) */
export function daysAsked({ from, to }: { from?: unknown; to?: unknown }, today: string): { from: string; to: string } {
  const first = from === undefined || from === '' ? `${today.slice(0, 7)}-01` : from;
  const last = to === undefined || to === '' ? today : to;
  const problems = (
    [
      ['from', first],
      ['to', last],
    ] as const
  ).flatMap(([field, value]) => (isDay(value) ? [] : [{ field, code: 'DATE' }]));
  if (!problems.length && String(first) > String(last)) problems.push({ field: 'to', code: 'ENDS_BEFORE' });
  if (problems.length) throw new SidanError('INVALID_DATA', { problems });
  return { from: String(first), to: String(last) };
}

const isDay = (value: unknown): boolean =>
  typeof value === 'string' &&
  DAY.test(value) &&
  !Number.isNaN(Date.parse(`${value}T00:00:00Z`)) &&
  new Date(`${value}T00:00:00Z`).toISOString().startsWith(value);
