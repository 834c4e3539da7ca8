import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { applyGuards, createLedger, createTables, ledgerNames, type Names } from '../../../packages/ledger/src';
import { startPostgres, type TestPostgres } from '../../support/postgres';
import { AT, award, person, REGION, transfer } from './book';

let postgres: TestPostgres;
let pool: Pool;
beforeAll(async () => {
  postgres = await startPostgres();
  await postgres.createDatabase('names');
  pool = new Pool({ ...postgres.config('names'), max: 4 });
  await pool.query('create schema "县 one"');
});
afterAll(async () => {
  await pool?.end();
  await postgres?.stop();
});

const bySearchPath: Names = {
  accounts: 'loose_accounts',
  postings: '"Loose""Postings"',
  column: (camel) => `"c ${camel}"`,
};

const VARIANTS: [string, Names][] = [
  ['as NocoBase makes them', ledgerNames()],
  ['a table prefix', ledgerNames({ tablePrefix: 'nb_' })],
  ['snake case', ledgerNames({ underscored: true })],
  ['a schema', ledgerNames({ schema: '县 one' })],
  ['a schema, a prefix and snake case', ledgerNames({ schema: '县 one', tablePrefix: 'x-', underscored: true })],
  ['found by the search path, with odd names', bySearchPath],
];

it.each(VARIANTS)('%s', async (_what, names) => {
  for (const sql of createTables(names)) await pool.query(sql);
  await applyGuards(pool, names);
  await applyGuards(pool, names);
  const ledger = createLedger(names, randomUUID);
  const subject = { kind: 'order', id: '1' };
  const [given] = await ledger.post(pool, {
    regionCode: REGION,
    entries: [award('a', 5, { subject }), transfer('a', 'b', 2)],
  });
  await ledger
    .reverse(pool, { regionCode: REGION, entries: [{ reverses: given!.id, key: 'undo', at: AT }] })
    .catch((e) => expect(e).toMatchObject({ code: 'INSUFFICIENT' }));
  const account = { ...person('a'), regionCode: REGION, asset: 'points' };
  expect(await ledger.balance(pool, account)).toBe(3);
  expect((await ledger.statement(pool, account, { limit: 1 })).lines).toHaveLength(1);
  expect(await ledger.about(pool, { regionCode: REGION, subject })).toHaveLength(1);
  expect(await ledger.verify(pool)).toEqual([]);
  await expect(pool.query(`delete from ${names.postings}`)).rejects.toMatchObject({
    message: 'LEDGER_HISTORY_PROTECTED',
  });
});

it('the primary key gets the county; an index that the host made is not made twice, and one that begins with the county goes', async () => {
  const names = ledgerNames({ tablePrefix: 'own_' });
  for (const sql of createTables(names)) await pool.query(sql);
  await pool.query('alter table "own_sidanPostings" drop constraint "own_sidanPostings_pkey", add primary key (id)');
  await pool.query('create unique index hosts_own on "own_sidanPostings" ("key", "regionCode")');
  await pool.query('create unique index of_an_earlier_version on "own_sidanPostings" ("regionCode", "key")');
  await applyGuards(pool, names);
  const { rows } = await pool.query(`select indexdef from pg_indexes where tablename = 'own_sidanPostings' order by 1`);
  const columns = rows.map(({ indexdef }) => /\((.*?)\)/.exec(indexdef)![1]);
  expect(columns.filter((list) => list === 'key, "regionCode"')).toHaveLength(1);
  expect(columns).not.toContain('"regionCode", key');
  expect(columns).toContain('id, "regionCode"');
});

it('refuses a table whose amounts are not whole numbers', async () => {
  const names = ledgerNames({ tablePrefix: 'real_' });
  for (const sql of createTables(names)) await pool.query(sql);
  await pool.query('alter table "real_sidanPostings" alter amount type double precision');
  await expect(applyGuards(pool, names)).rejects.toThrow('amount is missing or not a bigint');
});
