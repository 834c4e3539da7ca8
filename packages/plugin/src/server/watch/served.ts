import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import type { OrderFacts } from '../packs/facts/given';

/** An attendance that is looked at, and what its order was. */
export interface Served {
  attendanceId: string;
  orderId: string;
  personId: string;
  itemId: string | null;
  teamId: string | null;
  siteId: string | null;
  townCode: string | null;
  /** Whose rules hold. */
  place: string;
  minutes: number;
  origin: string;
  about: Omit<OrderFacts, 'occasion' | 'at'>;
  /** The order's row by its columns. */
  order: Record<string, unknown>;
}

/** What has ended and counts, of the attendances named. One statement. */
export async function servedOf(
  { write }: Pick<Sidan, 'write'>,
  q: Connection,
  regionCode: string,
  ids: readonly string[],
): Promise<Served[]> {
  const { rows } = await q.query<Omit<Served, 'minutes'> & { minutes: string }>(write(STATEMENT), [regionCode, ids]);
  return rows.map((row) => ({ ...row, minutes: Number(row.minutes ?? 0) }));
}

const STATEMENT = `
select a.[id] as "attendanceId", a.[orderId] as "orderId", a.[personId] as "personId", o.[serviceItemId] as "itemId", coalesce(a.[teamId], o.[teamId]) as "teamId",
       o.[siteId] as "siteId", o.[townCode] as "townCode", coalesce(o.[areaCode], o.[townCode], o.[regionCode]) as place, a.[minutes] as minutes,
       case a.[origin] when 'stated' then 'staff' when 'declared' then 'staff' else a.[origin] end as origin, row_to_json(o) as "order",
       json_build_object('priority', o.[priority], 'channel', o.[channel], 'emergency', o.[emergencyId] is not null, 'teamCategory', t.[category],
                         'item', json_build_object('code', i.[code], 'category', i.[category], 'unit', i.[unit])) as about
  from {sidanAttendances} a join {sidanOrders} o on o.[regionCode] = a.[regionCode] and o.[id] = a.[orderId]
  left join {sidanServiceItems} i on i.[regionCode] = a.[regionCode] and i.[id] = o.[serviceItemId]
  left join {sidanTeams} t on t.[regionCode] = a.[regionCode] and t.[id] = coalesce(a.[teamId], o.[teamId])
 where a.[regionCode] = $1 and a.[id] = any($2::uuid[]) and a.[checkOutAt] is not null and a.[voidedAt] is null`;
