import { randomUUID } from 'node:crypto';
import { AT, award, type Book, issue, openBook, person, REGION, transfer } from './book';

let book: Book;
beforeAll(async () => (book = await openBook()));
afterAll(() => book?.close());

const post = (...entries: Parameters<Book['ledger']['post']>[1]['entries'] & object[]) =>
  book.ledger.post(book.pool, { regionCode: REGION, entries: entries as never });

describe('post', () => {
  it('opens accounts on demand and moves points from source to destination', async () => {
    const decisionId = randomUUID();
    const [posted] = await post(
      award('a1', 5, { subject: { kind: 'order', id: 'o1' }, memo: { rule: '一小时一分' }, decisionId }),
    );
    expect(posted).toMatchObject({
      amount: 5,
      replayed: false,
      regionCode: REGION,
      kind: 'award',
      decisionId,
      at: AT,
      reversesId: null,
    });
    expect(posted).toMatchObject({ subject: { kind: 'order', id: 'o1' }, memo: { rule: '一小时一分' } });
    expect(await book.balance(person('a1'))).toBe(5);
    expect(await book.balance(issue)).toBe(-5);
    expect(await book.balance(person('nobody'))).toBe(0);
  });

  it('is one round trip', async () => {
    const query = jest.fn((sql: string, params: unknown[]) => book.pool.query(sql, params));
    await book.ledger.post(
      { query },
      { regionCode: REGION, entries: [award('r1', 1), award('r2', 2), transfer('r2', 'r1', 1)] },
    );
    expect(query).toHaveBeenCalledTimes(1);
  });

  it('posts all or none', async () => {
    const before = await book.balance(issue);
    await expect(post(award('n1', 5), transfer('n2', 'n1', 1))).rejects.toMatchObject({
      code: 'INSUFFICIENT',
      params: { ownerKind: 'person', ownerId: 'n2', balance: 0, change: -1, minBalance: 0 },
    });
    expect(await book.balance(person('n1'))).toBe(0);
    expect(await book.balance(issue)).toBe(before);
  });

  it('replays the same key with the same content, whenever and with whatever decision', async () => {
    const entry = award('i1', 3);
    const [first] = await post(entry);
    const [again] = await post({
      ...entry,
      at: new Date('2027-01-01T00:00:00Z'),
      decisionId: randomUUID(),
      memo: 'later',
    });
    expect(again).toEqual({ ...first, replayed: true });
    expect(await book.balance(person('i1'))).toBe(3);
  });

  it('replays part of a batch and posts the rest', async () => {
    const entry = award('p1', 3);
    await post(entry);
    const answer = await post(award('p1', 4), entry, award('p1', 5));
    expect(answer.map(({ replayed, amount }) => [replayed, amount])).toEqual([
      [false, 4],
      [true, 3],
      [false, 5],
    ]);
    expect(await book.balance(person('p1'))).toBe(12);
  });

  it.each([
    ['amount', { amount: 4 }],
    ['destination', { to: person('other') }],
    ['kind', { kind: 'adjust' }],
    ['subject', { subject: { kind: 'order', id: 'x' } }],
  ])('refuses the same key with another %s', async (_what, change) => {
    const entry = award('c1', 3);
    const [first] = await post(entry);
    await expect(post({ ...entry, ...change })).rejects.toMatchObject({
      code: 'KEY_CONFLICT',
      params: { key: entry.key, postingId: first!.id },
    });
  });

  it('keeps counties apart: keys and accounts', async () => {
    const entry = award('far', 7);
    await post(entry);
    const [other] = await book.ledger.post(book.pool, { regionCode: '420281', entries: [{ ...entry, amount: 9 }] });
    expect(other!.replayed).toBe(false);
    expect(await book.balance(person('far'))).toBe(7);
    await expect(
      book.ledger.reverse(book.pool, { regionCode: REGION, entries: [{ reverses: other!.id, key: 'x-far', at: AT }] }),
    ).rejects.toMatchObject({ code: 'POSTING_NOT_FOUND' });
  });

  it.each([
    ['amount', { amount: 0 }],
    ['amount', { amount: 1.5 }],
    ['amount', { amount: -1 }],
    ['amount', { amount: 2 ** 53 }],
    ['key', { key: '' }],
    ['key', { key: 'x'.repeat(201) }],
    ['at', { at: new Date(NaN) }],
    ['to', { to: issue }],
    ['from', { from: { ownerKind: 'robot' as never, ownerId: '1' } }],
    ['kind', { kind: 'reverse' }],
    ['decisionId', { decisionId: 'no' }],
  ])('refuses a bad %s before it asks the database', async (field, change) => {
    await expect(post(award('v1', 1), award('v2', 1, change))).rejects.toMatchObject({
      code: 'INVALID_ENTRY',
      params: { index: 1, field },
    });
  });

  it('refuses the same key twice in one call', async () => {
    await expect(post(award('d', 1, { key: 'twice' }), award('d', 1, { key: 'twice' }))).rejects.toMatchObject({
      code: 'INVALID_ENTRY',
    });
  });

  it('lives and dies with the transaction of its caller', async () => {
    const client = await book.pool.connect();
    await client.query('begin');
    await book.ledger.post(client, { regionCode: REGION, entries: [award('t1', 5)] });
    expect(await book.ledger.balance(client, { ...person('t1'), regionCode: REGION, asset: 'points' })).toBe(5);
    await client.query('rollback');
    client.release();
    expect(await book.balance(person('t1'))).toBe(0);
  });

  it('blocks frozen, refusing and closed accounts, and lets a reversal out of a frozen one', async () => {
    const [given] = await post(award('f1', 5), award('f2', 5));
    const set = (status: 'open' | 'frozen' | 'refusing' | 'closed') =>
      book.ledger.setTerms(book.pool, {
        account: { ...person('f1'), regionCode: REGION, asset: 'points' },
        status,
        minBalance: 0,
        reason: '虚报工时，待核查',
        at: AT,
      });
    await set('frozen');
    await expect(post(transfer('f1', 'f2', 1))).rejects.toMatchObject({
      code: 'ACCOUNT_FROZEN',
      params: { ownerId: 'f1' },
    });
    await post(award('f1', 1));
    await book.ledger.reverse(book.pool, {
      regionCode: REGION,
      entries: [{ reverses: given!.id, key: 'unfreeze', at: AT }],
    });
    await set('refusing');
    await expect(post(award('f1', 1))).rejects.toMatchObject({ code: 'ACCOUNT_REFUSING', params: { ownerId: 'f1' } });
    await post(transfer('f1', 'f2', 1));
    await set('closed');
    await expect(post(award('f1', 1))).rejects.toMatchObject({ code: 'ACCOUNT_CLOSED' });
    await expect(post(transfer('f2', 'f1', 1))).rejects.toMatchObject({ code: 'ACCOUNT_CLOSED' });
    expect(await book.balance(person('f1'))).toBe(0);
    await set('open');
    await post(award('f1', 1));
    expect(await book.balance(person('f1'))).toBe(1);
  });

  it('keeps why an account was blocked', async () => {
    const account = { ...person('f1'), regionCode: REGION, asset: 'points' };
    const history = await book.ledger.terms(book.pool, account);
    expect(history.map(({ status }) => status)).toEqual(['open', 'closed', 'refusing', 'frozen']);
    expect(history[0]).toMatchObject({ reason: '虚报工时，待核查', at: AT, byId: null });
    await expect(
      book.ledger.setTerms(book.pool, { account, status: 'open', minBalance: 0, reason: ' ', at: AT }),
    ).rejects.toMatchObject({ code: '23514' });
    const nobody = { ...account, ownerId: 'nobody' };
    await expect(
      book.ledger.setTerms(book.pool, { account: nobody, status: 'open', minBalance: 0, reason: 'x', at: AT }),
    ).rejects.toMatchObject({ code: 'ACCOUNT_NOT_FOUND' });
  });
});

describe('reverse', () => {
  it('mirrors a posting once, replays by key, and refuses a second', async () => {
    const [given] = await post(award('x1', 5, { subject: { kind: 'order', id: 'o9' } }));
    const undo = { reverses: given!.id, key: 'undo-x1', at: AT };
    const [reversal] = await book.ledger.reverse(book.pool, { regionCode: REGION, entries: [undo] });
    expect(reversal).toMatchObject({
      kind: 'reverse',
      reversesId: given!.id,
      sourceId: given!.destinationId,
      destinationId: given!.sourceId,
      amount: 5,
      subject: { kind: 'order', id: 'o9' },
      replayed: false,
    });
    const [again] = await book.ledger.reverse(book.pool, { regionCode: REGION, entries: [undo] });
    expect(again).toEqual({ ...reversal, replayed: true });
    const second = { ...undo, key: 'undo-x1-b' };
    await expect(book.ledger.reverse(book.pool, { regionCode: REGION, entries: [second] })).rejects.toMatchObject({
      code: 'ALREADY_REVERSED',
      params: { postingId: given!.id },
    });
    const third = { reverses: reversal!.id, key: 'redo', at: AT };
    await expect(book.ledger.reverse(book.pool, { regionCode: REGION, entries: [third] })).rejects.toMatchObject({
      code: 'NOT_REVERSIBLE',
    });
    expect(await book.balance(person('x1'))).toBe(0);
  });

  it('refuses what does not exist, and what is spent', async () => {
    const undo = (reverses: string) =>
      book.ledger.reverse(book.pool, { regionCode: REGION, entries: [{ reverses, key: randomUUID(), at: AT }] });
    await expect(undo(randomUUID())).rejects.toMatchObject({ code: 'POSTING_NOT_FOUND' });
    const [given] = await post(award('s1', 5));
    await post(transfer('s1', 's2', 3));
    await expect(undo(given!.id)).rejects.toMatchObject({
      code: 'INSUFFICIENT',
      params: { ownerId: 's1', balance: 2, change: -5 },
    });
  });

  it('finds what still stands about a subject', async () => {
    const subject = { kind: 'order', id: 'about' };
    const [one, two] = await post(award('b1', 5, { subject }), award('b2', 6, { subject }));
    await book.ledger.reverse(book.pool, {
      regionCode: REGION,
      entries: [{ reverses: one!.id, key: 'undo-b1', at: AT }],
    });
    const all = await book.ledger.about(book.pool, { regionCode: REGION, subject });
    const standing = await book.ledger.about(book.pool, { regionCode: REGION, subject, unreversed: true });
    expect(all).toHaveLength(3);
    expect(standing.map(({ id }) => id)).toEqual([two!.id]);
  });
});

it('the book still proves', async () => expect(await book.ledger.verify(book.pool)).toEqual([]));
