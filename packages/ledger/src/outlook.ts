import type { Queryable } from './queryable';
import { wholeNumber } from './rows';

/** What goes by itself in a month, if nobody spends it before. */
export interface Going {
  asset: string;
  /** `YYYY-MM` of the last day on which it can be spent, by the county's own days. */
  month: string;
  amount: number;
  accounts: number;
}

/** Along the index of what is left and expires: what it costs follows from what people have, however long the history is. */
const GOING = `
select a.[asset] as asset, to_char((l.[expiresAt] - interval '1 millisecond') at time zone $2, 'YYYY-MM') as month, sum(l.[remaining])::text as amount,
       count(distinct l.[accountId])::int as accounts
  from {own:lots} l join {accounts} a on a.[id] = l.[accountId] and a.[regionCode] = l.[regionCode]
 where l.[regionCode] = $1 and l.[remaining] > 0 and l.[expiresAt] is not null group by 1, 2 order by 1, 2`;

/** See `Ledger.outlook`. */
export async function outlookOf(
  q: Queryable,
  write: (text: string) => string,
  { regionCode, zone }: { regionCode: string; zone: string },
): Promise<Going[]> {
  const { rows } = await q.query(write(GOING), [regionCode, zone]);
  return rows.map((row) => ({
    asset: String(row.asset),
    month: String(row.month),
    amount: wholeNumber(row.amount),
    accounts: wholeNumber(row.accounts),
  }));
}

/** Whose balance is more than what of it expires. What is set aside is of whom it was set aside for: they are counted once. */
const LASTING = `
select a.[asset] as asset, count(distinct case when a.[ownerKind] = 'hold' then a.[ownerId] else concat(a.[ownerKind], ':', a.[ownerId]) end)::int as accounts
  from {accounts} a left join (
    select l.[accountId] as id, sum(l.[remaining]) as amount from {own:lots} l
     where l.[regionCode] = $1 and l.[remaining] > 0 and l.[expiresAt] is not null group by 1) g on g.id = a.[id]
 where a.[regionCode] = $1 and a.[createdAt] is not null and a.[kept] and a.[ownerKind] <> 'merchant' and a.[balance] > coalesce(g.amount, 0) group by 1`;

/** See `Ledger.lasting`. */
export async function lastingOf(
  q: Queryable,
  write: (text: string) => string,
  { regionCode }: { regionCode: string },
): Promise<{ asset: string; accounts: number }[]> {
  const { rows } = await q.query(write(LASTING), [regionCode]);
  return rows.map((row) => ({ asset: String(row.asset), accounts: wholeNumber(row.accounts) }));
}
