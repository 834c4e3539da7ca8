import { applyTotals, bookTotals, holdOf, packTotals, type BookTotals } from '../../../packages/ledger/src';
import { AT, award, type Book, openBook, person, REGION, transfer } from './book';

const ZONE = 'Asia/Shanghai';
let book: Book;

beforeAll(async () => (book = await openBook()));
afterAll(() => book?.close());

const post = (...entries: ReturnType<typeof award>[]) => book.ledger.post(book.pool, { regionCode: REGION, entries });
const totals = (from = '2000-01-01', to = '2100-01-01') =>
  bookTotals(book.pool, book.names, { regionCode: REGION, from, to });

/** What the sums say that each kind of account holds, beside what the accounts say. */
function compared({ flows, held }: BookTotals): [string, number, number][] {
  const sums = new Map<string, number>();
  for (const { asset, from, to, all } of flows)
    for (const [kind, change] of [
      [from.kind, -all],
      [to.kind, all],
    ] as const)
      sums.set(`${asset} ${kind}`, (sums.get(`${asset} ${kind}`) ?? 0) + change);
  return held.map(({ asset, kind, balance }) => [`${asset} ${kind}`, sums.get(`${asset} ${kind}`) ?? 0, balance]);
}

const agrees = (found: BookTotals) => {
  for (const [, summed, balance] of compared(found)) expect(summed).toBe(balance);
};

it('sums a book that was there before, once', async () => {
  await post(award('old', 10), award('old', 5, { asset: 'time' }));
  await applyTotals(book.pool, book.names, ZONE);
  await applyTotals(book.pool, book.names, ZONE);
  const found = await totals();
  expect(found.flows).toMatchObject([
    { asset: 'points', from: { kind: 'system', name: 'issue' }, to: { kind: 'person', name: '' }, all: 10, entries: 1 },
    { asset: 'time', all: 5 },
  ]);
  agrees(found);
});

it('is of the same moment as what was posted: nothing of what was undone', async () => {
  const client = await book.pool.connect();
  await client.query('begin');
  await book.ledger.post(client, { regionCode: REGION, entries: [award('gone', 1000)] });
  await client.query('rollback');
  client.release();
  agrees(await totals());
});

it('tells what moved before, in and after a period by the days of the county', async () => {
  // Half past eleven at night and half past midnight in Shanghai.
  await post(
    award('days', 1, { at: new Date('2026-03-31T15:30:00Z') }),
    award('days', 2, { at: new Date('2026-03-31T16:30:00Z') }),
  );
  const sum = (found: BookTotals, name: 'before' | 'within') =>
    found.flows.filter(({ asset }) => asset === 'points').reduce((all, flow) => all + flow[name], 0);
  expect(sum(await totals('2026-04-01', '2026-04-30'), 'within')).toBe(2);
  expect(sum(await totals('2026-04-01', '2026-04-30'), 'before')).toBe(1);
  expect(sum(await totals('2026-03-01', '2026-03-31'), 'within')).toBe(1);
});

it('counts each posting once, however many write, hold, undo and add up at a time', async () => {
  const { ledger, pool } = book;
  const people = Array.from({ length: 8 }, (_x, n) => `p${n}`);
  await post(...people.map((one) => award(one, 1000, { expiresAt: new Date('2026-12-31T16:00:00Z') })));
  const worker = async (n: number) => {
    for (let i = 0; i < 20; i += 1) {
      const me = people[n]!;
      const [given] = await post(award(me, 7), transfer(me, people[(n + 1) % people.length]!, 3));
      if (i % 3 === 0)
        await ledger.reverse(pool, {
          regionCode: REGION,
          entries: [{ reverses: given!.id, key: `undo ${n} ${i}`, at: AT }],
        });
      const [hold] = await ledger.hold(pool, {
        regionCode: REGION,
        entries: [
          {
            owner: person(me),
            asset: 'points',
            amount: 2,
            key: `hold ${n} ${i}`,
            at: AT,
            subject: { kind: 'x', id: 'x' },
          },
        ],
      });
      const settled = { hold: hold!.id, key: `settle ${n} ${i}`, at: AT };
      if (i % 2) await ledger.release(pool, { regionCode: REGION, entries: [settled] });
      else
        await ledger.capture(pool, {
          regionCode: REGION,
          entries: [{ ...settled, to: { ownerKind: 'merchant', ownerId: 'm' }, asset: 'points', kind: 'redeem' }],
        });
      if (n < 2) await packTotals(pool, book.names, 10);
    }
  };
  await Promise.all(people.map((_one, n) => worker(n)));
  agrees(await totals());
  await ledger.expire(pool, { regionCode: REGION, at: new Date('2027-01-01T00:00:00Z') });
  agrees(await totals());
  while (await packTotals(pool, book.names));
  const found = await totals();
  agrees(found);
  expect(found.held.find(({ kind }) => kind === 'hold')).toMatchObject({ balance: 0 });
  expect(await book.balance(holdOf(person('p0')))).toBe(0);
  expect(await ledger.verify(pool)).toEqual([]);
});
