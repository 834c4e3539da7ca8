import { randomUUID } from 'node:crypto';
import { isRetryable, type LedgerError, withRetry } from '../../../packages/ledger/src';
import { AT, award, type Book, issue, openBook, person, REGION, transfer } from './book';

let book: Book;
beforeAll(async () => (book = await openBook({ connections: 50 })));
afterAll(() => book?.close());

const times = <T>(count: number, make: (n: number) => Promise<T>) =>
  Promise.allSettled(Array.from({ length: count }, (_x, n) => make(n)));
const won = <T>(results: PromiseSettledResult<T>[]) =>
  results.flatMap((r) => (r.status === 'fulfilled' ? [r.value] : []));
const lost = (results: PromiseSettledResult<unknown>[]) =>
  results.flatMap((r) => (r.status === 'rejected' ? [r.reason as LedgerError] : []));
const post = (...entries: ReturnType<typeof award>[]) => book.ledger.post(book.pool, { regionCode: REGION, entries });

it('the same key 50 times at once, 10 rounds: one posting, one id', async () => {
  for (let round = 0; round < 10; round += 1) {
    const entry = award(`same${round}`, 5);
    const results = await times(50, () => post(entry));
    expect(lost(results)).toEqual([]);
    const answers = won(results).map(([posted]) => posted!);
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(await book.balance(person(`same${round}`))).toBe(5);
  }
});

it('the same key with 50 bodies at once: one posting, 49 conflicts', async () => {
  const results = await times(50, (n) => post(award('bodies', n + 1, { key: 'bodies' })));
  expect(won(results)).toHaveLength(1);
  expect(lost(results).map(({ code }) => code)).toEqual(Array(49).fill('KEY_CONFLICT'));
  expect(await book.balance(person('bodies'))).toBe(won(results)[0]![0]!.amount);
});

it('a reversal 20 times at once: by 20 keys one wins, by one key all get the same', async () => {
  for (let round = 0; round < 10; round += 1) {
    const [one, two] = await post(award('undone', 5), award('undone', 7));
    const undo = (reverses: string, key: string) =>
      book.ledger.reverse(book.pool, { regionCode: REGION, entries: [{ reverses, key, at: AT }] });
    const rivals = await times(20, (n) => undo(one!.id, `undo${round}-${n}`));
    expect(won(rivals)).toHaveLength(1);
    expect(new Set(lost(rivals).map(({ code }) => code))).toEqual(new Set(['ALREADY_REVERSED']));
    const twins = await times(20, () => undo(two!.id, `undo${round}`));
    expect(lost(twins)).toEqual([]);
    expect(new Set(won(twins).map(([posted]) => posted!.id)).size).toBe(1);
  }
  expect(await book.balance(person('undone'))).toBe(0);
});

it('every transfer is reversed twice at once: as many succeed as there are, as many fail', async () => {
  const owners = ['v0', 'v1', 'v2', 'v3', 'v4'];
  await post(...owners.map((owner) => award(owner, 1000)));
  const transfers = (
    await times(100, (n) => post(transfer(owners[n % 5]!, owners[(n * 3 + 1) % 5]!, 1 + (n % 7), { key: `v${n}` })))
  ).flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
  const undo = (id: string, hand: string) =>
    book.ledger.reverse(book.pool, { regionCode: REGION, entries: [{ reverses: id, key: `${hand}${id}`, at: AT }] });
  const results = await Promise.allSettled(transfers.flatMap(({ id }) => [undo(id, 'l'), undo(id, 'r')]));
  expect(won(results)).toHaveLength(transfers.length);
  expect(lost(results).map(({ code }) => code)).toEqual(Array(transfers.length).fill('ALREADY_REVERSED'));
  for (const owner of owners) expect(await book.balance(person(owner))).toBe(1000);
});

it('200 batches over six popular accounts at once, some opened on the way: no deadlock, nothing lost, the sum never moves', async () => {
  const owners = ['p0', 'p1', 'p2', 'p3', 'p4', 'p5'];
  await post(...owners.slice(0, 4).map((owner) => award(owner, 1000)));
  let reading = true;
  const sums: number[] = [];
  const reader = (async () => {
    while (reading) {
      const { rows } = await book.pool.query(
        `select sum(balance)::int as sum from "sidanAccounts" where kept and "ownerId" = any($1)`,
        [owners],
      );
      sums.push(rows[0].sum);
    }
  })();
  const pick = (n: number, seed: number) => owners[(n * seed + Math.floor(n / 6)) % 6]!;
  const results = await times(200, async (n) => {
    const entries = [7, 11, 13].flatMap((seed) => {
      const [from, to] = [pick(n, seed), pick(n + 1, seed + 4)];
      return from === to ? [] : [transfer(from, to, 1)];
    });
    // Half of them in the other order: neither keys nor accounts come sorted.
    return post(...(n % 2 ? entries.reverse() : entries));
  });
  reading = false;
  await reader;
  const failures = lost(results);
  expect(failures.filter(isRetryable)).toEqual([]);
  expect(failures.filter(({ code }) => code !== 'INSUFFICIENT')).toEqual([]);
  expect(won(results).length).toBeGreaterThan(150);
  expect(new Set(sums)).toEqual(new Set([4000]));
});

it('fifty spend the last point: one gets it', async () => {
  await post(award('last', 1));
  const results = await times(50, (n) => post(transfer('last', `taker${n}`, 1)));
  expect(won(results)).toHaveLength(1);
  expect(new Set(lost(results).map(({ code }) => code))).toEqual(new Set(['INSUFFICIENT']));
});

it('transactions that post twice, in crossed order, may collide, and succeed when retried', async () => {
  await post(award('left', 100), award('right', 100));
  const transaction = (first: string, second: string) =>
    withRetry(async () => {
      const client = await book.pool.connect();
      try {
        await client.query('begin');
        await book.ledger.post(client, {
          regionCode: REGION,
          entries: [transfer(first, second, 1, { key: randomUUID() })],
        });
        await book.ledger.post(client, { regionCode: REGION, entries: [award(second, 1, { key: randomUUID() })] });
        await client.query('commit');
      } catch (error) {
        await client.query('rollback');
        throw error;
      } finally {
        client.release();
      }
    });
  const results = await times(20, (n) => (n % 2 ? transaction('left', 'right') : transaction('right', 'left')));
  expect(lost(results)).toEqual([]);
});

it('works under serializable isolation, retried', async () => {
  const results = await times(20, (n) =>
    withRetry(
      async () => {
        const client = await book.pool.connect();
        try {
          await client.query('begin isolation level serializable');
          await book.ledger.post(client, {
            regionCode: REGION,
            entries: [award('strict', 1, { key: `strict${n % 10}` })],
          });
          await client.query('commit');
        } catch (error) {
          await client.query('rollback');
          throw error;
        } finally {
          client.release();
        }
      },
      { attemptsMax: 50 },
    ),
  );
  expect(lost(results)).toEqual([]);
  expect(await book.balance(person('strict'))).toBe(10);
});

it('the book proves', async () => {
  expect(await book.ledger.verify(book.pool)).toEqual([]);
  expect(await book.balance(issue)).toBeLessThan(0);
});
