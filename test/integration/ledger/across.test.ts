import { clearingWith, type Crossing, withRetry } from '../../../packages/ledger/src';
import { AT, award, type Book, openBook, person, REGION } from './book';

let book: Book;
beforeAll(async () => (book = await openBook()));
afterAll(() => book?.close());

const OTHER = '130983';
const DAY = 86_400_000;
const day = (n: number) => new Date(AT.getTime() + n * DAY);
const here = (owner: string) => ({ ...person(owner), regionCode: REGION });
const there = (owner: string) => ({ ...person(owner), regionCode: OTHER });
let serial = 0;
const crossing = (amount: number, more: Partial<Crossing> = {}): Crossing => ({
  from: here('a'),
  to: there('b'),
  asset: 'points',
  amount,
  key: `across:${(serial += 1)}`,
  kind: 'move',
  at: AT,
  ...more,
});
const cross = (one: Crossing) =>
  withRetry(async () => {
    const q = await book.pool.connect();
    try {
      await q.query('begin');
      const crossed = await book.ledger.across(q, one);
      await q.query('commit');
      return crossed;
    } catch (error) {
      await q.query('rollback');
      throw error;
    } finally {
      q.release();
    }
  });
const balance = (regionCode: string, ref: { ownerKind: 'person' | 'system'; ownerId: string }) =>
  book.ledger.balance(book.pool, { ...ref, regionCode, asset: 'points' } as never);
const post = (...entries: ReturnType<typeof award>[]) => book.ledger.post(book.pool, { regionCode: REGION, entries });

describe('from one county to another', () => {
  afterEach(async () => expect(await book.ledger.verify(book.pool)).toEqual([]));

  it('each part keeps its origin, expiry and unlock; each county has an account for the other, and both together are nothing', async () => {
    await post(
      award('a', 5, { origin: 'staff', expiresAt: day(30) }),
      award('a', 4, { origin: 'app', expiresAt: day(10) }),
    );
    const { left, arrived } = await cross(crossing(7));
    expect([left.amount, arrived.map(({ amount }) => amount)]).toEqual([7, [4, 3]]);
    const lots = await book.ledger.lots(book.pool, { ...there('b'), asset: 'points' });
    expect(lots.map(({ remaining, origin, expiresAt }) => [remaining, origin, expiresAt])).toEqual([
      [4, 'app', day(10)],
      [3, 'staff', day(30)],
    ]);
    expect(await balance(REGION, clearingWith(OTHER) as never)).toBe(7);
    expect(await balance(OTHER, clearingWith(REGION) as never)).toBe(-7);
    expect(await balance(REGION, person('a') as never)).toBe(2);
  });

  it('the same key again moves nothing; with another amount it is a conflict; within one county it is none', async () => {
    await post(award('r', 9));
    const once = crossing(4, { from: here('r'), to: there('r') });
    const first = await cross(once);
    const again = await cross(once);
    expect([again.left.id, again.left.replayed, again.arrived.map(({ id }) => id)]).toEqual([
      first.left.id,
      true,
      first.arrived.map(({ id }) => id),
    ]);
    await expect(cross({ ...once, amount: 5 })).rejects.toMatchObject({ code: 'KEY_CONFLICT' });
    await expect(cross(crossing(1, { to: here('x') }))).rejects.toMatchObject({ params: { field: 'regionCode' } });
    expect(await balance(OTHER, person('r') as never)).toBe(4);
  });

  it('refused there, it has not left here', async () => {
    await post(award('f', 9));
    await cross(crossing(1, { from: here('f'), to: there('closed') }));
    await book.ledger.setTerms(book.pool, {
      account: { ...there('closed'), asset: 'points' },
      status: 'refusing',
      minBalance: 0,
      reason: '测试',
      at: AT,
    });
    await expect(cross(crossing(3, { from: here('f'), to: there('closed') }))).rejects.toMatchObject({
      code: 'ACCOUNT_REFUSING',
    });
    expect(await balance(REGION, person('f') as never)).toBe(8);
  });

  it('to and fro at once, between the same people: nothing is lost or doubled', async () => {
    await post(award('m', 1000));
    await cross(crossing(500, { from: here('m'), to: there('m') }));
    const moves = Array.from({ length: 120 }, (_, n) => {
      const [from, to] = n % 2 ? [here('m'), there('m')] : [there('m'), here('m')];
      return crossing(1 + (n % 7), { from, to });
    });
    const workers = Array.from({ length: 8 }, async (_, w) => {
      for (const move of moves.filter((_move, n) => n % 8 === w)) await cross(move);
    });
    await Promise.all(workers);
    expect((await balance(REGION, person('m') as never)) + (await balance(OTHER, person('m') as never))).toBe(1000);
  });
});

it('a side without the other is named by verify', async () => {
  await post(award('v', 5));
  await book.ledger.post(book.pool, {
    regionCode: REGION,
    entries: [award('', 2, { from: person('v'), to: clearingWith('130984'), kind: 'move' })],
  });
  expect(await book.ledger.verify(book.pool)).toMatchObject([
    { kind: 'clearing', regionCode: REGION, params: { with: '130984', passed: 2, arrived: 0 } },
  ]);
});
