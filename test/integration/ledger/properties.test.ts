import fc from 'fast-check';
import { LedgerError } from '../../../packages/ledger/src';
import { AT, award, type Book, issue, openBook, person, REGION, transfer } from './book';

jest.setTimeout(120_000);
let book: Book;
beforeAll(async () => (book = await openBook({ connections: 4 })), 60_000);
afterAll(() => book?.close());

type Step =
  | { do: 'award'; to: number; amount: number }
  | { do: 'transfer'; from: number; to: number; amount: number }
  | { do: 'batch'; moves: { from: number; to: number; amount: number }[] }
  | { do: 'reverse'; which: number }
  | { do: 'replay'; which: number };

const who = fc.integer({ min: 0, max: 3 });
const amount = fc.integer({ min: 1, max: 20 });
const move = fc.record({ from: who, to: who, amount }).filter(({ from, to }) => from !== to);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('award' as const), to: who, amount }),
  move.map((m) => ({ do: 'transfer' as const, ...m })),
  fc.array(move, { minLength: 1, maxLength: 4 }).map((moves) => ({ do: 'batch' as const, moves })),
  fc.record({ do: fc.constant('reverse' as const), which: fc.nat(30) }),
  fc.record({ do: fc.constant('replay' as const), which: fc.nat(30) }),
);

let run = 0;

/** The same book in memory, in the plainest way: what each step should do. */
class Model {
  balances = [0, 0, 0, 0];
  issued = 0;
  /** What was posted, by whom to whom (null: issued), for reversing and replaying. */
  past: {
    id: string;
    key: string;
    from: number | null;
    to: number;
    amount: number;
    entry: ReturnType<typeof award>;
    reversed: boolean;
  }[] = [];

  apply(moves: { from: number | null; to: number | null; amount: number }[]): boolean {
    const next = [...this.balances];
    let issued = this.issued;
    for (const { from, to, amount: moved } of moves) {
      if (from === null) issued -= moved;
      else next[from]! -= moved;
      if (to === null) issued += moved;
      else next[to]! += moved;
    }
    const overdrawn = next.some((balance, n) => balance < 0 && balance < this.balances[n]!);
    if (overdrawn) return false;
    [this.balances, this.issued] = [next, issued];
    return true;
  }
}

async function refusal(work: Promise<unknown>): Promise<string | null> {
  try {
    await work;
    return null;
  } catch (error) {
    return (error as LedgerError).code;
  }
}

async function take(model: Model, todo: Step, name: (n: number) => string): Promise<void> {
  const q = book.pool;
  if (todo.do === 'reverse' || todo.do === 'replay') {
    const past = model.past[todo.which % Math.max(model.past.length, 1)];
    if (!past) return;
    if (todo.do === 'replay') {
      const [posted] = await book.ledger.post(q, { regionCode: REGION, entries: [past.entry] });
      expect(posted).toMatchObject({ id: past.id, replayed: true });
      return;
    }
    const key = `undo-${past.key}-${model.past.indexOf(past)}-${Math.random()}`;
    const code = await refusal(
      book.ledger.reverse(q, { regionCode: REGION, entries: [{ reverses: past.id, key, at: AT }] }),
    );
    if (past.reversed) return expect(code).toMatch(/ALREADY_REVERSED/);
    const allowed = model.apply([{ from: past.to, to: past.from, amount: past.amount }]);
    expect(code).toBe(allowed ? null : 'INSUFFICIENT');
    past.reversed = allowed;
    return;
  }
  const moves =
    todo.do === 'award'
      ? [{ from: null, to: todo.to, amount: todo.amount }]
      : todo.do === 'transfer'
        ? [todo]
        : todo.moves;
  const entries = moves.map((m) =>
    m.from === null ? award(name(m.to), m.amount) : transfer(name(m.from), name(m.to), m.amount),
  );
  const allowed = model.apply(moves);
  let posted: { id: string }[] = [];
  const code = await refusal(book.ledger.post(q, { regionCode: REGION, entries }).then((answer) => (posted = answer)));
  expect(code).toBe(allowed ? null : 'INSUFFICIENT');
  posted.forEach(({ id }, n) => {
    const { from, to, amount: moved } = moves[n]!;
    model.past.push({ id, key: entries[n]!.key, from, to, amount: moved, entry: entries[n]!, reversed: false });
  });
}

it('any sequence of awards, transfers, batches, reversals and replays leaves the book as the plain model has it', async () => {
  let issuedBefore = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      run += 1;
      const mine = run;
      const name = (n: number) => `r${mine}-${n}`;
      const model = new Model();
      issuedBefore = await book.balance(issue);
      for (const todo of steps) {
        await take(model, todo, name);
        const balances = await Promise.all([0, 1, 2, 3].map((n) => book.balance(person(name(n)))));
        expect(balances).toEqual(model.balances);
        expect(await book.balance(issue)).toBe(issuedBefore + model.issued);
      }
      for (const n of [0, 1, 2, 3]) {
        const { lines, balance } = await book.ledger.statement(
          book.pool,
          { ...person(name(n)), regionCode: REGION, asset: 'points' },
          { limit: 500 },
        );
        expect(lines.reduce((sum, { change }) => sum + change, 0)).toBe(balance);
        lines.forEach((line, i) => expect(line.balance).toBe(line.change + (lines[i + 1]?.balance ?? 0)));
      }
      expect(await book.ledger.verify(book.pool, REGION)).toEqual([]);
    }),
    { numRuns: 40, endOnFailure: true },
  );
});
