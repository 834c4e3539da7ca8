import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { award, behindTheGuards, type Book, openBook, REGION } from './book';

/** `sidan ledger verify`, as an administrator runs it. */
let book: Book;
beforeAll(async () => {
  book = await openBook();
  await book.ledger.post(book.pool, { regionCode: REGION, entries: [award('a', 5), award('b', 7)] });
});
afterAll(() => book?.close());

const SIDAN = path.join(__dirname, '../../../packages/cli/bin/sidan.cjs');

function verify(database: string | undefined, ...more: string[]) {
  const { SIDAN_DATABASE: _none, ...env } = process.env;
  const told = database ? { ...env, SIDAN_DATABASE: database } : env;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [SIDAN, 'ledger', 'verify', '--lang', 'zh-CN', ...more],
    {
      encoding: 'utf8',
      env: told,
    },
  );
  return { status, said: stdout + stderr };
}
const address = (database: string) => {
  const { user, password, host, port } = book.postgres.config(database);
  return `postgres://${user}:${password}@${host}:${port}/${database}`;
};

it('says that a sound book is sound', () => {
  const { status, said } = verify(address('book'));
  expect(said).toMatch(/账本核对无误，用时 [\d.]+ 秒/);
  expect(status).toBe(0);
});

it('names the row that was touched, in words and for machines', async () => {
  const { rows } = await book.pool.query<{ id: string }>(`select id from "sidanPostings" where amount = 7`);
  const { id } = rows[0]!;
  await behindTheGuards(
    book.pool,
    async (sql) => void (await sql(`update "sidanPostings" set memo = '"x"' where id = $1`, [id])),
  );
  const { status, said } = verify(address('book'));
  expect(said).toContain(`流水 ${id}（${REGION}）：记账后被改动过`);
  expect(status).toBe(1);
  expect(JSON.parse(verify(address('book'), '--json').said)).toMatchObject({
    ok: false,
    violations: [{ kind: 'seal', id }],
  });
  expect(verify(address('book'), '--county', '420281').status).toBe(0);
});

it('says what is wrong where there is no database, no book, or nothing to be done', async () => {
  await book.postgres.createDatabase('empty');
  expect(verify(undefined)).toMatchObject({ status: 2, said: expect.stringContaining('SIDAN_DATABASE') });
  expect(verify(address('nowhere'))).toMatchObject({ status: 3, said: expect.stringContaining('连接不上数据库') });
  expect(verify(address('empty'))).toMatchObject({ status: 3, said: expect.stringContaining('没有账本') });
});
