import type { MySettlements, SettlementDesk, SettlementLine, SettlementSheet } from '../../api/types';
import { counties, mayKeep, mayLook } from '../bank/asked';
import { lastMonth, monthOf } from '../close/month';
import { SidanError } from '../errors';
import { isId } from '../ids';
import { measuresOf, type Measure } from '../reads/measures';
import { iso, rowsOf, type Paging, type Reader } from '../reads/reader';
import { keeps } from '../shop/capacities';
import { UNCOLLECTED, UNRETURNED } from './make';
import { openSettlements } from './open';

export interface Row extends Omit<SettlementLine, 'unit' | 'madeAt' | 'confirmedAt'> {
  regionCode: string;
  madeAt: Date;
  confirmedAt: Date | null;
  userId: string | null;
  townCode: string | null;
}

const lineOf = (
  {
    regionCode: _region,
    userId: _user,
    townCode: _town,
    madeAt,
    confirmedAt,
    confirmedBy,
    paidOn,
    reference,
    paidBy,
    ...row
  }: Row,
  { unit, inUnits }: Measure,
): SettlementLine => ({
  ...row,
  unit,
  collected: inUnits(row.collected),
  returned: inUnits(row.returned),
  madeAt: iso(madeAt)!,
  ...(confirmedAt ? { confirmedAt: iso(confirmedAt)! } : {}),
  ...(confirmedBy ? { confirmedBy } : {}),
  ...(paidOn ? { paidOn } : {}),
  ...(reference ? { reference } : {}),
  ...(paidBy ? { paidBy } : {}),
});

/** @throws NOT_ALLOWED, NO_COUNTY */
export async function settlementDesk(reader: Reader, regionCode: string, paging: Paging): Promise<SettlementDesk> {
  const known = await counties(reader, regionCode);
  const month = lastMonth(reader.sidan.clock());
  const { page, pageSize } = paging;
  const [rows, [counted], waiting, measures] = await Promise.all([
    rowsOf<Row>(
      reader,
      `${SELECT} where s.[regionCode] = $1 order by s.[month] desc, s.[outletName], s.[id] limit $2 offset $3`,
      [regionCode, pageSize, (page - 1) * pageSize],
    ),
    rowsOf<{ n: number }>(reader, `select count(*)::int as n from {sidanSettlements} s where s.[regionCode] = $1`, [
      regionCode,
    ]),
    rowsOf<SettlementDesk['waiting'][number]>(reader, WAITING, [regionCode, month, monthOf(month).to]),
    measuresOf(reader, regionCode),
  ]);
  return {
    regionCode,
    counties: known,
    maySet: mayKeep(reader.actor, regionCode),
    month,
    waiting,
    rows: rows.map((row) => lineOf(row, measures(row.asset))),
    count: counted!.n,
    page,
    pageSize,
  };
}

const MINE_MAX = 60;

/** Of the counters that the reader keeps as a merchant, newest first. */
export async function mySettlements(reader: Reader): Promise<MySettlements> {
  const { actor } = reader;
  if (actor.userId === undefined) return { rows: [], open: [] };
  const rows = await rowsOf<Row>(
    reader,
    `${SELECT} where t.[userId] = $1::bigint order by s.[month] desc, s.[outletName], s.[id] limit ${MINE_MAX}`,
    [actor.userId],
  );
  const own = rows.filter((row) => keeps(actor, row.regionCode, { ...row, userId: row.userId } as never));
  const lines: SettlementLine[] = [];
  const measures = new Map<string, Awaited<ReturnType<typeof measuresOf>>>();
  for (const row of own) {
    if (!measures.has(row.regionCode)) measures.set(row.regionCode, await measuresOf(reader, row.regionCode));
    lines.push(lineOf(row, measures.get(row.regionCode)!(row.asset)));
  }
  return { rows: lines, open: await openSettlements(reader) };
}

/** A list that the reader may see: whose counter it is, and who sees the county's bank. @throws NOT_FOUND */
export async function settlementOf(reader: Reader, id: string): Promise<Row & { keeps: boolean }> {
  const { actor } = reader;
  const [row] = isId(id) ? await rowsOf<Row>(reader, `${SELECT} where s.[id] = $1::uuid`, [id]) : [];
  const own = Boolean(row && keeps(actor, row.regionCode, { ...row, userId: row.userId } as never));
  if (!row || !(own || mayLook(actor, row.regionCode))) throw new SidanError('NOT_FOUND');
  return { ...row, keeps: own };
}

/** @throws NOT_FOUND */
export async function settlementSheet(reader: Reader, id: string): Promise<SettlementSheet> {
  const { keeps: _keeps, ...row } = await settlementOf(reader, id);
  const measure = (await measuresOf(reader, row.regionCode))(row.asset);
  const lines = await rowsOf<Omit<SettlementSheet['rows'][number], 'at'> & { at: Date }>(reader, LINES, [
    row.regionCode,
    id,
    row.outletId,
  ]);
  return {
    settlement: lineOf(row, measure),
    rows: lines.map((line) => ({ ...line, at: iso(line.at)!, amount: measure.inUnits(line.amount) })),
  };
}

const TEXTS = [
  'month',
  'outletId',
  'outletName',
  'asset',
  'state',
  'madeBy',
  'madeAt',
  'confirmedBy',
  'confirmedAt',
  'paidOn',
  'reference',
  'paidBy',
];
const FIGURES = ['collectedCount', 'collected', 'returnedCount', 'returned', 'fenPerHundred', 'fen'];

const SELECT = `
select s.[id] as id, s.[regionCode] as "regionCode", ${TEXTS.map((name) => `s.[${name}] as "${name}"`).join(', ')}, ${FIGURES.map((name) => `s.[${name}]::float8 as "${name}"`).join(', ')},
       t.[userId] as "userId", t.[townCode] as "townCode"
  from {sidanSettlements} s join {sidanOutlets} t on t.[regionCode] = s.[regionCode] and t.[id] = s.[outletId]`;

const WAITING = `
select t.[id] as "outletId", t.[name] as "outletName", w.n as count, t.[fenPerHundred] is not null as priced from {sidanOutlets} t
  cross join lateral (select (select count(*) from {sidanRedemptions} r where r.[regionCode] = $1 and r.[outletId] = t.[id] and ${UNCOLLECTED})::int
                           + (select count(*) from {sidanRedemptions} r where r.[regionCode] = $1 and r.[outletId] = t.[id] and ${UNRETURNED})::int as n) w
 where t.[regionCode] = $1 and t.[kind] = 'merchant' and w.n > 0
   and not exists (select 1 from {sidanSettlements} s where s.[regionCode] = $1 and s.[outletId] = t.[id] and s.[month] >= $2) order by t.[name]`;

const LINES = `
select l.* from (
  select r.[redemptionNo] as "redemptionNo", r.[rewardName] as "rewardName", r.[quantity]::int as quantity, 'collected' as kind, r.[collectedAt] as at, r.[price]::float8 as amount
    from {sidanRedemptions} r where r.[regionCode] = $1 and r.[outletId] = $3::uuid and r.[settlementId] = $2::uuid
  union all
  select r.[redemptionNo], r.[rewardName], r.[quantity]::int, 'returned', r.[closedAt], -coalesce(r.[refund], 0)::float8
    from {sidanRedemptions} r where r.[regionCode] = $1 and r.[outletId] = $3::uuid and r.[returnSettlementId] = $2::uuid) l
 order by l.at, l."redemptionNo", l.kind`;
