import { ACCOUNT, accountParams } from './balance';
import type { Queryable } from './queryable';
import { wholeNumber } from './rows';
import type { AccountKey } from './types';

/** 积分批次：a part of a balance that came together, and goes together when it expires. */
export interface Lot {
  id: string;
  /** The posting that brought it here; none of what was there before lots were kept. */
  postingId: string | null;
  amount: number;
  /** What is left of it, in the asset's smallest unit. */
  remaining: number;
  origin: string | null;
  earnedAt: Date;
  expiresAt: Date | null;
  spendableFrom: Date | null;
}

const LIMIT_MAX = 1000;
const LOTS = `select l.[id] as id, l.[postingId] as posting, l.[amount] as amount, l.[remaining] as remaining, l.[origin] as origin,
    l.[earnedAt] as earned, l.[expiresAt] as expires, l.[spendableFrom] as spendable
  from (${ACCOUNT}) own join {own:lots} l on l.[accountId] = own.[id] and l.[regionCode] = own.[regionCode] and l.[remaining] > 0
  order by l.[expiresAt], l.[earnedAt], l.[id] limit $5`;

const moment = (value: unknown) => (value == null ? null : new Date(value as string | Date));

/** See `Ledger.lots`. */
export async function lotsOf(
  q: Queryable,
  write: (text: string) => string,
  account: AccountKey,
  { limit = 100 }: { limit?: number },
): Promise<Lot[]> {
  const { rows } = await q.query(write(LOTS), [
    ...accountParams(account),
    Math.min(Math.max(Math.trunc(limit), 1), LIMIT_MAX),
  ]);
  return rows.map((row) => ({
    id: String(row.id),
    postingId: row.posting == null ? null : String(row.posting),
    amount: wholeNumber(row.amount),
    remaining: wholeNumber(row.remaining),
    origin: row.origin == null ? null : String(row.origin),
    earnedAt: new Date(row.earned as string | Date),
    expiresAt: moment(row.expires),
    spendableFrom: moment(row.spendable),
  }));
}
