import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import {
  type AccountRef,
  applyGuards,
  createLedger,
  createTables,
  defaultTerms,
  type Entry,
  type Ledger,
  ledgerNames,
  type Names,
  popularTerms,
} from '../../../packages/ledger/src';
import { startPostgres, type TestPostgres } from '../../support/postgres';

export const REGION = '130982';
export const AT = new Date('2026-11-21T08:00:00Z');

export const issue: AccountRef = { ownerKind: 'system', ownerId: 'issue' };
export const person = (ownerId: string): AccountRef => ({ ownerKind: 'person', ownerId });

let serial = 0;

/** An award of `amount` points to the person `to`. */
export const award = (to: string, amount: number, more: Partial<Entry> = {}): Entry => ({
  from: issue,
  to: person(to),
  asset: 'points',
  amount,
  key: `k${(serial += 1)}`,
  kind: 'award',
  at: AT,
  ...more,
});

/** Points from one person to another. */
export const transfer = (from: string, to: string, amount: number, more: Partial<Entry> = {}): Entry =>
  award(to, amount, { from: person(from), kind: 'transfer', ...more });

export interface Book {
  postgres: TestPostgres;
  pool: Pool;
  names: Names;
  ledger: Ledger;
  balance(ref: AccountRef): Promise<number>;
  close(): Promise<void>;
}

/** `partitioned`: the tables are spread by county. `plain`: without advisory locks, LISTEN and SKIP LOCKED. */
export type Mode = 'partitioned' | 'plain';
const MODE = 'SIDAN_TEST_LEDGER';

/** For books that are opened from now on, in this process; modules that were loaded anew see it too. */
export function setMode(mode: Mode | undefined): void {
  if (mode) process.env[MODE] = mode;
  else delete process.env[MODE];
}

export const modeOf = () => process.env[MODE] as Mode | undefined;

const FORBIDDEN = /\badvisory|\blisten\b|\bnotify\b|skip\s+locked/i;

/** Takes what is forbidden away from the database, and refuses each statement that asks for it. */
async function forbid(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ name: string; rename: string }>(
    `select proname as name, format('alter function pg_catalog.%I(%s) rename to %I', proname, pg_get_function_identity_arguments(oid), 'no_' || proname) as rename
     from pg_proc where proname like '%advisory%' and pronamespace = 'pg_catalog'::regnamespace`,
  );
  await pool.query('set allow_system_table_mods = on');
  for (const { rename } of rows) await pool.query(rename);
  expect(rows.length).toBeGreaterThan(10);
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...all: unknown[]) => unknown;
    client.query = ((...all: unknown[]) => {
      const text = typeof all[0] === 'string' ? all[0] : String((all[0] as { text?: string })?.text);
      if (FORBIDDEN.test(text)) throw new Error(`this asks for what a plain database does not have: ${text}`);
      return query(...all);
    }) as typeof client.query;
  });
}

/** A server, a database with the ledger's tables, and a pool of connections to it. */
export async function openBook(
  options: { names?: Names; connections?: number; durable?: boolean } = {},
): Promise<Book> {
  const names = options.names ?? ledgerNames();
  const postgres = await startPostgres({ durable: options.durable });
  await postgres.createDatabase('book');
  const pool = new Pool({ ...postgres.config('book'), max: options.connections ?? 20 });
  const mode = modeOf();
  if (mode === 'plain') await forbid(pool);
  for (const sql of createTables(names, mode === 'partitioned' ? { partitions: 4 } : {})) await pool.query(sql);
  await applyGuards(pool, names);
  const ledger = createLedger(names, randomUUID, {
    termsOf: (ref) => (ref.ownerKind === 'fund' ? popularTerms : defaultTerms(ref)),
  });
  return {
    postgres,
    pool,
    names,
    ledger,
    balance: (ref) => ledger.balance(pool, { ...ref, regionCode: REGION, asset: 'points' }),
    async close() {
      await pool.end();
      await postgres.stop();
    },
  };
}

/** Runs `work` with all triggers off, as somebody with the database's own password might. */
export async function behindTheGuards(
  pool: Pool,
  work: (sql: (text: string, params?: unknown[]) => Promise<unknown>) => Promise<void>,
) {
  const client = await pool.connect();
  try {
    await client.query('set session_replication_role = replica');
    await work((text, params) => client.query(text, params));
    await client.query('set session_replication_role = origin');
  } finally {
    client.release();
  }
}
