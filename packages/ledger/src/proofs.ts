import { accountSealOf, sealOf, termsSealOf } from './schema/seal';
import type { Violation } from './violation';

const HERE = (alias: string) => `($1::text is null or ${alias}.[regionCode] = $1)`;

const MOVES = `(select p.[regionCode] as region, p.[destinationId] as account, p.[amount] as change from {postings} p where ${HERE('p')}
  union all select p.[regionCode], p.[sourceId], -p.[amount] from {postings} p where ${HERE('p')})`;

const SUMS = `(select m.region, m.account, sum(m.change) as total from ${MOVES} m group by m.region, m.account)`;

/** What is stored of the balance of account `a`, in its own row or several (`sl`). */
const STORED = `case when a.[slots] > 1 then coalesce(sl.total, 0) else a.[balance] end`;
const SLOTS = `left join (select s.[regionCode] as region, s.[accountId] as account, sum(s.[balance]) as total from {own:slots} s where ${HERE('s')}
  group by s.[regionCode], s.[accountId]) sl on sl.region = a.[regionCode] and sl.account = a.[id]`;

const DRAWN = `(select d.[regionCode] as region, d.[lotId] as lot, sum(d.[amount]) as total from {own:draws} d where ${HERE('d')}
  group by d.[regionCode], d.[lotId])`;

export interface Proof {
  kind: Violation['kind'];
  what: Violation['what'];
  /** Columns region, id, params (jsonb) of each row that breaks the promise. */
  sql: string;
}

const CLEARED = (
  alias: string,
) => `coalesce((select sum(p.[amount]) from {postings} p where p.[destinationId] = ${alias}.[id] and p.[regionCode] = ${alias}.[regionCode]), 0)
  - coalesce((select sum(p.[amount]) from {postings} p where p.[sourceId] = ${alias}.[id] and p.[regionCode] = ${alias}.[regionCode]), 0)`;

export const PROOFS: Proof[] = [
  {
    kind: 'balance',
    what: 'account',
    sql: `select a.[regionCode] as region, a.[id] as id, jsonb_build_object('stored', ${STORED}, 'summed', coalesce(s.total, 0)) as params
      from {accounts} a left join ${SUMS} s on s.region = a.[regionCode] and s.account = a.[id] ${SLOTS}
      where ${HERE('a')} and (${STORED} <> case when a.[kept] then coalesce(s.total, 0) else 0 end or (a.[slots] > 1 and a.[balance] <> 0))`,
  },
  {
    kind: 'floor',
    what: 'account',
    sql: `select a.[regionCode] as region, a.[id] as id, jsonb_build_object('balance', ${STORED}, 'minBalance', a.[minBalance]) as params
      from {accounts} a ${SLOTS} where ${HERE('a')} and ${STORED} < a.[minBalance]`,
  },
  {
    kind: 'orphan',
    what: 'posting',
    sql: `select p.[regionCode] as region, p.[id] as id, jsonb_build_object('source', s.[id] is not null, 'destination', d.[id] is not null) as params
      from {postings} p left join {accounts} s on s.[regionCode] = p.[regionCode] and s.[id] = p.[sourceId]
      left join {accounts} d on d.[regionCode] = p.[regionCode] and d.[id] = p.[destinationId]
      where ${HERE('p')} and (s.[id] is null or d.[id] is null)`,
  },
  {
    kind: 'asset',
    what: 'posting',
    sql: `select p.[regionCode] as region, p.[id] as id, jsonb_build_object('asset', p.[asset], 'accountAsset', a.[asset]) as params
      from {postings} p join {accounts} a on a.[regionCode] = p.[regionCode] and a.[id] in (p.[sourceId], p.[destinationId])
      where ${HERE('p')} and a.[asset] is distinct from p.[asset]`,
  },
  {
    kind: 'posting',
    what: 'posting',
    sql: `select p.[regionCode] as region, p.[id] as id, jsonb_build_object('amount', p.[amount]) as params
      from {postings} p where ${HERE('p')} and (p.[amount] is null or p.[amount] < 1 or p.[sourceId] is null or p.[destinationId] is null
        or p.[sourceId] = p.[destinationId])`,
  },
  {
    kind: 'seal',
    what: 'posting',
    sql: `select p.[regionCode] as region, p.[id] as id, jsonb_build_object('key', p.[key]) as params
      from {postings} p where ${HERE('p')} and p.seal is distinct from ${sealOf('p')}`,
  },
  {
    kind: 'reversal',
    what: 'posting',
    sql: `select p.[regionCode] as region, p.[id] as id, jsonb_build_object('reverses', p.[reversesId]) as params
      from {postings} p left join {postings} o on o.[regionCode] = p.[regionCode] and o.[id] = p.[reversesId]
      where ${HERE('p')} and p.[reversesId] is not null and (o.[id] is null or o.[reversesId] is not null
        or o.[sourceId] <> p.[destinationId] or o.[destinationId] <> p.[sourceId] or o.[asset] <> p.[asset] or o.[amount] <> p.[amount]
        or exists (select 1 from {postings} t where t.[regionCode] = p.[regionCode] and t.[reversesId] = p.[reversesId] and t.[id] <> p.[id]))`,
  },
  {
    kind: 'key',
    what: 'posting',
    sql: `select region, id, jsonb_build_object('key', key) as params from (
        select p.[regionCode] as region, p.[id] as id, p.[key] as key, count(*) over (partition by p.[regionCode], p.[key]) as times
        from {postings} p where ${HERE('p')}) k where times > 1`,
  },
  {
    kind: 'sum',
    what: 'asset',
    sql: `select a.[regionCode] as region, a.[asset] as id,
        jsonb_build_object('total', sum(case when a.[kept] then ${STORED} else coalesce(s.total, 0) end)) as params
      from {accounts} a left join ${SUMS} s on s.region = a.[regionCode] and s.account = a.[id] ${SLOTS}
      where ${HERE('a')} group by a.[regionCode], a.[asset]
      having sum(case when a.[kept] then ${STORED} else coalesce(s.total, 0) end) <> 0`,
  },
  {
    // Each of two counties has an account for the other, and both together are nothing.
    kind: 'clearing',
    what: 'account',
    sql: `select region, id, jsonb_build_object('with', other, 'passed', passed, 'arrived', -arrived) as params from (
        select a.[regionCode] as region, a.[id] as id, substr(a.[ownerId], 10) as other, ${CLEARED('a')} as passed, coalesce((select ${CLEARED('b')}
          from {accounts} b where b.[regionCode] = substr(a.[ownerId], 10) and b.[ownerKind] = 'system'
            and b.[ownerId] = 'clearing:' || a.[regionCode] and b.[asset] = a.[asset]), 0) as arrived
        from {accounts} a where ${HERE('a')} and a.[ownerKind] = 'system' and a.[ownerId] like 'clearing:%') c
      where passed + arrived <> 0`,
  },
  {
    kind: 'seal',
    what: 'account',
    sql: `select a.[regionCode] as region, a.[id] as id, jsonb_build_object('ownerKind', a.[ownerKind], 'ownerId', a.[ownerId]) as params
      from {accounts} a where ${HERE('a')} and a.seal is distinct from ${accountSealOf('a')}`,
  },
  {
    kind: 'seal',
    what: 'account',
    sql: `select t.[regionCode] as region, t.[accountId] as id, jsonb_build_object('termsId', t.[id], 'reason', t.[reason]) as params
      from {own:terms} t where ${HERE('t')} and t.seal is distinct from ${termsSealOf('t')}`,
  },
  {
    kind: 'lots',
    what: 'account',
    sql: `select a.[regionCode] as region, a.[id] as id, jsonb_build_object('balance', a.[balance], 'lots', coalesce(l.total, 0)) as params
      from {accounts} a left join (select l.[regionCode] as region, l.[accountId] as account, sum(l.[remaining]) as total from {own:lots} l
        where ${HERE('l')} group by l.[regionCode], l.[accountId]) l on l.region = a.[regionCode] and l.account = a.[id]
      where ${HERE('a')} and coalesce(l.total, 0) <> case when a.[lotted] then greatest(a.[balance], 0) else 0 end`,
  },
  {
    kind: 'lot',
    what: 'lot',
    sql: `select l.[regionCode] as region, l.[id] as id,
        jsonb_build_object('amount', l.[amount], 'remaining', l.[remaining], 'drawn', coalesce(d.total, 0), 'postingId', l.[postingId]) as params
      from {own:lots} l left join ${DRAWN} d on d.region = l.[regionCode] and d.lot = l.[id]
      left join {postings} p on p.[regionCode] = l.[regionCode] and p.[id] = l.[postingId]
      left join {own:lots} f on f.[regionCode] = l.[regionCode] and f.[id] = l.[fromLotId]
      left join {own:draws} x on x.[regionCode] = l.[regionCode] and x.[lotId] = l.[fromLotId] and x.[postingId] = l.[postingId]
      where ${HERE('l')} and (l.[remaining] <> l.[amount] - coalesce(d.total, 0) or l.[remaining] < 0 or l.[amount] < 1
        or (l.[postingId] is not null and (p.[id] is null or p.[destinationId] <> l.[accountId]))
        or (l.[fromLotId] is not null and (f.[id] is null or x.[amount] is distinct from l.[amount] or row(f.[origin], f.[earnedAt], f.[expiresAt], f.[spendableFrom])
          is distinct from row(l.[origin], l.[earnedAt], l.[expiresAt], l.[spendableFrom])))
        or (l.[fromLotId] is null and l.[postingId] is not null and (l.[id] <> l.[postingId] or l.[amount] > p.[amount]
          or row(p.[origin], p.[at], p.[expiresAt], p.[spendableFrom]) is distinct from row(l.[origin], l.[earnedAt], l.[expiresAt], l.[spendableFrom]))))`,
  },
  {
    kind: 'orphan',
    what: 'lot',
    sql: `select d.[regionCode] as region, d.[lotId] as id, jsonb_build_object('postingId', d.[postingId]) as params
      from {own:draws} d left join {own:lots} l on l.[regionCode] = d.[regionCode] and l.[id] = d.[lotId]
      left join {postings} p on p.[regionCode] = d.[regionCode] and p.[id] = d.[postingId]
      where ${HERE('d')} and (l.[id] is null or p.[id] is null)`,
  },
  {
    kind: 'draw',
    what: 'posting',
    sql: `select d.[regionCode] as region, d.[postingId] as id, jsonb_build_object('drawn', sum(d.[amount]), 'amount', min(p.[amount])) as params
      from {own:draws} d join {own:lots} l on l.[regionCode] = d.[regionCode] and l.[id] = d.[lotId]
      join {postings} p on p.[regionCode] = d.[regionCode] and p.[id] = d.[postingId] and p.[sourceId] = l.[accountId]
      where ${HERE('d')} group by d.[regionCode], d.[postingId] having sum(d.[amount]) > min(p.[amount])`,
  },
  {
    kind: 'hold',
    what: 'account',
    sql: `select a.[regionCode] as region, a.[id] as id, jsonb_build_object('balance', a.[balance], 'held', coalesce(h.total, 0)) as params
      from {accounts} a left join (select p.[regionCode] as region, p.[destinationId] as account, sum(p.[amount]) as total from {postings} p
        where ${HERE('p')} and p.[kind] = 'hold' and not exists (select 1 from {postings} s where s.[regionCode] = p.[regionCode] and s.[settlesId] = p.[id])
        group by p.[regionCode], p.[destinationId]) h on h.region = a.[regionCode] and h.account = a.[id]
      where ${HERE('a')} and a.[ownerKind] = 'hold' and a.[balance] <> coalesce(h.total, 0)`,
  },
  {
    // An account that was never given other terms is as it was opened.
    kind: 'terms',
    what: 'account',
    sql: `select a.[regionCode] as region, a.[id] as id, jsonb_build_object('status', a.[status], 'minBalance', a.[minBalance]) as params
      from {accounts} a left join (select distinct on (t.[regionCode], t.[accountId]) t.[regionCode] as region, t.[accountId] as account,
          t.[status] as status, t.[minBalance] as floor from {own:terms} t where ${HERE('t')}
        order by t.[regionCode], t.[accountId], t.[createdAt] desc, t.[id] desc) t on t.region = a.[regionCode] and t.account = a.[id]
      where ${HERE('a')} and case when t.account is null then a.[status] <> 'open' or a.[minBalance] is distinct from case when a.[kept] then 0 end
        else a.[status] <> t.status or a.[minBalance] is distinct from t.floor end`,
  },
];
