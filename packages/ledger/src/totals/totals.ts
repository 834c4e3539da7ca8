import { type Names, sqlWriter } from '../names';
import type { Queryable } from '../queryable';
import { wholeNumber } from '../rows';
import { FLOW_KEY } from './schema';

/** What went from one kind of account to another. System accounts are named; of the others the name is empty. */
export interface Flow {
  asset: string;
  from: { kind: string; name: string };
  to: { kind: string; name: string };
  kind: string;
  /** Before the period, in it, and in all, to this moment. */
  before: number;
  within: number;
  all: number;
  /** Postings of the period. */
  entries: number;
}

/** What the accounts of one kind that keep a balance hold now. */
export interface Held {
  asset: string;
  kind: string;
  accounts: number;
  balance: number;
}

export interface BookTotals {
  flows: Flow[];
  held: Held[];
}

/** One statement, so that the sums and the balances are of one moment. */
const TOTALS = `
select (select coalesce(json_agg(row_to_json(f)), '[]') from (
    select x.[asset] as asset, x.[sourceKind] as source_kind, x.[sourceName] as source_name, x.[destinationKind] as destination_kind, x.[destinationName] as destination_name,
           x.[kind] as kind, coalesce(sum(x.[amount]) filter (where x.[day] < $2::date), 0)::text as before,
           coalesce(sum(x.[amount]) filter (where x.[day] between $2::date and $3::date), 0)::text as within, sum(x.[amount])::text as total,
           coalesce(sum(x.[entries]) filter (where x.[day] between $2::date and $3::date), 0)::text as entries
      from (select * from {own:days} d where d.[regionCode] = $1 union all select * from {own:flows} n where n.[regionCode] = $1) x
     group by 1, 2, 3, 4, 5, 6) f) as flows,
  (select coalesce(json_agg(row_to_json(h)), '[]') from (
    select a.[asset] as asset, a.[ownerKind] as kind, count(*)::int as accounts,
           sum(case when a.[slots] = 1 then a.[balance]
                    else (select coalesce(sum(s.[balance]), 0) from {own:slots} s where s.[regionCode] = a.[regionCode] and s.[accountId] = a.[id]) end)::text as balance
      from {accounts} a where a.[regionCode] = $1 and a.[createdAt] is not null and a.[kept] group by 1, 2) h) as held`;

/**
 * Sums of a county's book: what moved between kinds of account up to a day, from that day to another, and in all; and what the accounts themselves hold. Costs what
 * there are days and accounts, not what was ever posted.
 */
export async function bookTotals(
  q: Queryable,
  names: Names,
  { regionCode, from, to }: { regionCode: string; from: string; to: string },
): Promise<BookTotals> {
  const { rows } = await q.query(sqlWriter(names)(TOTALS), [regionCode, from, to]);
  const { flows, held } = rows[0] as { flows: Record<string, string>[]; held: Record<string, string>[] };
  return {
    flows: flows.map((row) => ({
      asset: row.asset!,
      from: { kind: row.source_kind!, name: row.source_name! },
      to: { kind: row.destination_kind!, name: row.destination_name! },
      kind: row.kind!,
      before: wholeNumber(row.before),
      within: wholeNumber(row.within),
      all: wholeNumber(row.total),
      entries: wholeNumber(row.entries),
    })),
    held: held.map((row) => ({
      asset: row.asset!,
      kind: row.kind!,
      accounts: wholeNumber(row.accounts),
      balance: wholeNumber(row.balance),
    })),
  };
}

const PACK = `
with gone as (
  delete from {own:flows} where ctid = any (array(select n.ctid from {own:flows} n limit $1::int)) returning *
), packed as (
  insert into {own:days} as d (${FLOW_KEY}, [amount], [entries])
  select ${FLOW_KEY}, sum([amount]), sum([entries]) from gone group by ${FLOW_KEY} order by ${FLOW_KEY}
  on conflict (${FLOW_KEY}) do update set [amount] = d.[amount] + excluded.[amount], [entries] = d.[entries] + excluded.[entries]
)
select count(*)::int as "packed" from gone`;

/** Adds up what was written since the last time, at most so many rows; answers how many. Twice at once, each row is counted once. */
export async function packTotals(q: Queryable, names: Names, limit = 20_000): Promise<number> {
  const { rows } = await q.query(sqlWriter(names)(PACK), [limit]);
  return wholeNumber(rows[0]?.packed);
}
