import type { PoolClient } from 'pg';
import { AT, award, type Book, openBook, person, REGION, transfer } from './book';

/** RELIABILITY, line 21: one stored row altered by hand, in whatever column, or taken away: the audit names it. */

let book: Book;
let client: PoolClient;
const account = (owner: string) => ({ ...person(owner), regionCode: REGION, asset: 'points' });

beforeAll(async () => {
  book = await openBook();
  const { ledger, pool } = book;
  const post = (...entries: ReturnType<typeof award>[]) => ledger.post(pool, { regionCode: REGION, entries });
  const soon = new Date(AT.getTime() + 1000);
  const [given] = await post(
    award('a', 50, {
      origin: 'app',
      expiresAt: soon,
      spendableFrom: AT,
      subject: { kind: 'order', id: '1' },
      memo: { a: 1 },
    }),
    award('a', 7, { origin: 'staff' }),
    award('b', 5),
    transfer('a', 'b', 20),
    transfer('a', 'fund', 3, { to: { ownerKind: 'fund', ownerId: 'fund' } }),
  );
  const [back] = await post(award('c', 9));
  await ledger.reverse(pool, { regionCode: REGION, entries: [{ reverses: back!.id, key: 'back', at: AT }] });
  const hold = (key: string) =>
    ledger.hold(pool, {
      regionCode: REGION,
      entries: [{ owner: person('a'), asset: 'points', amount: 2, key, at: AT }],
    });
  const [open, kept, freed] = [await hold('h1'), await hold('h2'), await hold('h3')].map(([one]) => one!.id);
  const to = { ownerKind: 'merchant', ownerId: 'm' } as const;
  await ledger.capture(pool, {
    regionCode: REGION,
    entries: [{ hold: kept!, to, asset: 'points', key: 'c2', at: AT, kind: 'redeem' }],
  });
  await ledger.release(pool, { regionCode: REGION, entries: [{ hold: freed!, key: 'r3', at: AT }] });
  await ledger.setTerms(pool, {
    account: account('c'),
    status: 'frozen',
    minBalance: -5,
    reason: '核查',
    byId: '7',
    at: AT,
  });
  await ledger.expire(pool, { regionCode: REGION, at: new Date(AT.getTime() + 5000) });
  expect([given, open].every(Boolean)).toBe(true);
  expect(await ledger.verify(pool)).toEqual([]);
  client = await pool.connect();
  await client.query('set session_replication_role = replica');
});
afterAll(async () => {
  client?.release(true);
  await book?.close();
});

/** Which row an audit names for a row of each table, and columns that say nothing about points. */
const TABLES: { table: string; names: string; idle: string[] }[] = [
  { table: 'sidanAccounts', names: 'id', idle: ['createdAt', 'updatedAt'] },
  { table: 'sidanPostings', names: 'id', idle: ['updatedAt'] },
  { table: 'sidanAccounts_ledger_lots', names: 'id', idle: [] },
  { table: 'sidanAccounts_ledger_draws', names: 'lotId', idle: [] },
  { table: 'sidanAccounts_ledger_slots', names: 'accountId', idle: ['slot'] },
  { table: 'sidanAccounts_ledger_terms', names: 'accountId', idle: [] },
];

/** Another value of the column's type. */
const OTHER: Record<string, string> = {
  uuid: `case when COL is null then gen_random_uuid() else gen_random_uuid() end`,
  bigint: 'coalesce(COL, 0) + 1',
  integer: 'COL + 1',
  boolean: 'not COL',
  jsonb: `'{"other": 1}'::jsonb`,
  bytea: `'\\x00'::bytea`,
  text: `coalesce(COL, '') || 'x'`,
  'character varying': `coalesce(COL, '') || '9'`,
  'timestamp with time zone': `coalesce(COL, now()) + interval '1 second'`,
};

async function audited(sql: string, params: unknown[]) {
  await client.query('begin');
  try {
    const { rowCount } = await client.query(sql, params);
    const found = await book.ledger.verify(client);
    return { rowCount, ids: found.flatMap(({ id, params: more }) => [id, ...Object.values(more).map(String)]) };
  } catch (error) {
    // The table's own last check stands even then.
    if ((error as { constraint?: string }).constraint !== 'sidan_ledger_floor') throw error;
    return { rowCount: 'refused' as const, ids: [] };
  } finally {
    await client.query('rollback');
  }
}

describe.each(TABLES)('$table', ({ table, names, idle }) => {
  it('names each row whose any column was altered', async () => {
    const columns = await client.query<{ name: string; type: string }>(
      `select column_name as name, data_type as type from information_schema.columns where table_name = $1`,
      [table],
    );
    const { rows } = await client.query<{ place: string; id: string }>(
      `select ctid::text as place, "${names}"::text as id from "${table}"`,
    );
    expect(rows.length).toBeGreaterThan(0);
    const unseen: string[] = [];
    for (const { name, type } of columns.rows.filter((one) => !idle.includes(one.name))) {
      for (const { place, id } of rows) {
        const change = OTHER[type]!.replaceAll('COL', `"${name}"`);
        const { rowCount, ids } = await audited(`update "${table}" set "${name}" = ${change} where ctid = $1::tid`, [
          place,
        ]);
        if (rowCount === 'refused') continue;
        expect(rowCount).toBe(1);
        // Under another id the row itself is named by that one.
        if (!ids.includes(id) && !(name === 'id' && ids.length)) unseen.push(`${name} of ${id}`);
      }
    }
    expect(unseen).toEqual([]);
  });

  it('misses each row that was taken away', async () => {
    const { rows } = await client.query<{ place: string }>(`select ctid::text as place from "${table}"`);
    for (const { place } of rows) {
      const { rowCount, ids } = await audited(`delete from "${table}" where ctid = $1::tid`, [place]);
      expect(rowCount).toBe(1);
      expect(ids.length).toBeGreaterThan(0);
    }
  });
});
