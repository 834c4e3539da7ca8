import type { CallerView } from '../../../api/types';
import type { Actor } from '../../access/actor';
import { covers, isStaff } from '../../access/actor';
import { AT_DESK, isNear } from '../../access/near';
import { SidanError } from '../../errors';
import { isPhone, maskName } from '../../privacy/masks';
import { KNOWN_COLUMNS, KNOWN_FROM, tellKnown, type KnownRow } from '../../reads/known';
import { named, rowsOf, type Reader } from '../../reads/reader';

const PEOPLE_MAX = 10;
/** Of those under way, and of those that are over. */
const OPEN_MAX = 15;
const OVER_MAX = 5;

/** Who may place in another's name somewhere in the county. @throws NOT_ALLOWED */
export function checkClerk(actor: Actor, regionCode: string): void {
  if (!maySit(actor, regionCode)) throw new SidanError('NOT_ALLOWED');
}

/** Whether somebody takes orders down for others somewhere in a county. */
export const maySit = (actor: Actor, regionCode: string): boolean =>
  actor.unbound ||
  actor.scopes.some(
    (scope) => AT_DESK.includes(scope.role) && (covers(scope, regionCode) || scope.code.startsWith(regionCode)),
  );

interface Person {
  id: string;
  name: string;
  townCode: string | null;
  townName: string | null;
  townNameEn: string | null;
  address: string | null;
}

/**
 * 来电识别：who is known in a county by a whole telephone number, what they have under way and what they had last, so that a call is not written down a second time.
 * Of people and orders outside the clerk's own area only what keeps two from being made of one: a masked name, and that there is an order of that service.
 * @throws NOT_ALLOWED, INVALID_DATA
 */
export async function callerOf(reader: Reader, regionCode: string, phone: unknown): Promise<CallerView> {
  const { sidan, actor, lang } = reader;
  if (!isStaff(actor)) throw new SidanError('NOT_ALLOWED');
  checkClerk(actor, regionCode);
  if (typeof phone !== 'string' || !isPhone(phone))
    throw new SidanError('INVALID_DATA', { problems: [{ field: 'phone', code: 'PHONE' }] });
  const people = await rowsOf<Person>(reader, PEOPLE, [regionCode, sidan.vault.index(phone)]);
  const ids = people.map(({ id }) => id);
  const orders = ids.length ? await rowsOf<KnownRow>(reader, ORDERS, [regionCode, ids]) : [];
  return {
    people: people.map(({ name, townCode, townName, townNameEn, address }) =>
      isNear(actor, regionCode, townCode)
        ? {
            name,
            townCode: townCode ?? undefined,
            townName: named(lang, townName, townNameEn) || undefined,
            address: address ?? undefined,
            isNear: true,
          }
        : { name: maskName(name), isNear: false },
    ),
    orders: await Promise.all(orders.map((row) => tellKnown(reader, regionCode, row))),
  };
}

const PEOPLE = `
select p.[id] as id, p.[name] as name, p.[townCode] as "townCode", t.[name] as "townName", t.[nameEn] as "townNameEn", p.[address] as address
  from {sidanPeople} p left join {sidanRegions} t on t.[regionCode] = p.[regionCode] and t.[code] = p.[townCode]
 where p.[regionCode] = $1 and p.[phoneIndex] = $2 order by p.[createdAt], p.[id] limit ${PEOPLE_MAX}`;

const ORDERS = `
select * from (
  select ${KNOWN_COLUMNS}, row_number() over (partition by o.[closedAt] is null and o.[confirmedAt] is null order by o.[placedAt] desc, o.[id]) as rank
  ${KNOWN_FROM}
   where o.[regionCode] = $1 and (o.[requesterId] = any($2::uuid[]) or o.[beneficiaryId] = any($2::uuid[]))) one
 where one.rank <= case when one.open then ${OPEN_MAX} else ${OVER_MAX} end
 order by one.open desc, one."placedAt" desc, one.id`;
