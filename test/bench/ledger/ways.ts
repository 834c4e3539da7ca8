/**
 * What is measured, as scripts for pgbench: the book's own functions and the hand-written ones, on the same people. Of the ledger: an award
 * (which is nearly all that a county posts: 奖励), and a transfer with its lots. Ids are of version 7, as the product makes them: neighbours in time are neighbours in an index.
 */

export const PEOPLE = 10_000;
/** Postings in a batch. */
export const BATCH = 1000;

const KEY = '\\set k random(1, 9000000000000000)';
const person = (name: string, from = 1, to = PEOPLE) => `\\set ${name} random(${from}, ${to})`;
const HALF = PEOPLE / 2;

const ours = (from: string, to: string) =>
  `select "sidanAccounts_ledger_post_one"('130982', uuidv7(), ${from}, ${to}, 'points', 1, 'b:' || :k, 'award', now(), null, 'order', '1', null, 'app', null, null);`;
const byHand = (from: string, to: string) => `select hand.post('b:' || :k, ${from}, ${to}, 1);`;

const SOMEBODY = `'person', (:b)::text`;
/** A batch by the book: each of it another person, from the county's issuing account. */
const entries = `(select jsonb_agg(jsonb_build_object('n', i, 'id', uuidv7(), 'key', 'm:' || :k || ':' || i, 'at', now(), 'fromKind', 'system',
  'fromId', 'issue', 'toKind', 'person', 'toId', (1 + (:s + i * 7) % ${PEOPLE})::text, 'asset', 'points', 'amount', 1, 'kind', 'award', 'origin', 'app')) from generate_series(1, ${BATCH}) i)`;
const handEntries = `(select jsonb_agg(jsonb_build_object('key', 'm:' || :k || ':' || i, 'source', 0, 'destination', 1 + (:s + i * 7) % ${PEOPLE}, 'amount', 1)) from generate_series(1, ${BATCH}) i)`;

export const WAYS = {
  handSpread: [person('a', 1, HALF), person('b', HALF + 1), KEY, byHand(':a', ':b')],
  handPopular: [person('b', 1, HALF), KEY, byHand('0', ':b')],
  handBatch: [person('s'), KEY, `select hand.post_many(${handEntries});`],
  award: [person('b'), KEY, ours(`'system', 'issue'`, SOMEBODY)],
  transfer: [person('a', 1, HALF), person('b', HALF + 1), KEY, ours(`'person', (:a)::text`, SOMEBODY)],
  popularTakes: [person('b', 1, HALF), KEY, ours(SOMEBODY, `'fund', 'popular'`)],
  popularGives: [person('b', 1, HALF), KEY, ours(`'fund', 'popular'`, SOMEBODY)],
  batch: [person('s'), KEY, `select "sidanAccounts_ledger_post"('130982', '[]', ${entries});`],
} as const;

export type Way = keyof typeof WAYS;

export const scriptOf = (way: Way): string => `${WAYS[way].join('\n')}\n`;
