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
export const ACCOUNT = `select a.* from {accounts} a
  where a.[regionCode] = $1 and a.[ownerKind] = $2 and a.[ownerId] = $3 and a.[asset] = $4`;

/** Balance of the account `own`: as stored, in one row or several, or summed for an account that keeps none. */
export const totalOf = (own: string) => `case when ${own}.[kept] and ${own}.[slots] = 1 then ${own}.[balance]
  when ${own}.[kept] then (select coalesce(sum(s.[balance]), 0) from {own:slots} s where s.[regionCode] = ${own}.[regionCode] and s.[accountId] = ${own}.[id])
  else (select coalesce(sum(p.[amount]), 0) from {postings} p where p.[regionCode] = ${own}.[regionCode] and p.[destinationId] = ${own}.[id])
  - (select coalesce(sum(p.[amount]), 0) from {postings} p where p.[regionCode] = ${own}.[regionCode] and p.[sourceId] = ${own}.[id]) end`;

export async function balanceOf(q: Queryable, write: (text: string) => string, account: AccountKey): Promise<number> {
  const { rows } = await q.query(
    write(`select (${totalOf('own')})::text as "balance" from (${ACCOUNT}) own`),
    accountParams(account),
  );
  return wholeNumber(rows[0]?.balance);
}
