import type { OpenSettlement } from '../../api/types';
import { measuresOf } from '../reads/measures';
import { rowsOf, type Reader } from '../reads/reader';
import { keeps } from '../shop/capacities';

interface Row extends Omit<OpenSettlement, 'unit' | 'fen'> {
  regionCode: string;
  townCode: string | null;
  asset: string;
  fenPerHundred: number | null;
}

/** 未出单：what counters that the reader keeps as a merchant have handed over and taken back since their last list, and what that would come to at the rate of today. */
export async function openSettlements(reader: Reader): Promise<OpenSettlement[]> {
  const { actor } = reader;
  if (actor.userId === undefined) return [];
  const rows = await rowsOf<Row>(reader, STATEMENT, [actor.userId]);
  const open: OpenSettlement[] = [];
  for (const { regionCode, townCode, asset, fenPerHundred, collected, returned, ...row } of rows) {
    if (!keeps(actor, regionCode, { townCode, userId: actor.userId })) continue;
    const { inUnits, unit } = (await measuresOf(reader, regionCode))(asset);
    const net = inUnits(collected - returned);
    open.push({
      ...row,
      ...{ collected: inUnits(collected), returned: inUnits(returned), unit },
      ...(fenPerHundred === null ? {} : { fen: Math.round((net * fenPerHundred) / 100) }),
    });
  }
  return open;
}

const COLLECTED = 'r.[settlementId] is null and r.[collectedAt] is not null';
const RETURNED = `r.[state] = 'returned' and r.[returnSettlementId] is null`;

const STATEMENT = `
select t.[id] as "outletId", t.[name] as "outletName", t.[regionCode] as "regionCode", t.[townCode] as "townCode", t.[fenPerHundred]::float8 as "fenPerHundred", x.*
  from {sidanOutlets} t
 cross join lateral (
   select r.[asset] as asset,
          count(*) filter (where ${COLLECTED})::int as "collectedCount", coalesce(sum(r.[price]) filter (where ${COLLECTED}), 0)::float8 as collected,
          count(*) filter (where ${RETURNED})::int as "returnedCount", coalesce(sum(r.[refund]) filter (where ${RETURNED}), 0)::float8 as returned
     from {sidanRedemptions} r
    where r.[regionCode] = t.[regionCode] and r.[outletId] = t.[id] and ((${COLLECTED}) or (${RETURNED}))
    group by r.[asset]) x
 where t.[userId] = $1::bigint and t.[kind] = 'merchant'
 order by t.[name], t.[id], x.asset`;
