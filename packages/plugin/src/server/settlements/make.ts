import { lastMonth, monthOf, type Month } from '../close/month';
import { checkKeeper } from '../bank/asked';
import { SidanError } from '../errors';
import { measuresOf } from '../reads/measures';
import { rowsOf, type Reader } from '../reads/reader';
import type { Connection } from '../sql';
import { transact } from '../transaction';

interface Outlet {
  id: string;
  name: string;
  fenPerHundred: number | null;
}

/**
 * 出具结算单: for each merchant of a county what was collected up to a month's end, and brought back, that stands on no list yet. A redemption stands on one list as collected and on one as brought back, since
 * its own row says on which. Made once for a month and merchant: whoever has a list of this month or a later one is passed by, and what comes to light later goes to the next. Merchants whose rate nobody has set are left out.
 * @returns how many lists were made
 * @throws NOT_ALLOWED, INVALID_DATA (`month`)
 */
export async function makeSettlements(reader: Reader, regionCode: string, asked: unknown): Promise<number> {
  const { sidan, actor } = reader;
  checkKeeper(actor, regionCode);
  const month = monthOf(asked);
  if (month.name > lastMonth(sidan.clock()))
    throw new SidanError('INVALID_DATA', { problems: [{ field: 'month', code: 'MONTH' }] });
  const measures = await measuresOf(reader, regionCode);
  const outlets = await rowsOf<Outlet>(reader, OUTLETS, [regionCode, month.name]);
  let made = 0;
  for (const { id, fenPerHundred } of outlets) {
    if (fenPerHundred === null) continue;
    made += await transact(sidan.db, (q) =>
      settleOne(reader, q, { regionCode, outletId: id, month, inUnits: (asset, n) => measures(asset).inUnits(n) }),
    );
  }
  return made;
}

interface Job {
  regionCode: string;
  outletId: string;
  month: Month;
  inUnits(asset: string, amount: number): number;
}

/** One merchant, within a transaction; the outlet's row is locked, so that two who press at once make one list. */
async function settleOne({ sidan, actor }: Reader, q: Connection, { regionCode, outletId, month, inUnits }: Job) {
  const run = async <Row>(text: string, params: unknown[]) => (await q.query<Row>(sidan.write(text), params)).rows;
  const [outlet] = await run<Outlet & { settled: boolean }>(LOCK, [regionCode, outletId, month.name]);
  if (!outlet || outlet.settled || outlet.fenPerHundred === null) return 0;
  const rate = Number(outlet.fenPerHundred);
  const assets = await run<{ asset: string }>(ASSETS, [regionCode, outletId, month.to]);
  for (const { asset } of assets) {
    const id = sidan.newId();
    const params = [regionCode, outletId, month.to, asset, id];
    const [collected] = await run<{ count: number; amount: number }>(COLLECTED, params);
    const [returned] = await run<{ count: number; amount: number }>(RETURNED, params);
    const net = inUnits(asset, collected!.amount - returned!.amount);
    await run(INSERT, [
      id,
      regionCode,
      month.name,
      outletId,
      outlet.name,
      asset,
      collected!.count,
      collected!.amount,
      returned!.count,
      returned!.amount,
      rate,
      Math.round((net * rate) / 100),
      actor.name,
      sidan.clock(),
    ]);
  }
  return assets.length;
}

const OUTLETS = `
select t.[id] as id, t.[name] as name, t.[fenPerHundred] as "fenPerHundred" from {sidanOutlets} t where t.[regionCode] = $1 and t.[kind] = 'merchant'
   and not exists (select 1 from {sidanSettlements} s where s.[regionCode] = $1 and s.[outletId] = t.[id] and s.[month] >= $2) order by t.[id]`;

const LOCK = `
select t.[id] as id, t.[name] as name, t.[fenPerHundred] as "fenPerHundred",
       exists (select 1 from {sidanSettlements} s where s.[regionCode] = $1 and s.[outletId] = t.[id] and s.[month] >= $3) as settled
  from {sidanOutlets} t where t.[regionCode] = $1 and t.[id] = $2::uuid for update`;

/** What may stand on a list: collected before the month's end and on none; brought back before it, and on none as such. */
export const UNCOLLECTED = `r.[settlementId] is null and r.[collectedAt] < $3::timestamptz`;
export const UNRETURNED = `r.[state] = 'returned' and r.[returnSettlementId] is null and r.[closedAt] < $3::timestamptz`;

const ASSETS = `
select distinct r.[asset] as asset from {sidanRedemptions} r where r.[regionCode] = $1 and r.[outletId] = $2::uuid and ((${UNCOLLECTED}) or (${UNRETURNED})) order by 1`;

const taken = (column: string, amount: string, where: string) => `
with listed as (
  update {sidanRedemptions} r set [${column}] = $5::uuid where r.[regionCode] = $1 and r.[outletId] = $2::uuid and r.[asset] = $4 and ${where}
  returning coalesce(r.[${amount}], 0) as amount)
select count(*)::int as count, coalesce(sum(l.amount), 0)::float8 as amount from listed l`;

const COLLECTED = taken('settlementId', 'price', UNCOLLECTED);
const RETURNED = taken('returnSettlementId', 'refund', UNRETURNED);

const INSERT = `
insert into {sidanSettlements} ([id], [regionCode], [month], [outletId], [outletName], [asset], [state], [collectedCount], [collected], [returnedCount], [returned], [fenPerHundred], [fen],
                                [madeBy], [madeAt], [createdAt], [updatedAt])
values ($1::uuid, $2, $3, $4::uuid, $5, $6, 'made', $7, $8, $9, $10, $11, $12, $13, $14::timestamptz, now(), now())`;
