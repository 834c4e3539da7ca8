import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Pool } from 'pg';
import {
  applyGuards,
  createLedger,
  createTables,
  defaultTerms,
  type Entry,
  type Ledger,
  ledgerNames,
  popularTerms,
} from '../../../packages/ledger/src';
import { newId } from '../../../packages/plugin/src/server/ids';
import { startPostgres, type TestPostgres } from '../../support/postgres';
import type { Result } from '../index';
import { median, perSecond, table } from '../measure';
import { pgbench } from './pgbench';
import { BATCH, PEOPLE, scriptOf, type Way, WAYS } from './ways';

const CLIENTS = 8;
const ROUNDS = Number(process.env.ROUNDS ?? 5);
const SECONDS = Number(process.env.SECONDS ?? 4);
const REGION = '130982';
const LOTS_OF_MONEY = 1_000_000_000;

/**
 * The ledger beside double entry as one would write it by hand (`byHand.sql`), on one database in one run, both driven by pgbench, with durable
 * commits; and `ledger.post()` from Node, as the product calls it. Every round measures all ways one after the other, so that a noisy minute hits all.
 */
export async function ledger(): Promise<Result> {
  const postgres = await startPostgres({ durable: true, settings: ['shared_buffers=512MB', 'max_wal_size=4GB'] });
  await postgres.createDatabase('bench');
  const pool = new Pool({ ...postgres.config('bench'), max: CLIENTS });
  try {
    const book = await prepare(pool);
    return await measure(postgres, pool, book);
  } finally {
    await pool.end();
    await postgres.stop();
  }
}

async function prepare(pool: Pool): Promise<Ledger> {
  const names = ledgerNames();
  for (const sql of createTables(names)) await pool.query(sql);
  await applyGuards(pool, names);
  await pool.query(readFileSync(path.join(__dirname, 'byHand.sql'), 'utf8'));
  await pool.query(
    `insert into hand.accounts select i, ${LOTS_OF_MONEY}, case when i > 0 then 0 end from generate_series(0, ${PEOPLE}) i`,
  );
  const book = createLedger(names, newId, {
    termsOf: (ref) => (ref.ownerKind === 'fund' ? popularTerms : defaultTerms(ref)),
  });
  const open = (to: Entry['to'], n: number): Entry => ({
    from: { ownerKind: 'system', ownerId: 'issue' },
    to,
    asset: 'points',
    amount: LOTS_OF_MONEY,
    key: `open:${n}`,
    kind: 'award',
    at: new Date(0),
  });
  for (let from = 1; from <= PEOPLE; from += 5000) {
    const entries = Array.from({ length: 5000 }, (_, n) =>
      open({ ownerKind: 'person', ownerId: String(from + n) }, from + n),
    );
    await book.post(pool, { regionCode: REGION, entries });
  }
  await book.post(pool, { regionCode: REGION, entries: [open({ ownerKind: 'fund', ownerId: 'popular' }, 0)] });
  await pool.query('vacuum analyze');
  return book;
}

const NODE = 'ledger.post() from Node';

async function measure(postgres: TestPostgres, pool: Pool, book: Ledger): Promise<Result> {
  const rates: Record<string, number[]> = {};
  const note = (name: string, rate: number) => (rates[name] ??= []).push(rate);
  const bytes = await bytesPerPosting(postgres, pool);
  let serial = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const way of Object.keys(WAYS) as Way[]) {
      const rate = pgbench(postgres, 'bench', scriptOf(way), { clients: CLIENTS, seconds: SECONDS });
      note(way, way === 'batch' || way === 'handBatch' ? rate * BATCH : rate);
    }
    const fromNode = await perSecond(CLIENTS, SECONDS * 1000, async () => {
      const to = { ownerKind: 'person', ownerId: String(1 + Math.floor(Math.random() * PEOPLE)) } as const;
      const from = { ownerKind: 'system', ownerId: 'issue' } as const;
      const entry = {
        from,
        to,
        asset: 'points',
        amount: 1,
        key: `n:${(serial += 1)}`,
        kind: 'award',
        at: new Date(),
        origin: 'app',
      };
      await book.post(pool, { regionCode: REGION, entries: [entry] });
      return 1;
    });
    note(NODE, fromNode);
    await pool.query('checkpoint');
  }
  const ratio = (one: string, other: string) => median(rates[one]!.map((rate, round) => rate / rates[other]![round]!));
  const violations = await book.verify(pool);
  if (violations.length) throw new Error(`the book does not prove: ${JSON.stringify(violations.slice(0, 3))}`);

  const figures = {
    spreadOfHand: round2(ratio('award', 'handSpread')),
    transferOfHand: round2(ratio('transfer', 'handSpread')),
    nodeOfHand: round2(ratio(NODE, 'handSpread')),
    popularTakesOfSpread: round2(ratio('popularTakes', 'transfer')),
    popularGivesOfSpread: round2(ratio('popularGives', 'award')),
    handPopularOfSpread: round2(ratio('handPopular', 'handSpread')),
    batchOfHand: round2(ratio('batch', 'handBatch')),
    batchPostingsPerSecond: Math.round(median(rates.batch!)),
    ...bytes,
    ...Object.fromEntries(
      Object.entries(rates).map(([name, all]) => [name === NODE ? 'node' : name, Math.round(median(all))]),
    ),
  };
  const goal = (name: string, value: number, wanted: number) => ({ name, value, goal: wanted, met: value >= wanted });
  return {
    table: table([
      ['a second, 8 clients, durable', 'median', 'lowest', 'highest'],
      ...Object.entries(rates).map(([name, all]) => [
        name,
        ...[median(all), Math.min(...all), Math.max(...all)].map(Math.round),
      ]),
    ]),
    figures,
    goals: [
      goal('awards spread over accounts, of hand-written', figures.spreadOfHand, 0.9),
      goal('one popular account takes, of transfers spread', figures.popularTakesOfSpread, 0.9),
      goal('one popular account gives, of awards spread', figures.popularGivesOfSpread, 0.9),
      // Either will do: so many a second, or so much of the hand-written batch.
      {
        name: 'batches: 20,000 postings a second, or 0.9 of hand-written',
        value: Math.max(figures.batchPostingsPerSecond / 20_000, figures.batchOfHand / 0.9),
        goal: 1,
        met: figures.batchPostingsPerSecond >= 20_000 || figures.batchOfHand >= 0.9,
      },
    ],
  };
}

const round2 = (value: number) => Math.round(value * 100) / 100;

/** What a posting adds to the disk, indexes and lot included: of the ledger, and by hand. */
async function bytesPerPosting(postgres: TestPostgres, pool: Pool) {
  const size = async (tables: string) =>
    Number(
      (
        await pool.query(`select sum(pg_total_relation_size(t::regclass)) as bytes from unnest($1::text[]) t`, [
          tables.split(' '),
        ])
      ).rows[0].bytes,
    );
  const grown = async (tables: string, counted: string, way: Way) => {
    const count = async () => Number((await pool.query(`select count(*) from ${counted}`)).rows[0].count);
    const [bytes, rows] = [await size(tables), await count()];
    for (let n = 0; n < 5; n += 1) pgbench(postgres, 'bench', scriptOf(way), { clients: CLIENTS, seconds: 1 });
    return Math.round(((await size(tables)) - bytes) / ((await count()) - rows));
  };
  return {
    bytesPerPosting: await grown('"sidanPostings" "sidanAccounts_ledger_lots"', '"sidanPostings"', 'batch'),
    bytesPerPostingByHand: await grown('hand.transfers hand.entries', 'hand.transfers', 'handBatch'),
  };
}
