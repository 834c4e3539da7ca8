import { covers, type Actor } from '../access/actor';
import { SidanError } from '../errors';
import { rowsOf, type Reader } from '../reads/reader';

/** Who sees a county's bank: its administrator, and whoever oversees it. */
export const mayLook = (actor: Actor, regionCode: string): boolean =>
  actor.unbound ||
  actor.scopes.some(
    (scope) => (scope.role === 'countyAdmin' || scope.role === 'supervisor') && covers(scope, regionCode),
  );

/** Who changes something there: its administrator. */
export const mayKeep = (actor: Actor, regionCode: string): boolean =>
  actor.unbound || actor.scopes.some((scope) => scope.role === 'countyAdmin' && covers(scope, regionCode));

/** @throws NOT_ALLOWED */
export function checkKeeper(actor: Actor, regionCode: string): void {
  if (!mayKeep(actor, regionCode)) throw new SidanError('NOT_ALLOWED');
}

interface County {
  regionCode: string;
  name: string;
}

/** The counties whose bank the reader sees. @throws NOT_ALLOWED, NO_COUNTY */
export async function counties(reader: Reader, regionCode: string): Promise<County[]> {
  if (!mayLook(reader.actor, regionCode)) throw new SidanError('NOT_ALLOWED');
  const all = await rowsOf<County>(
    reader,
    `select c.[regionCode] as "regionCode", c.[name] as name from {sidanCounties} c order by c.[createdAt], c.[regionCode]`,
    [],
  );
  if (!all.some((county) => county.regionCode === regionCode)) throw new SidanError('NO_COUNTY');
  return all.filter((county) => mayLook(reader.actor, county.regionCode));
}

/** The county that is asked for; else the first that the reader sees. @throws NOT_ALLOWED, NO_COUNTY */
export async function countyAsked(reader: Reader, asked: unknown): Promise<string> {
  if (typeof asked === 'string' && asked) return asked;
  const all = await rowsOf<County>(
    reader,
    `select c.[regionCode] as "regionCode", c.[name] as name from {sidanCounties} c order by c.[createdAt], c.[regionCode]`,
    [],
  );
  const own = all.find((county) => mayLook(reader.actor, county.regionCode));
  if (own) return own.regionCode;
  throw new SidanError(all.length ? 'NOT_ALLOWED' : 'NO_COUNTY');
}

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** From a day to a day, both in it; the month so far where none is named. @throws INVALID_DATA (`from`, `to`) */
export function periodOf({ from, to }: { from?: unknown; to?: unknown }, today: string): { from: string; to: string } {
  const first = from === undefined || from === '' ? `${today.slice(0, 7)}-01` : from;
  const last = to === undefined || to === '' ? today : to;
  const problems = (
    [
      ['from', first],
      ['to', last],
    ] as const
  ).flatMap(([field, value]) => (isDay(value) ? [] : [{ field, code: 'DATE' }]));
  if (!problems.length && String(first) > String(last)) problems.push({ field: 'to', code: 'DATE' });
  if (problems.length) throw new SidanError('INVALID_DATA', { problems });
  return { from: String(first), to: String(last) };
}

const isDay = (value: unknown): boolean =>
  typeof value === 'string' &&
  DAY.test(value) &&
  !Number.isNaN(Date.parse(`${value}T00:00:00Z`)) &&
  new Date(`${value}T00:00:00Z`).toISOString().startsWith(value);
