import { award, type Book, issue, openBook, person, REGION, transfer } from './book';

let book: Book;
beforeAll(async () => (book = await openBook()));
afterAll(() => book?.close());

const of = (ref: ReturnType<typeof person>) => ({ ...ref, regionCode: REGION, asset: 'points' });
const day = (n: number) => new Date(Date.UTC(2026, 0, n));
const post = (...entries: ReturnType<typeof award>[]) => book.ledger.post(book.pool, { regionCode: REGION, entries });

it('is empty for an account that was never opened', async () => {
  expect(await book.ledger.statement(book.pool, of(person('none')))).toEqual({ balance: 0, lines: [] });
});

it('shows each entry with its sign, the other end, and the balance after it, in order of business time', async () => {
  await post(award('w', 10, { at: day(3) }));
  await post(transfer('w', 'friend', 4, { at: day(5) }));
  const [late] = await post(award('w', 2, { at: day(1) }));
  await book.ledger.reverse(book.pool, {
    regionCode: REGION,
    entries: [{ reverses: late!.id, key: 'late', at: day(6) }],
  });
  const { balance, lines, next } = await book.ledger.statement(book.pool, of(person('w')));
  expect(balance).toBe(6);
  expect(next).toBeUndefined();
  expect(lines.map((line) => [line.at.getUTCDate(), line.change, line.balance, line.other.ownerId])).toEqual([
    [6, -2, 6, 'issue'],
    [5, -4, 8, 'friend'],
    [3, 10, 12, 'issue'],
    [1, 2, 2, 'issue'],
  ]);
  expect(lines.map(({ reversedById }) => reversedById !== null)).toEqual([false, false, false, true]);
});

it('turns pages without a gap, many entries at one moment included', async () => {
  await post(...Array.from({ length: 57 }, (_x, n) => award('pager', 1, { at: day(1 + (n % 3)) })));
  const seen: { id: string; balance: number }[] = [];
  let before: string | undefined;
  let pages = 0;
  do {
    const page = await book.ledger.statement(book.pool, of(person('pager')), { limit: 10, before });
    expect(page.balance).toBe(57);
    seen.push(...page.lines);
    before = page.next;
    pages += 1;
  } while (before);
  expect(pages).toBe(6);
  expect(new Set(seen.map(({ id }) => id)).size).toBe(57);
  expect(seen.map(({ balance }) => balance)).toEqual(Array.from({ length: 57 }, (_x, n) => 57 - n));
});

it('works for an account without a stored balance', async () => {
  const { balance, lines, next } = await book.ledger.statement(book.pool, of(issue), { limit: 1 });
  expect(balance).toBe(await book.balance(issue));
  expect(lines[0]!.balance).toBe(balance);
  expect(next).toBe(lines[0]!.id);
});

it('reads no more of the book for an older page because the county has grown, though nearly all comes from one account', async () => {
  await post(...Array.from({ length: 60 }, (_x, n) => award('reader', 1, { at: day(1 + (n % 20)) })));
  for (let part = 0; part < 2; part += 1)
    await post(...Array.from({ length: 10_000 }, (_x, n) => award(`crowd${n % 400}`, 1, { at: day(1 + (n % 20)) })));
  await book.pool.query(`analyze ${book.names.postings}`);
  const { next } = await book.ledger.statement(book.pool, of(person('reader')), { limit: 20 });
  let blocks = Infinity;
  const explained = {
    query: async (sql: string, params: unknown[]) => {
      const { rows } = await book.pool.query(`explain (analyze, buffers, format json) ${sql}`, params);
      const { Plan } = rows[0]['QUERY PLAN'][0];
      blocks = Plan['Shared Hit Blocks'] + Plan['Shared Read Blocks'];
      return book.pool.query(sql, params);
    },
  };
  const older = await book.ledger.statement(explained, of(person('reader')), { limit: 20, before: next });
  expect(older.lines[0]!.balance).toBe(40);
  // 20 lines, what belongs to each, and the 20 newer ones. From end to end it would be hundreds at the least.
  expect(blocks).toBeLessThan(300);
});

it('refuses a page that starts nowhere', async () => {
  const nowhere = '00000000-0000-7000-8000-000000000000';
  await expect(book.ledger.statement(book.pool, of(issue), { before: nowhere })).rejects.toMatchObject({
    code: 'POSTING_NOT_FOUND',
  });
});

it('tells a time by its first and last moment, with the balances before and after', async () => {
  await post(award('year', 10, { at: day(3) }), award('year', 5, { at: day(5) }), award('year', 2, { at: day(9) }));
  await post(transfer('year', 'friend', 4, { at: day(8) }));
  const time = (from: number, to: number, limit = 10) =>
    book.ledger.period(book.pool, of(person('year')), { from: day(from), to: day(to), limit });
  const changes = ({ lines }: { lines: { change: number }[] }) => lines.map(({ change }) => change);

  const middle = await time(5, 9);
  expect(middle).toMatchObject({ opening: 10, closing: 11, more: false });
  expect(changes(middle)).toEqual([-4, 5]);
  expect(await time(1, 3)).toMatchObject({ opening: 0, closing: 0, lines: [], more: false });
  expect(await time(6, 8)).toMatchObject({ opening: 15, closing: 15, lines: [] });
  expect(await time(9, 12)).toMatchObject({ opening: 11, closing: 13 });
  // Of too many the newest, and the balance before them.
  const newest = await time(1, 12, 2);
  expect(newest).toMatchObject({ opening: 15, closing: 13, more: true });
  expect(changes(newest)).toEqual([2, -4]);
  expect(await book.ledger.period(book.pool, of(person('none')), { from: day(1), to: day(2), limit: 5 })).toMatchObject(
    {
      ...{ opening: 0, closing: 0, lines: [] },
    },
  );
});
