import { literal, type Names, sqlWriter } from './names';
import type { Queryable } from './queryable';
import { sealOf } from './schema/seal';
import { tableOf, TRIGGERS } from './schema/triggers';

/** Something in the book that cannot be. */
export interface Violation {
  /**
   * `balance`: a stored balance is not the sum of its postings. `floor`: a balance below its terms. `orphan`: a posting without one of
   * its accounts. `asset`: a posting of another asset than its account. `posting`: amounts or ends that cannot be. `seal`: a posting
   * was altered after it was made. `reversal`: no mirror of its original, or a second one. `key`: two postings under one key.
   * `sum`: the balances of a county's asset do not add up to zero. `guard`: a trigger is missing or switched off.
   */
  kind: 'balance' | 'floor' | 'orphan' | 'asset' | 'posting' | 'seal' | 'reversal' | 'key' | 'sum' | 'guard';
  regionCode: string | null;
  what: 'account' | 'posting' | 'asset' | 'trigger';
  /** Id of the row, or the asset's or trigger's name. */
  id: string;
  params: Record<string, unknown>;
}

/** A broken book may be broken everywhere: this many of each kind are named. */
const NAMED_MAX = 1000;

const HERE = (alias: string) => `($1::text is null or ${alias}.[regionCode] = $1)`;

const MOVES = `(select p.[regionCode] as region, p.[destinationId] as account, p.[amount] as change from {postings} p where ${HERE('p')}
  union all select p.[regionCode], p.[sourceId], -p.[amount] from {postings} p where ${HERE('p')})`;

const SUMS = `(select m.region, m.account, sum(m.change) as total from ${MOVES} m group by m.region, m.account)`;

interface Proof {
  kind: Violation['kind'];
  what: Violation['what'];
  /** Columns region, id, params (jsonb) of each row that breaks the promise. */
  sql: string;
}

const PROOFS: Proof[] = [
  {
    kind: 'balance',
    what: 'account',
    sql: `select a.[regionCode] as region, a.[id] as id, jsonb_build_object('stored', a.[balance], 'summed', coalesce(s.total, 0)) as params
      from {accounts} a left join ${SUMS} s on s.region = a.[regionCode] and s.account = a.[id]
      where ${HERE('a')} and a.[balance] <> case when a.[kept] then coalesce(s.total, 0) else 0 end`,
  },
  {
    kind: 'floor',
    what: 'account',
    sql: `select a.[regionCode] as region, a.[id] as id, jsonb_build_object('balance', a.[balance], 'minBalance', a.[minBalance]) as params
      from {accounts} a where ${HERE('a')} and a.[balance] < a.[minBalance]`,
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
        jsonb_build_object('total', sum(case when a.[kept] then a.[balance] else coalesce(s.total, 0) end)) as params
      from {accounts} a left join ${SUMS} s on s.region = a.[regionCode] and s.account = a.[id]
      where ${HERE('a')} group by a.[regionCode], a.[asset]
      having sum(case when a.[kept] then a.[balance] else coalesce(s.total, 0) end) <> 0`,
  },
];

function guardProof(names: Names): Proof {
  const wanted = TRIGGERS.map(({ table, name }) => `(${literal(tableOf(names, table))}, ${literal(name)})`).join(', ');
  return {
    kind: 'guard',
    what: 'trigger',
    sql: `select null::text as region, w.name as id, jsonb_build_object('table', w.tab, 'missing', t.oid is null) as params
      from (values ${wanted}) as w(tab, name)
      left join pg_trigger t on t.tgrelid = w.tab::regclass and t.tgname = w.name
      where (t.oid is null or t.tgenabled not in ('O', 'A')) and ($1::text is null or true)`,
  };
}

/** See `Ledger.verify`. Each proof is one statement, so it sees one moment of the book and may run while it is in use. */
export async function verifyBook(q: Queryable, names: Names, regionCode?: string): Promise<Violation[]> {
  const write = sqlWriter(names);
  const violations: Violation[] = [];
  for (const { kind, what, sql } of [...PROOFS, guardProof(names)]) {
    const { rows } = await q.query(`${write(sql)} limit ${NAMED_MAX}`, [regionCode ?? null]);
    for (const row of rows) {
      violations.push({
        kind,
        what,
        regionCode: row.region == null ? null : String(row.region),
        id: String(row.id),
        params: row.params as Record<string, unknown>,
      });
    }
  }
  return violations;
}
