import type { StockMoveKind } from '../../../api/types';
import { SidanError } from '../../errors';
import type { Sidan } from '../../sidan';
import type { Connection } from '../../sql';
import type { RedemptionRow } from '../redemption';

/** Of which stock. */
export interface StockOf {
  regionCode: string;
  rewardId: string;
  outletId: string;
}

/** What changes it, and what is written down of that. */
export interface StockChange {
  kind: StockMoveKind;
  /** So many more, or less; or so many are there. */
  add?: number;
  count?: number;
  redemptionId?: string;
  /** Whoever keeps the stock; nobody for what a redemption does. */
  by?: string;
  note?: string;
  at: Date;
}

export interface Changed {
  id: string;
  before: number;
  quantity: number;
  lowAt: number | null;
  /** Which change of this stock it was, from 1. */
  seq: number;
}

/**
 * Changes a stock and writes its line in the log, in one statement that looks, changes and writes: of any number who want the last one, one has it. Nothing where there is no such
 * stock, or less of it than is taken.
 */
export async function changeStock(
  { write, newId }: Pick<Sidan, 'write' | 'newId'>,
  q: Connection,
  { regionCode, rewardId, outletId }: StockOf,
  { kind, add, count, redemptionId, by, note, at }: StockChange,
): Promise<Changed | undefined> {
  const { rows } = await q.query<Record<keyof Changed, string | null>>(write(CHANGE), [
    ...[regionCode, rewardId, outletId, add ?? null, count ?? null],
    ...[newId(), kind, redemptionId ?? null, by ?? null, note ?? null, at],
  ]);
  const [row] = rows;
  if (!row) return undefined;
  const lowAt = row.lowAt === null ? null : Number(row.lowAt);
  return { id: row.id!, before: Number(row.before), quantity: Number(row.quantity), lowAt, seq: Number(row.seq) };
}

const CHANGE = `
with old as (
  select [id] as id, [quantity] as quantity from {sidanStocks}
   where [regionCode] = $1 and [rewardId] = $2::uuid and [outletId] = $3::uuid for no key update
), moved as (
  update {sidanStocks} s set [quantity] = coalesce($5::bigint, old.quantity + $4::bigint), [moves] = coalesce(s.[moves], 0) + 1, [updatedAt] = now()
    from old where s.[regionCode] = $1 and s.[id] = old.id and coalesce($5::bigint, old.quantity + $4::bigint) >= 0
  returning s.[id] as id, s.[townCode] as town, s.[quantity] as quantity, s.[lowAt] as low, s.[moves] as seq, old.quantity as before
), logged as (
  insert into {sidanStockMoves} ([id], [regionCode], [stockId], [rewardId], [outletId], [townCode], [seq], [kind], [change], [left], [redemptionId], [actorName], [note], [at], [createdAt], [updatedAt])
  select $6::uuid, $1, m.id, $2::uuid, $3::uuid, m.town, m.seq, $7, m.quantity - m.before, m.quantity, $8::uuid, $9, $10, $11::timestamptz, now(), now() from moved m
)
select id as id, before as before, quantity as quantity, low as "lowAt", seq as seq from moved`;

type Taken = Pick<RedemptionRow, 'id' | 'regionCode' | 'rewardId' | 'outletId' | 'quantity'>;

/** Takes what a redemption asks for. Tells whether what is left has just become little. @throws OUT_OF_STOCK */
export async function takeStock(
  sidan: Pick<Sidan, 'write' | 'newId'>,
  q: Connection,
  what: Taken,
  at: Date,
): Promise<{ low: boolean }> {
  const left = await changeStock(sidan, q, what, { kind: 'take', add: -what.quantity, redemptionId: what.id, at });
  if (!left) throw new SidanError('OUT_OF_STOCK');
  return { low: left.lowAt !== null && left.quantity <= left.lowAt && left.before > left.lowAt };
}

/** What was taken is there again: it was not had after all, or it was brought back. */
export async function returnStock(
  sidan: Pick<Sidan, 'write' | 'newId'>,
  q: Connection,
  what: Taken,
  kind: 'giveBack' | 'return',
  at: Date,
): Promise<void> {
  await changeStock(sidan, q, what, { kind, add: what.quantity, redemptionId: what.id, at });
}
