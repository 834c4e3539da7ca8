import type { Queryable } from './queryable';
import { wholeNumber } from './rows';
import type { AccountKey } from './types';

export const accountParams = (account: AccountKey) => [
  account.regionCode,
  account.ownerKind,
  account.ownerId,
  account.asset,
];

/** The account named by `$1` to `$4`. */
export const ACCOUNT = `select a.[id] as id, a.[kept] as kept, a.[balance] as balance from {accounts} a
  where a.[regionCode] = $1 and a.[ownerKind] = $2 and a.[ownerId] = $3 and a.[asset] = $4`;

/** Balance of the row `own`: as stored, or summed for an account that keeps none. */
export const TOTAL = `case when own.kept then own.balance else
  (select coalesce(sum(p.[amount]), 0) from {postings} p where p.[regionCode] = $1 and p.[destinationId] = own.id)
  - (select coalesce(sum(p.[amount]), 0) from {postings} p where p.[regionCode] = $1 and p.[sourceId] = own.id) end`;

export async function balanceOf(q: Queryable, write: (text: string) => string, account: AccountKey): Promise<number> {
  const { rows } = await q.query(
    write(`select (${TOTAL})::text as "balance" from (${ACCOUNT}) own`),
    accountParams(account),
  );
  return wholeNumber(rows[0]?.balance);
}
