import { SidanError } from '../errors';
import { isId } from '../ids';
import { dayOf } from '../packs/regions';
import { maskName } from '../privacy/masks';
import type { Reader } from '../reads/reader';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';

/** Somebody for whom another redeems: of the same household, or served within a year. */
export interface Recipient {
  id: string;
  name: string;
  /** To the head of the household; none of those who were only served. */
  relation: string | null;
  /** When they were served last, of those who were only served. */
  servedAt?: string | null;
}

const YEAR_MS = 365 * 86_400_000;
/** More than anybody looks through; the latest first. */
const SERVED_MAX = 50;

/**
 * 受益人：for whom somebody may redeem by their name in the book: their household by a proof that was seen, and whom they have served within a year. Nobody looks others up. One statement.
 */
export async function recipientsOf(
  { write }: Pick<Sidan, 'write'>,
  q: Connection,
  regionCode: string,
  personId: string,
  at: Date,
): Promise<Recipient[]> {
  const { rows } = await q.query<Recipient>(write(STATEMENT), [regionCode, personId, new Date(at.getTime() - YEAR_MS)]);
  return rows;
}

/** As they are shown: whom one has served only by part of their name. */
export const recipientViews = ({ say }: Pick<Reader, 'say'>, recipients: readonly Recipient[]) =>
  recipients.map(({ id, name, relation, servedAt }) => ({
    id,
    name: relation ? name : maskName(name),
    relation: relation
      ? say(`collections.sidanHouseholdMembers.relation.${relation}`)
      : say('api.shop.served', { day: servedAt ? dayOf(new Date(servedAt)) : '' }),
  }));

/** Of several the one that is asked for. @throws RECIPIENT_UNKNOWN */
export function recipientAmong(recipients: readonly Recipient[], id: unknown): Recipient {
  const found = isId(id) ? recipients.find((one) => one.id === id) : undefined;
  if (!found) throw new SidanError('RECIPIENT_UNKNOWN');
  return found;
}

/** Anybody in the county's book: for staff, who have them at the counter. @throws RECIPIENT_UNKNOWN */
export async function recipientInBook(
  { write }: Pick<Sidan, 'write'>,
  q: Connection,
  regionCode: string,
  id: unknown,
): Promise<Recipient> {
  const { rows } = isId(id)
    ? await q.query<Recipient>(
        write(
          'select [id] as id, [name] as name, null as relation from {sidanPeople} where [regionCode] = $1 and [id] = $2::uuid',
        ),
        [regionCode, id],
      )
    : { rows: [] };
  return recipientAmong(rows, id);
}

const STATEMENT = `
with family as (
  select m.[personId] as id, m.[relation] as relation
    from {sidanHouseholdMembers} own
    join {sidanHouseholds} h on h.[regionCode] = own.[regionCode] and h.[id] = own.[householdId] and coalesce(h.[status], 'active') = 'active'
    join {sidanHouseholdMembers} m on m.[regionCode] = own.[regionCode] and m.[householdId] = own.[householdId] and m.[personId] <> own.[personId] and m.[status] = 'active'
   where own.[regionCode] = $1 and own.[personId] = $2::uuid and own.[status] = 'active'
), served as (
  select coalesce(o.[beneficiaryId], o.[requesterId]) as id, max(a.[checkOutAt]) as at
    from {sidanAttendances} a join {sidanOrders} o on o.[regionCode] = a.[regionCode] and o.[id] = a.[orderId]
   where a.[regionCode] = $1 and a.[personId] = $2::uuid and a.[checkOutAt] >= $3::timestamptz and a.[voidedAt] is null
   group by 1 order by 2 desc limit ${SERVED_MAX}
)
select p.[id] as id, p.[name] as name, k.relation as relation, k.at as "servedAt"
  from (select id, relation, null::timestamptz as at from family
        union all
        select s.id, null, s.at from served s where s.id <> $2::uuid and not exists (select 1 from family f where f.id = s.id)) k
  join {sidanPeople} p on p.[regionCode] = $1 and p.[id] = k.id
 order by k.at desc nulls first, p.[name], p.[id]`;
