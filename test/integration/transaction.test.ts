/** Transactions of commands on PostgreSQL itself: begun with the first statement, ended with the last, and undone as a whole, whichever way the statements travel. */
import type { Database } from '@nocobase/database';
import { Sequelize } from 'sequelize';
import type { Connection } from '../../packages/plugin/src/server/sql';
import { transact } from '../../packages/plugin/src/server/transaction';
import { startPostgres, type TestPostgres } from '../support/postgres';

let postgres: TestPostgres;
let sequelize: Sequelize;
let db: Database;

beforeAll(async () => {
  postgres = await startPostgres();
  await postgres.createDatabase('steps');
  const { host, port, user, password, database } = postgres.config('steps');
  // One connection: what a transaction leaves behind on it, the next one meets.
  const pool = { max: 1, min: 1 };
  sequelize = new Sequelize({
    dialect: 'postgres',
    host,
    port,
    username: user,
    password,
    database,
    pool,
    logging: false,
  });
  db = { sequelize } as unknown as Database;
  await sequelize.query('create table taken (id int primary key, note text check (note <> $$bad$$))');
});

afterAll(async () => {
  await sequelize?.close();
  await postgres?.stop();
});

const PUT = 'insert into taken (id, note) values ($1, $2) returning id';
const PUT_LAST = 'insert into taken (id, note) values ($1::int, $2::text)';
const SEEN = 'select id from taken where id = $1 for update';

const ids = async () => {
  const [rows] = await sequelize.query('select array_agg(id order by id) as ids from taken');
  return (rows as { ids: number[] | null }[])[0]!.ids ?? [];
};
const inside = async (q: Connection) =>
  (await q.query<{ xid: string }>('select pg_current_xact_id()::text as xid')).rows[0]!.xid;

beforeEach(() => sequelize.query('delete from taken'));

// From the second time on statements are prepared, and go together with the beginning and the end.
test.each([1, 2, 3])('all is kept, in one transaction (time %i)', async () => {
  const told = await transact(db, async (q) => {
    const { rows } = await q.query<{ id: number }>(PUT, [1, 'one']);
    const [first, second] = [await inside(q), await inside(q)];
    expect(first).toBe(second);
    expect((await q.query<{ id: number }>(SEEN, [1])).rows).toEqual([{ id: 1 }]);
    expect((await q.last!(PUT_LAST, [2, 'two'])).count).toBe(1);
    return rows[0]!.id;
  });
  expect(told).toBe(1);
  expect(await ids()).toEqual([1, 2]);
});

test.each([1, 2, 3])('what is refused first, in the midst or last undoes all (time %i)', async () => {
  await transact(db, (q) => q.last!(PUT_LAST, [7, 'kept']));
  const works: ((q: Connection) => Promise<unknown>)[] = [
    (q) => q.query(PUT, [8, 'bad']),
    async (q) => {
      await q.query(PUT, [8, 'good']);
      await q.query(PUT, [9, 'bad']);
    },
    async (q) => {
      await q.query(PUT, [8, 'good']);
      await q.last!(PUT_LAST, [7, 'there already']);
    },
    async (q) => {
      await q.query(PUT, [8, 'good']);
      throw new Error('thought better of it');
    },
  ];
  const codes = [];
  for (const work of works)
    codes.push(await transact(db, work).catch((error: { code?: string }) => error.code ?? 'own'));
  expect(codes).toEqual(['23514', '23514', '23505', 'own']);
  expect(await ids()).toEqual([7]);
});

test('a refusal that the work does not heed is not taken for success', async () => {
  const work = transact(db, async (q) => {
    await q.query(PUT, [1, 'one']);
    await q.query(PUT, [2, 'bad']).catch(() => undefined);
  });
  await expect(work).rejects.toThrow('cannot be committed');
  expect(await ids()).toEqual([]);
});

test('a lost connection is not used again, and nothing of it is kept', async () => {
  const work = transact(db, async (q) => {
    await q.query(PUT, [1, 'one']);
    await q.query('select pg_terminate_backend(pg_backend_pid())');
  });
  await expect(work).rejects.toThrow();
  expect(await transact(db, async (q) => (await q.query(SEEN, [1])).rows)).toEqual([]);
});

test.each([1, 2, 3])('nothing may follow the last statement (time %i)', async () => {
  const work = transact(db, async (q) => {
    await q.query(PUT, [1, 'one']);
    await q.last!(PUT_LAST, [2, 'two']);
    await q.query(PUT, [3, 'three']);
  });
  await expect(work).rejects.toThrow('nothing may follow');
  expect(await ids()).toEqual([1, 2]);
});

test('work that asks for nothing costs nothing', async () => {
  expect(await transact(db, async () => 'done')).toBe('done');
});
