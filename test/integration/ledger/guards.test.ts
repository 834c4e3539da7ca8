import { randomUUID } from 'node:crypto';
import { applyGuards } from '../../../packages/ledger/src';
import { AT, award, behindTheGuards, type Book, issue, openBook, person, REGION, transfer } from './book';

let book: Book;
const run = (sql: string, params: unknown[] = []) => book.pool.query(sql, params);
const account = async (ownerId: string) =>
  (await run(`select * from "sidanAccounts" where "ownerId" = $1`, [ownerId])).rows[0];

beforeAll(async () => {
  book = await openBook();
  await book.ledger.post(book.pool, {
    regionCode: REGION,
    entries: [award('a', 50), award('b', 50), transfer('a', 'b', 5)],
  });
});
afterAll(() => book?.close());

/** A posting written without the package's functions. */
const byHand = (values: Record<string, unknown>, table = '"sidanPostings"') => {
  const row = {
    id: randomUUID(),
    regionCode: REGION,
    asset: 'points',
    key: randomUUID(),
    kind: 'adjust',
    at: new Date(),
    updatedAt: new Date(),
    ...values,
  };
  const columns = Object.keys(row).map((name) => `"${name}"`);
  return run(
    `insert into ${table} (${columns.join()}) values (${columns.map((_c, n) => `$${n + 1}`).join()})`,
    Object.values(row),
  );
};

describe('history only grows', () => {
  it.each([
    `update "sidanPostings" set amount = amount + 1`,
    `update "sidanPostings" set memo = '{}'`,
    `delete from "sidanPostings"`,
    `truncate "sidanPostings"`,
    `delete from "sidanAccounts"`,
    `truncate "sidanAccounts"`,
    `delete from "sidanAccounts_ledger_lots"`,
    `truncate "sidanAccounts_ledger_draws"`,
  ])('refuses: %s', (sql) =>
    expect(run(sql)).rejects.toMatchObject({ code: 'SDLGR', message: 'LEDGER_HISTORY_PROTECTED' }),
  );

  it.each([
    `update "sidanAccounts" set balance = balance + 1 where "ownerId" = 'a'`,
    `update "sidanAccounts" set kept = false where "ownerId" = 'a'`,
    `update "sidanAccounts" set asset = 'hours' where "ownerId" = 'a'`,
    `update "sidanAccounts" set "ownerId" = 'thief' where "ownerId" = 'a'`,
    `insert into "sidanAccounts" (id, "regionCode", "ownerKind", "ownerId", asset, balance, kept, "minBalance", status, "createdAt", "updatedAt")
     values (gen_random_uuid(), '${REGION}', 'person', 'rich', 'points', 1000, true, 0, 'open', now(), now())`,
    `update "sidanAccounts" set status = 'frozen' where "ownerId" = 'a'`,
    `update "sidanAccounts" set "minBalance" = -100 where "ownerId" = 'a'`,
    `update "sidanAccounts_ledger_lots" set remaining = remaining - 1`,
    `insert into "sidanAccounts_ledger_draws" values ('${REGION}', gen_random_uuid(), gen_random_uuid(), 1)`,
    `insert into "sidanAccounts_ledger_slots" values ('${REGION}', gen_random_uuid(), 1, 1)`,
  ])('refuses: %s', (sql) =>
    expect(run(sql)).rejects.toMatchObject({ code: 'SDLGR', message: 'LEDGER_BALANCE_PROTECTED' }),
  );

  it('leaves the terms of an account to its county, but not below its balance', async () => {
    const account = { ...person('a'), regionCode: REGION, asset: 'points' };
    const terms = (minBalance: number) =>
      book.ledger.setTerms(book.pool, { account, status: 'open', minBalance, reason: '测试', at: AT });
    await terms(10);
    await expect(
      book.ledger.post(book.pool, { regionCode: REGION, entries: [transfer('a', 'b', 36)] }),
    ).rejects.toMatchObject({ code: 'INSUFFICIENT' });
    await expect(terms(100)).rejects.toMatchObject({ code: 'INSUFFICIENT', params: { balance: 45, minBalance: 100 } });
    await terms(0);
    expect(await book.ledger.terms(book.pool, account)).toMatchObject([{ minBalance: 0 }, { minBalance: 10 }]);
  });
});

describe('a posting written by hand', () => {
  it('moves the balances as any other', async () => {
    const [a, b] = [await account('a'), await account('b')];
    await byHand({ sourceId: a.id, destinationId: b.id, amount: 3 });
    expect(Number((await account('a')).balance)).toBe(Number(a.balance) - 3);
    expect(Number((await account('b')).balance)).toBe(Number(b.balance) + 3);
    expect(await book.ledger.verify(book.pool)).toEqual([]);
  });

  it('meets the same refusals', async () => {
    const [a, b, sys] = [await account('a'), await account('b'), await account('issue')];
    const ends = { sourceId: a.id, destinationId: b.id };
    await expect(byHand({ ...ends, amount: 10_000 })).rejects.toMatchObject({ message: 'INSUFFICIENT' });
    await expect(byHand({ ...ends, amount: 0 })).rejects.toMatchObject({ constraint: 'sidan_ledger_amount' });
    await expect(byHand({ ...ends, amount: null })).rejects.toMatchObject({ constraint: 'sidan_ledger_amount' });
    await expect(byHand({ ...ends, amount: '1.5' })).rejects.toMatchObject({ code: '22P02' });
    await expect(byHand({ sourceId: a.id, destinationId: a.id, amount: 1 })).rejects.toMatchObject({
      constraint: 'sidan_ledger_posting',
    });
    await expect(byHand({ sourceId: a.id, destinationId: randomUUID(), amount: 1 })).rejects.toMatchObject({
      message: 'ACCOUNT_NOT_FOUND',
    });
    await expect(byHand({ ...ends, amount: 1, asset: 'hours' })).rejects.toMatchObject({ message: 'ASSET_MISMATCH' });
    await expect(byHand({ ...ends, amount: 1, regionCode: '420281' })).rejects.toMatchObject({
      message: 'ACCOUNT_NOT_FOUND',
    });
    const given = (
      await run(`select id from "sidanPostings" where "sourceId" = $1 and "destinationId" = $2 limit 1`, [sys.id, a.id])
    ).rows[0];
    const wrong = { sourceId: a.id, destinationId: sys.id, amount: 49, kind: 'reverse', reversesId: given.id };
    await expect(byHand(wrong)).rejects.toMatchObject({ message: 'NOT_REVERSIBLE' });
    await expect(byHand({ ...wrong, amount: 50, kind: 'award' })).rejects.toMatchObject({
      constraint: 'sidan_ledger_reversal',
    });
  });
});

it('commits durably even from a session that gave durability up', async () => {
  const client = await book.pool.connect();
  await client.query(`set synchronous_commit = off`);
  await client.query('begin');
  await book.ledger.post(client, { regionCode: REGION, entries: [award('a', 1)] });
  expect((await client.query('show synchronous_commit')).rows[0].synchronous_commit).toBe('on');
  await client.query('commit');
  expect((await client.query('show synchronous_commit')).rows[0].synchronous_commit).toBe('off');
  client.release(true);
});

describe('guards', () => {
  it('may be applied again, by several nodes at once', async () => {
    await Promise.all([1, 2, 3, 4].map(() => applyGuards(book.pool, book.names)));
    const { rows } = await run(`select count(*) from pg_indexes where tablename in ('sidanAccounts', 'sidanPostings')`);
    expect(Number(rows[0].count)).toBe(10);
  });

  it('come back after a synchronisation has dropped defaults and nullability', async () => {
    await run(`alter table "sidanAccounts" alter balance drop default, alter status drop default`);
    await book.ledger.post(book.pool, { regionCode: REGION, entries: [award('late', 1)] });
    expect(await book.balance(person('late'))).toBe(1);
  });
});

it('follows what somebody writes to a partition by its own name', async () => {
  const [{ part }] = (await run(`select tableoid::regclass::text as part from "sidanPostings" limit 1`)).rows;
  const before = await book.balance(person('a'));
  const from = await account('issue');
  const to = await account('a');
  await byHand({ sourceId: from.id, destinationId: to.id, amount: 7 }, part);
  expect(await book.balance(person('a'))).toBe(before + 7);
  expect(await book.ledger.verify(book.pool)).toEqual([]);
});

describe('verify', () => {
  const tampered = async (sql: string, undo: string, params: unknown[]) => {
    await behindTheGuards(book.pool, async (q) => void (await q(sql, params)));
    const found = await book.ledger.verify(book.pool);
    const elsewhere = await book.ledger.verify(book.pool, '420281');
    await behindTheGuards(book.pool, async (q) => void (await q(undo, params)));
    expect(await book.ledger.verify(book.pool)).toEqual([]);
    expect(elsewhere).toEqual([]);
    return found;
  };

  it.each([
    ['amount', 'amount = amount + 1', 'amount = amount - 1', ['balance', 'seal']],
    ['memo', `memo = '1'`, 'memo = null', ['seal']],
    ['time', `at = at + interval '1 day'`, `at = at - interval '1 day'`, ['seal']],
    ['asset', `asset = 'hours'`, `asset = 'points'`, ['asset', 'seal']],
  ])('names the posting whose %s was altered', async (_what, change, back, kinds) => {
    const [posted] = await book.ledger.post(book.pool, { regionCode: REGION, entries: [award('v', 5)] });
    const where = `where id = $1`;
    const found = await tampered(
      `update "sidanPostings" set ${change} ${where}`,
      `update "sidanPostings" set ${back} ${where}`,
      [posted!.id],
    );
    expect(found.filter(({ what }) => what === 'posting').map(({ id }) => id)).toEqual(
      expect.arrayContaining([posted!.id]),
    );
    expect([...new Set(found.map(({ kind }) => kind))]).toEqual(expect.arrayContaining(kinds));
  });

  it('names the account whose balance was altered, and the county whose sum is off', async () => {
    const { id } = await account('b');
    const set = (sign: string) => `update "sidanAccounts" set balance = balance ${sign} 7 where id = $1`;
    const found = await tampered(set('+'), set('-'), [id]);
    expect(found).toEqual([
      expect.objectContaining({ kind: 'balance', what: 'account', id, regionCode: REGION }),
      { kind: 'sum', what: 'asset', id: 'points', regionCode: REGION, params: { total: 7 } },
      { kind: 'lots', what: 'account', id, regionCode: REGION, params: expect.anything() },
    ]);
  });

  it('names the accounts of a posting that was deleted, and postings without an account', async () => {
    const [posted] = await book.ledger.post(book.pool, { regionCode: REGION, entries: [transfer('a', 'b', 2)] });
    await run(`create table kept_aside as select * from "sidanPostings" where id = '${posted!.id}'`);
    let found: unknown[] = [];
    await behindTheGuards(
      book.pool,
      async (q) => void (await q(`delete from "sidanPostings" where id = '${posted!.id}'`)),
    );
    found = await book.ledger.verify(book.pool);
    await behindTheGuards(
      book.pool,
      async (q) => void (await q(`insert into "sidanPostings" select * from kept_aside`)),
    );
    expect(found).toEqual(
      expect.arrayContaining(
        [posted!.sourceId, posted!.destinationId].map((id) => expect.objectContaining({ kind: 'balance', id })),
      ),
    );

    const { id } = await account('late');
    await run(`create table account_aside as select * from "sidanAccounts" where id = '${id}'`);
    await behindTheGuards(book.pool, async (q) => void (await q(`delete from "sidanAccounts" where id = '${id}'`)));
    found = await book.ledger.verify(book.pool);
    await behindTheGuards(
      book.pool,
      async (q) => void (await q(`insert into "sidanAccounts" select * from account_aside`)),
    );
    expect(found).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'orphan', params: { source: true, destination: false } }),
      ]),
    );
    expect(await book.ledger.verify(book.pool)).toEqual([]);
  });

  it('names a guard that was switched off', async () => {
    await run(`alter table "sidanPostings" disable trigger sidan_ledger_history`);
    expect(await book.ledger.verify(book.pool)).toEqual([
      expect.objectContaining({ kind: 'guard', id: 'sidan_ledger_history' }),
    ]);
    await run(`alter table "sidanPostings" enable trigger sidan_ledger_history`);
  });

  it('finds that the issuing account stands for what all others hold', async () => {
    const { rows } = await run(`select sum(balance) from "sidanAccounts" where kept`);
    expect(await book.balance(issue)).toBe(-Number(rows[0].sum));
  });
});
