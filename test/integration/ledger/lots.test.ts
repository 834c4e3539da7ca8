import { AT, award, type Book, issue, openBook, person, REGION, transfer } from './book';

let book: Book;
beforeAll(async () => (book = await openBook()));
afterAll(() => book?.close());

const DAY = 86_400_000;
const day = (n: number) => new Date(AT.getTime() + n * DAY);
const account = (owner: string) => ({ ...person(owner), regionCode: REGION, asset: 'points' });
const post = (...entries: ReturnType<typeof award>[]) => book.ledger.post(book.pool, { regionCode: REGION, entries });
const spend = (owner: string, amount: number, at: Date, kind = 'redeem') =>
  transfer(owner, 'x', amount, { to: { ownerKind: 'system', ownerId: 'redeemed' }, kind, at });
const lots = async (owner: string) =>
  (await book.ledger.lots(book.pool, account(owner))).map(({ remaining, origin, expiresAt }) => [
    remaining,
    origin,
    expiresAt && (expiresAt.getTime() - AT.getTime()) / DAY,
  ]);
afterEach(async () => expect(await book.ledger.verify(book.pool)).toEqual([]));

describe('lots', () => {
  it('keep origin, day and expiry, and the oldest-expiring is spent first', async () => {
    await post(
      award('l1', 5, { origin: 'staff' }),
      award('l1', 5, { origin: 'app', expiresAt: day(30) }),
      award('l1', 5, { origin: 'app', expiresAt: day(10) }),
    );
    await post(spend('l1', 7, day(1)));
    expect(await lots('l1')).toEqual([
      [3, 'app', 30],
      [5, 'staff', null],
    ]);
  });

  it('what has expired, or cannot be spent yet, is not spent; the refusal says how much can', async () => {
    await post(award('l2', 4, { expiresAt: day(5) }), award('l2', 4, { spendableFrom: day(40) }), award('l2', 3));
    await expect(post(spend('l2', 4, day(6)))).rejects.toMatchObject({
      code: 'INSUFFICIENT',
      params: { ownerId: 'l2', balance: 11, change: -4, usable: 3 },
    });
    await post(spend('l2', 7, day(5 - 1 / 24)));
    await post(spend('l2', 4, day(40)));
    expect(await book.balance(person('l2'))).toBe(0);
  });

  it('a transfer keeps the expiry that the points have: nothing is renewed by passing it on', async () => {
    await post(award('l3', 4, { expiresAt: day(5), origin: 'app' }), award('l3', 4, { expiresAt: day(9) }));
    await post(transfer('l3', 'l4', 6));
    expect(await lots('l4')).toEqual([
      [4, 'app', 5],
      [2, null, 9],
    ]);
    await post(transfer('l4', 'l3', 4));
    expect(await lots('l3')).toEqual([
      [4, 'app', 5],
      [2, null, 9],
    ]);
  });

  it('what is reversed goes back where it came from', async () => {
    await post(award('l5', 4, { expiresAt: day(5) }), award('l5', 4, { expiresAt: day(9) }));
    const [spent] = await post(spend('l5', 6, day(1)));
    await book.ledger.reverse(book.pool, {
      regionCode: REGION,
      entries: [{ reverses: spent!.id, key: 'l5', at: day(2) }],
    });
    expect(await lots('l5')).toEqual([
      [4, null, 5],
      [4, null, 9],
    ]);
  });

  it('an award that is reversed takes its own lot first, and others where that is spent', async () => {
    const [first] = await post(award('l6', 4, { expiresAt: day(5) }), award('l6', 4, { expiresAt: day(9) }));
    await post(spend('l6', 3, day(1)));
    await book.ledger.reverse(book.pool, {
      regionCode: REGION,
      entries: [{ reverses: first!.id, key: 'l6', at: day(2) }],
    });
    expect(await lots('l6')).toEqual([[1, null, 9]]);
  });
});

describe('an account that may owe', () => {
  it('goes below zero when nothing is left, and what comes in pays first', async () => {
    await post(award('d1', 2));
    const terms = { account: account('d1'), status: 'open' as const, minBalance: -10, reason: '借支十分', at: AT };
    await book.ledger.setTerms(book.pool, terms);
    await post(spend('d1', 9, AT));
    expect(await book.balance(person('d1'))).toBe(-7);
    await expect(post(spend('d1', 4, AT))).rejects.toMatchObject({ code: 'INSUFFICIENT', params: { minBalance: -10 } });
    await post(award('d1', 10));
    expect(await lots('d1')).toEqual([[3, null, null]]);
    expect(await book.balance(person('d1'))).toBe(3);
  });

  it('may owe before anything was ever posted to it, once it is opened', async () => {
    const owed = { ...account('d3'), asset: 'time' };
    const terms = { account: owed, status: 'open' as const, minBalance: -3, reason: '按规则借用', at: AT };
    await expect(book.ledger.setTerms(book.pool, terms)).rejects.toMatchObject({ code: 'ACCOUNT_NOT_FOUND' });
    // Of several at once one opens it; one that is there stays as it is.
    await Promise.all(Array.from({ length: 4 }, () => book.ledger.open(book.pool, owed)));
    await book.ledger.setTerms(book.pool, terms);
    await book.ledger.open(book.pool, owed);
    expect(await book.ledger.terms(book.pool, owed)).toMatchObject([{ minBalance: -3 }]);
    const hold = { owner: person('d3'), asset: 'time', amount: 3, key: 'd3', at: AT };
    await book.ledger.hold(book.pool, { regionCode: REGION, entries: [hold] });
    expect(await book.ledger.balance(book.pool, owed)).toBe(-3);
    const more = { ...hold, amount: 1, key: 'd3:more' };
    await expect(book.ledger.hold(book.pool, { regionCode: REGION, entries: [more] })).rejects.toMatchObject({
      code: 'INSUFFICIENT',
      params: { balance: -3, minBalance: -3 },
    });
  });

  it('is opened for an owner that there can be, and of an asset', async () => {
    const opened = (more: object) => book.ledger.open(book.pool, { ...account('d4'), ...more });
    await expect(opened({ ownerKind: 'nobody' })).rejects.toMatchObject({ code: 'INVALID_ENTRY' });
    await expect(opened({ ownerId: '' })).rejects.toMatchObject({ code: 'INVALID_ENTRY' });
    await expect(opened({ asset: '' })).rejects.toMatchObject({ code: 'INVALID_ENTRY', params: { field: 'asset' } });
  });

  it('has no debt that expires, and none that a new year takes away', async () => {
    const terms = { account: account('d5'), status: 'open' as const, minBalance: -4, reason: '按规则借用', at: AT };
    await book.ledger.open(book.pool, account('d5'));
    await book.ledger.setTerms(book.pool, terms);
    await post(spend('d5', 4, AT));
    await book.ledger.expire(book.pool, { regionCode: REGION, at: day(800) });
    expect(await book.balance(person('d5'))).toBe(-4);
    // What comes in with an end pays as well, and of what is over the end stands.
    await post(award('d5', 6, { at: day(801), expiresAt: day(810) }));
    expect(await lots('d5')).toEqual([[2, null, 810]]);
  });

  it('owes nothing while it has lots that cannot be spent yet', async () => {
    await post(award('d2', 5, { spendableFrom: day(9) }));
    const terms = { account: account('d2'), status: 'open' as const, minBalance: -10, reason: '借支十分', at: AT };
    await book.ledger.setTerms(book.pool, terms);
    await expect(post(spend('d2', 1, AT))).rejects.toMatchObject({ code: 'INSUFFICIENT', params: { usable: 0 } });
  });
});

describe('expire', () => {
  const expire = (n: number, limit?: number) =>
    book.ledger.expire(book.pool, { regionCode: REGION, at: day(n), limit });

  it('takes what has expired and is not spent, once, whoever else runs it', async () => {
    await post(
      award('e1', 5, { expiresAt: day(100) }),
      award('e1', 5, { expiresAt: day(101) }),
      award('e2', 5, { expiresAt: day(100) }),
      award('e3', 5, { expiresAt: day(100) }),
    );
    await post(spend('e1', 2, day(99)));
    expect(await expire(99.9)).toBeGreaterThanOrEqual(0);
    const before = await book.balance(issue);
    const runs = await Promise.all(Array.from({ length: 8 }, () => expire(100.5)));
    expect(runs.reduce((sum, n) => sum + n, 0)).toBe(3);
    expect(await Promise.all(['e1', 'e2', 'e3'].map((owner) => book.balance(person(owner))))).toEqual([5, 0, 0]);
    expect(await book.balance(issue)).toBe(before);
  });

  it('goes in portions, and leaves frozen accounts until they are open again', async () => {
    await post(...['g1', 'g2', 'g3'].map((owner) => award(owner, 5, { expiresAt: day(200) })));
    const terms = { account: account('g2'), minBalance: 0, reason: '核查', at: AT };
    await book.ledger.setTerms(book.pool, { ...terms, status: 'frozen' });
    // What earlier tests left behind expires as well.
    await expire(199);
    expect(await expire(201, 1)).toBe(1);
    expect(await expire(201, 5)).toBe(1);
    expect(await expire(201, 5)).toBe(0);
    await book.ledger.setTerms(book.pool, { ...terms, status: 'open' });
    expect(await expire(201, 5)).toBe(1);
  });

  it('may give it to a fund', async () => {
    await post(award('f1', 5, { expiresAt: day(300) }));
    const to = { ownerKind: 'fund', ownerId: 'donations' } as const;
    await book.ledger.expire(book.pool, { regionCode: REGION, at: day(301), to });
    expect(await book.balance(to)).toBe(5);
  });
});

describe('hold', () => {
  const hold = async (owner: string, amount: number, key: string) =>
    (
      await book.ledger.hold(book.pool, {
        regionCode: REGION,
        entries: [
          { owner: person(owner), asset: 'points', amount, key, at: AT, subject: { kind: 'redemption', id: key } },
        ],
      })
    )[0]!;
  const merchant = { ownerKind: 'merchant', ownerId: 'shop' } as const;
  const capture = (id: string, key: string) =>
    book.ledger.capture(book.pool, {
      regionCode: REGION,
      entries: [{ hold: id, to: merchant, asset: 'points', key, at: AT, kind: 'redeem' }],
    });
  const release = (id: string, key: string) =>
    book.ledger.release(book.pool, { regionCode: REGION, entries: [{ hold: id, key, at: AT }] });

  it('keeps points from being spent, then gives them to a merchant', async () => {
    await post(award('h1', 10));
    const held = await hold('h1', 6, 'h1');
    expect(held).toMatchObject({ kind: 'hold', amount: 6, subject: { kind: 'redemption', id: 'h1' } });
    await expect(post(spend('h1', 5, AT))).rejects.toMatchObject({ code: 'INSUFFICIENT' });
    const [taken] = await capture(held.id, 'c1');
    expect(taken).toMatchObject({
      kind: 'redeem',
      amount: 6,
      settlesId: held.id,
      subject: { kind: 'redemption', id: 'h1' },
    });
    expect((await capture(held.id, 'c1'))[0]).toEqual({ ...taken, replayed: true });
    expect(await book.balance(merchant)).toBe(6);
    expect(await book.balance(person('h1'))).toBe(4);
  });

  it('gives them back into their lots', async () => {
    await post(award('h2', 4, { expiresAt: day(5) }), award('h2', 4, { expiresAt: day(9) }));
    const held = await hold('h2', 6, 'h2');
    expect(await lots('h2')).toEqual([[2, null, 9]]);
    await release(held.id, 'r2');
    expect(await lots('h2')).toEqual([
      [4, null, 5],
      [4, null, 9],
    ]);
  });

  it('is settled once: captured or released, 20 rivals of each at once', async () => {
    await post(award('h3', 100));
    for (let round = 0; round < 5; round += 1) {
      const held = await hold('h3', 6, `h3-${round}`);
      const rivals = await Promise.allSettled(
        Array.from({ length: 40 }, (_x, n) => (n % 2 ? capture : release)(held.id, `s${round}-${n}`)),
      );
      expect(rivals.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const codes = rivals.flatMap((one) => (one.status === 'rejected' ? [(one.reason as { code: string }).code] : []));
      expect(new Set(codes)).toEqual(new Set(['ALREADY_SETTLED']));
    }
  });

  it('refuses what is no hold, and a hold of nothing', async () => {
    const [given] = await post(award('h4', 5));
    await expect(capture(given!.id, 'n1')).rejects.toMatchObject({
      code: 'NOT_A_HOLD',
      params: { postingId: given!.id },
    });
    await expect(hold('h4', 0, 'n2')).rejects.toMatchObject({ code: 'INVALID_ENTRY', params: { field: 'amount' } });
    await expect(hold('h4', 6, 'n3')).rejects.toMatchObject({ code: 'INSUFFICIENT' });
    await expect(post(award('h4', 5, { kind: 'hold' }))).rejects.toMatchObject({
      code: 'INVALID_ENTRY',
      params: { field: 'kind' },
    });
  });
});

describe('a popular account', () => {
  const fund = { ownerKind: 'fund', ownerId: 'popular' } as const;

  it('gives what it has and no more, whoever asks at once', async () => {
    await Promise.all(Array.from({ length: 20 }, (_x, n) => post(award('p', 5, { to: fund, key: `pf${n}` }))));
    expect(await book.balance(fund)).toBe(100);
    const results = await Promise.allSettled(
      Array.from({ length: 60 }, (_x, n) => post(award(`q${n % 7}`, 3, { from: fund, key: `pq${n}` }))),
    );
    const codes = results.flatMap((one) => (one.status === 'rejected' ? [(one.reason as { code: string }).code] : []));
    expect(codes).toEqual(Array(27).fill('INSUFFICIENT'));
    expect(await book.balance(fund)).toBe(1);
  });

  it('keeps its terms', async () => {
    const terms = { account: { ...fund, regionCode: REGION, asset: 'points' }, reason: '测试', at: AT };
    await expect(book.ledger.setTerms(book.pool, { ...terms, status: 'open', minBalance: 2 })).rejects.toMatchObject({
      code: 'INSUFFICIENT',
      params: { balance: 1 },
    });
    await book.ledger.setTerms(book.pool, { ...terms, status: 'open', minBalance: -5 });
    await post(award('q', 6, { from: fund }));
    await expect(post(award('q', 1, { from: fund }))).rejects.toMatchObject({ code: 'INSUFFICIENT' });
    expect(await book.balance(fund)).toBe(-5);
    await book.ledger.setTerms(book.pool, { ...terms, status: 'refusing', minBalance: -5 });
    await expect(post(award('q', 1, { to: fund }))).rejects.toMatchObject({ code: 'ACCOUNT_REFUSING' });
  });
});
