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
