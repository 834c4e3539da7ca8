import fc from 'fast-check';
import { type AccountRef, holdOf, type LedgerError, type Posted } from '../../../packages/ledger/src';
import { type Book, issue, modeOf, openBook, person, REGION } from './book';
import { type Done, Model, type Move } from './model';

jest.setTimeout(240_000);
let book: Book;
beforeAll(async () => (book = await openBook({ connections: 4 })));
afterAll(() => book?.close());

const FLOORS = [0, 0, 0, -10];
const EPOCH = Date.UTC(2026, 0, 1);
const moment = (time: number) => new Date(EPOCH + time * 1000);

type Step =
  | { do: 'award'; to: number; amount: number; life: number | null }
  | { do: 'redeem'; from: number; amount: number }
  | { do: 'transfer'; moves: { from: number; to: number; amount: number }[] }
  | { do: 'hold'; from: number; amount: number }
  | { do: 'capture' | 'release' | 'reverse' | 'replay'; which: number }
  | { do: 'expire' }
  | { do: 'wait'; time: number };

const who = fc.integer({ min: 0, max: FLOORS.length - 1 });
const amount = fc.integer({ min: 1, max: 20 });
const move = fc.record({ from: who, to: who, amount }).filter(({ from, to }) => from !== to);
const which = fc.nat(30);
const life = fc.option(fc.integer({ min: 5, max: 200 }));
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('award' as const), to: who, amount, life }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('redeem' as const), from: who, amount }) },
  {
    weight: 3,
    arbitrary: fc.array(move, { minLength: 1, maxLength: 4 }).map((moves) => ({ do: 'transfer' as const, moves })),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('hold' as const), from: who, amount }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom('capture' as const, 'release' as const, 'reverse' as const, 'replay' as const),
      which,
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'expire' as const }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), time: fc.integer({ min: 1, max: 100 }) }) },
);

async function refusal(work: Promise<unknown>): Promise<string | null> {
  try {
    await work;
    return null;
  } catch (error) {
    return (error as LedgerError).code;
  }
}

let run = 0;
const spent: AccountRef = { ownerKind: 'system', ownerId: 'redeemed' };

/** One run: the book and the model side by side, with people of their own. */
class Run {
  model = new Model(FLOORS);
  now = 0;
  private posted = new Map<number, { posting: Posted; again: () => Promise<Posted[]> }>();
  private serial = 0;
  private no = (run += 1);

  ref = (n: number) => person(`r${this.no}-${n}`);
  key = () => `r${this.no}-${(this.serial += 1)}`;

  /** Everybody exists, and the last may be in debt. */
  async open(): Promise<void> {
    for (const [n, floor] of FLOORS.entries()) {
      await this.perform([{ kind: 'award', from: null, to: n, amount: 1, at: (this.now += 1), expires: null }]);
      const account = { ...this.ref(n), regionCode: REGION, asset: 'points' };
      if (floor)
        await book.ledger.setTerms(book.pool, {
          account,
          status: 'open',
          minBalance: floor,
          reason: '借支',
          at: moment(0),
        });
    }
  }

  async perform(moves: Move[]): Promise<void> {
    const q = book.pool;
    const key = this.key();
    const common = (one: Move, n: number) => ({
      asset: 'points',
      amount: one.amount,
      key: `${key}-${n}`,
      at: moment(one.at),
    });
    const holds = moves[0]!.kind === 'hold';
    const send = () =>
      holds
        ? book.ledger.hold(q, {
            regionCode: REGION,
            entries: moves.map((one, n) => ({ ...common(one, n), owner: this.ref(one.from!) })),
          })
        : book.ledger.post(q, {
            regionCode: REGION,
            entries: moves.map((one, n) => ({
              ...common(one, n),
              from: one.from === null ? issue : this.ref(one.from),
              to: one.to === null ? spent : this.ref(one.to),
              kind: one.kind,
              expiresAt: one.expires == null ? null : moment(one.expires),
            })),
          });
    const made: Done[] = [];
    const allowed = this.model.attempt(() => moves.forEach((one) => made.push(this.model.move(one))));
    let postings: Posted[] = [];
    expect(await refusal(send().then((answer) => (postings = answer)))).toBe(allowed ? null : 'INSUFFICIENT');
    postings.forEach((posting, n) => this.posted.set(made[n]!.no, { posting, again: send }));
  }

  async settle(how: 'capture' | 'release' | 'reverse', past: Done): Promise<void> {
    const { posting } = this.posted.get(past.no)!;
    const [at, key, q] = [moment(this.now), this.key(), book.pool];
    if (how === 'capture' || (how === 'release' && past.kind !== 'hold')) {
      const capture = { hold: posting.id, to: spent, asset: 'points', key, at, kind: 'redeem' };
      const code = await refusal(book.ledger.capture(q, { regionCode: REGION, entries: [capture] }));
      if (past.kind !== 'hold') return expect(code).toBe('NOT_A_HOLD');
      expect(code).toBe(past.reversed || past.settled ? 'ALREADY_SETTLED' : null);
      if (!past.reversed) this.model.past.find(({ no }) => no === past.no)!.settled = true;
      return;
    }
    const code = await refusal(
      how === 'release'
        ? book.ledger.release(q, { regionCode: REGION, entries: [{ hold: posting.id, key, at }] })
        : book.ledger.reverse(q, { regionCode: REGION, entries: [{ reverses: posting.id, key, at }] }),
    );
    if (past.reversed || past.settled)
      return expect(code).toBe(past.kind === 'hold' ? 'ALREADY_SETTLED' : 'ALREADY_REVERSED');
    expect(code).toBe(this.model.attempt(() => void this.model.reverse(past, this.now)) ? null : 'INSUFFICIENT');
  }

  async take(todo: Step): Promise<void> {
    this.now += 1;
    const at = this.now;
    if (todo.do === 'wait') this.now += todo.time;
    else if (todo.do === 'award') {
      const expires = todo.life === null ? null : at + todo.life;
      await this.perform([{ kind: 'award', from: null, to: todo.to, amount: todo.amount, at, expires }]);
    } else if (todo.do === 'redeem')
      await this.perform([{ kind: 'spend', from: todo.from, to: null, amount: todo.amount, at }]);
    else if (todo.do === 'hold')
      await this.perform([{ kind: 'hold', from: todo.from, to: null, amount: todo.amount, at }]);
    else if (todo.do === 'transfer') await this.perform(todo.moves.map((one) => ({ kind: 'transfer', ...one, at })));
    else if (todo.do === 'expire') await this.expire(at);
    else {
      const past = this.model.past[todo.which % Math.max(this.model.past.length, 1)];
      const known = past && this.posted.get(past.no);
      if (!past || !known) return;
      if (todo.do !== 'replay') return this.settle(todo.do, past);
      expect((await known.again()).every(({ replayed }) => replayed)).toBe(true);
    }
  }

  async expire(at: number): Promise<void> {
    await book.ledger.expire(book.pool, { regionCode: REGION, at: moment(at) });
    this.model.owners.forEach((owner, n) => {
      const gone = owner.lots.filter(({ remaining, expires }) => remaining > 0 && expires !== null && expires <= at);
      const total = gone.reduce((sum, { remaining }) => sum + remaining, 0);
      if (total) this.model.move({ kind: 'expire', from: n, to: null, amount: total, at });
    });
  }

  async check(): Promise<void> {
    for (const [n, owner] of this.model.owners.entries()) {
      const account = { ...this.ref(n), regionCode: REGION, asset: 'points' };
      expect(await book.balance(this.ref(n))).toBe(owner.balance);
      const left: Record<string, number> = {};
      for (const { remaining, expiresAt, earnedAt } of await book.ledger.lots(book.pool, account)) {
        const name = `${expiresAt && (expiresAt.getTime() - EPOCH) / 1000}/${(earnedAt.getTime() - EPOCH) / 1000}`;
        left[name] = (left[name] ?? 0) + remaining;
      }
      expect(left).toEqual(this.model.left(n));
      const held = this.model.past.filter(
        (one) => one.kind === 'hold' && one.from === n && !one.reversed && !one.settled,
      );
      expect(await book.balance(holdOf(this.ref(n)))).toBe(held.reduce((sum, one) => sum + one.amount, 0));
    }
    expect(await book.ledger.verify(book.pool, REGION)).toEqual([]);
  }

  async statements(): Promise<void> {
    for (const n of FLOORS.keys()) {
      const account = { ...this.ref(n), regionCode: REGION, asset: 'points' };
      const { lines, balance } = await book.ledger.statement(book.pool, account, { limit: 500 });
      expect(lines.reduce((sum, { change }) => sum + change, 0)).toBe(balance);
      lines.forEach((line, i) => expect(line.balance).toBe(line.change + (lines[i + 1]?.balance ?? 0)));
    }
  }
}

it('any sequence of awards, redemptions, holds, transfers, expiries, reversals and replays leaves balances and lots as the plain model has them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      const mine = new Run();
      await mine.open();
      for (const todo of steps) {
        await mine.take(todo);
        await mine.check();
      }
      await mine.statements();
    }),
    { numRuns: modeOf() ? 10 : 40, endOnFailure: true },
  );
});
