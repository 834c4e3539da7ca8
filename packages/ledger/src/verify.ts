import { literal, type Names, sqlWriter } from './names';
import { type Proof, PROOFS } from './proofs';
import type { Queryable } from './queryable';
import { FOLLOWS, tableOf, TRIGGERS } from './schema/triggers';
import type { Violation } from './violation';

/** A broken book may be broken everywhere: this many of each kind are named. */
const NAMED_MAX = 1000;

function guardProof(names: Names): Proof {
  const wanted = TRIGGERS.map(({ table, name }) => `(${literal(tableOf(names, table))}, ${literal(name)})`).join(', ');
  return {
    kind: 'guard',
    what: 'trigger',
    sql: `select null::text as region, w.name as id, jsonb_build_object('table', w.tab::text, 'missing', t.oid is null) as params
      from (select v.tab::regclass as tab, v.name from (values ${wanted}) as v(tab, name)
        union all select i.inhrelid::regclass, ${literal(FOLLOWS)} from pg_inherits i where i.inhparent = ${literal(names.postings)}::regclass) w
      left join pg_trigger t on t.tgrelid = w.tab and t.tgname = w.name
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
