import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { type Entry, isLedgerError } from '@sidan/ledger';
import { type Book, issue, openBook, person, REGION } from '../../integration/ledger/book';
import { seeded, type Random } from '../random';

export interface LedgerPlan {
  /** How often the database is killed. */
  rounds: number;
  writers: number;
  /** The longest that the database lives in a round, in milliseconds. */
  lifeMsMax: number;
  seed: number;
}

export interface LedgerReport {
  problems: string[];
  figures: Record<string, number>;
}

const PEOPLE = 40;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A call that was made, and whether the book said yes to it. */
interface Call {
  entries: Entry[];
  answer: 'yes' | 'refused' | 'unknown';
}

/**
 * RELIABILITY, line 1: writers post without pause while the database is killed again and again. A call whose answer was lost is repeated with its
 * keys until it is answered. In the end every acknowledged key stands in the book once, no refused one does, and the book proves itself.
 */
export async function killTheDatabase(plan: LedgerPlan): Promise<LedgerReport> {
  const book = await openBook({ durable: true, connections: 2 });
  book.pool.on('error', () => undefined);
  try {
    return await runOn(book, plan);
  } finally {
    await book.close();
  }
}

async function runOn(book: Book, plan: LedgerPlan): Promise<LedgerReport> {
  const random = seeded(plan.seed);
  const calls: Call[] = [];
  const tally = { lost: 0, repeated: 0 };
  let over = false;
  const writers = Array.from({ length: plan.writers }, (_, n) =>
    write(book, seeded(plan.seed + n + 1), calls, tally, () => over),
  );
  const restartsMs: number[] = [];
  for (let round = 0; round < plan.rounds; round += 1) {
    await pause(plan.lifeMsMax * (0.2 + 0.8 * random.next()));
    const began = performance.now();
    await book.postgres.crash();
    restartsMs.push(performance.now() - began);
  }
  await pause(plan.lifeMsMax);
  over = true;
  await Promise.all(writers);
  return audit(book, calls, { ...plan, ...tally, restartS: Math.max(...restartsMs) / 1000 });
}

/** Makes calls one after the other, each until it is answered. */
async function write(
  book: Book,
  random: Random,
  calls: Call[],
  tally: { lost: number; repeated: number },
  over: () => boolean,
) {
  const who = () => person(`p${Math.floor(random.next() * PEOPLE)}`);
  const entry = (): Entry => {
    const [from, to] = random.next() < 0.5 ? [issue, who()] : [who(), who()];
    const amount = 1 + Math.floor(random.next() * 9);
    const kind = from === issue ? 'award' : 'transfer';
    return {
      from,
      to: to.ownerId === from.ownerId ? issue : to,
      asset: 'points',
      amount,
      key: randomUUID(),
      kind,
      at: new Date(),
    };
  };
  let client: Client | undefined;
  while (!over()) {
    const call: Call = { entries: Array.from({ length: 1 + Math.floor(random.next() * 3) }, entry), answer: 'unknown' };
    calls.push(call);
    for (let attempt = 1; call.answer === 'unknown'; attempt += 1) {
      try {
        client ??= await connect(book);
        const posted = await book.ledger.post(client, { regionCode: REGION, entries: call.entries });
        if (attempt > 1 && posted.every(({ replayed }) => replayed)) tally.repeated += 1;
        call.answer = 'yes';
      } catch (error) {
        if (isLedgerError(error)) call.answer = 'refused';
        else {
          if (client) tally.lost += 1;
          await client?.end().catch(() => undefined);
          client = undefined;
          await pause(20);
        }
      }
    }
  }
  await client?.end();
}

async function connect(book: Book): Promise<Client> {
  const client = new Client(book.postgres.config('book'));
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function audit(book: Book, calls: readonly Call[], figures: Record<string, number>): Promise<LedgerReport> {
  const { rows } = await book.pool.query<{ key: string; times: string }>(
    `select key, count(*) as times from "sidanPostings" group by key`,
  );
  const times = new Map(rows.map((row) => [row.key, Number(row.times)]));
  const keys = (answer: Call['answer']) =>
    calls.filter((call) => call.answer === answer).flatMap(({ entries }) => entries.map(({ key }) => key));
  const acknowledged = keys('yes');
  const lost = acknowledged.filter((key) => !times.has(key));
  const halves = keys('refused').filter((key) => times.has(key));
  const doubled = rows.filter((row) => Number(row.times) > 1);
  const strangers = times.size - acknowledged.length + lost.length - halves.length;
  const violations = await book.ledger.verify(book.pool);
  return {
    problems: [
      ...lost.map((key) => `acknowledged and lost: ${key}`),
      ...halves.map((key) => `refused and posted: ${key}`),
      ...doubled.map(({ key }) => `posted twice: ${key}`),
      ...(strangers ? [`${strangers} postings that nobody made`] : []),
      ...violations.map((one) => `${one.kind} of ${one.what} ${one.id} ${JSON.stringify(one.params)}`),
    ],
    figures: {
      ...figures,
      acknowledged: acknowledged.length,
      refused: keys('refused').length,
      lostPosts: lost.length,
      doubled: doubled.length,
      unbalanced: violations.length,
    },
  };
}
