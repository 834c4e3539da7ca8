/** The same book in memory, in the plainest way: what each step should do to balances and lots. Times are plain numbers. */
export interface ModelLot {
  id: number;
  /** The move that brought it. */
  by: number;
  remaining: number;
  earned: number;
  expires: number | null;
}

interface Owner {
  balance: number;
  floor: number;
  lots: ModelLot[];
}

/** A transfer: `null` is an account without lots that may give and take anything. */
export interface Move {
  kind: 'award' | 'spend' | 'transfer' | 'hold' | 'expire';
  from: number | null;
  to: number | null;
  amount: number;
  at: number;
  expires?: number | null;
}

export interface Done extends Move {
  no: number;
  draws: { lot: ModelLot; owner: number; amount: number }[];
  reversed: boolean;
  /** Of a hold: captured. */
  settled: boolean;
}

export class Refused extends Error {}

const byExpiry = (a: ModelLot, b: ModelLot) =>
  (a.expires ?? Infinity) - (b.expires ?? Infinity) || a.earned - b.earned || a.id - b.id;

export class Model {
  owners: Owner[];
  past: Done[] = [];
  private serial = 0;

  constructor(floors: readonly number[]) {
    this.owners = floors.map((floor) => ({ balance: 0, floor, lots: [] }));
  }

  /** All or nothing: refused, the state is as it was. */
  attempt(work: () => void): boolean {
    const { owners, past } = structuredClone({ owners: this.owners, past: this.past });
    try {
      work();
      return true;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      // The clone breaks the ties between draws and lots, which go by their ids from here on.
      [this.owners, this.past] = [owners, past];
      return false;
    }
  }

  move(move: Move): Done {
    const done: Done = { ...move, no: (this.serial += 1), draws: [], reversed: false, settled: false };
    if (move.from !== null) {
      const usable = (lot: ModelLot) =>
        move.kind === 'expire'
          ? lot.expires !== null && lot.expires <= move.at
          : lot.expires === null || lot.expires > move.at;
      this.leave(done, move.from, [usable]);
    }
    if (move.to !== null) this.enter(done, move.to);
    this.past.push(done);
    return done;
  }

  reverse(original: Done, at: number): Done {
    if (original.reversed || original.settled) throw new Refused();
    const { from, to, amount } = original;
    const done: Done = {
      kind: original.kind,
      from: to,
      to: from,
      amount,
      at,
      no: (this.serial += 1),
      draws: [],
      reversed: true,
      settled: true,
    };
    if (to !== null) this.leave(done, to, [(lot) => lot.by === original.no, () => true]);
    if (from !== null) this.enter(done, from, original);
    this.past.find(({ no }) => no === original.no)!.reversed = true;
    return done;
  }

  private leave(done: Done, from: number, rounds: ((lot: ModelLot) => boolean)[]): void {
    const owner = this.owners[from]!;
    if (owner.balance - done.amount < owner.floor) throw new Refused();
    owner.balance -= done.amount;
    let due = done.amount;
    for (const usable of rounds) {
      for (const lot of owner.lots.filter((one) => one.remaining > 0 && usable(one)).sort(byExpiry)) {
        const piece = Math.min(lot.remaining, due);
        if (piece === 0) break;
        lot.remaining -= piece;
        due -= piece;
        done.draws.push({ lot, owner: from, amount: piece });
      }
    }
    if (due > 0 && (done.kind === 'expire' || owner.lots.some(({ remaining }) => remaining > 0))) throw new Refused();
  }

  private enter(done: Done, to: number, original?: Done): void {
    const owner = this.owners[to]!;
    const before = Math.max(owner.balance, 0);
    owner.balance += done.amount;
    let wanted = Math.max(owner.balance, 0) - before;
    let due = done.amount;
    const add = (amount: number, earned: number, expires: number | null) => {
      owner.lots.push({ id: (this.serial += 1), by: done.no, remaining: amount, earned, expires });
      wanted -= amount;
    };
    if (original) {
      for (const { lot, amount } of original.draws.filter((draw) => draw.owner === to)) {
        owner.lots.find(({ id }) => id === lot.id)!.remaining += amount;
        wanted -= amount;
      }
      due = Math.max(wanted, 0);
    } else if (done.from !== null) {
      for (const { lot, amount } of done.draws) {
        add(amount, lot.earned, lot.expires);
        due -= amount;
      }
    }
    if (due > 0) add(due, done.at, original ? null : (done.expires ?? null));
    let debt = -wanted;
    for (const lot of owner.lots.filter(({ remaining }) => remaining > 0).sort(byExpiry)) {
      if (debt <= 0) break;
      const piece = Math.min(lot.remaining, debt);
      lot.remaining -= piece;
      debt -= piece;
    }
  }

  /** What is left of an owner's lots, by when they expire and were earned: `expires/earned` → amount. */
  left(owner: number): Record<string, number> {
    const left: Record<string, number> = {};
    for (const { remaining, expires, earned } of this.owners[owner]!.lots) {
      if (remaining > 0) left[`${expires}/${earned}`] = (left[`${expires}/${earned}`] ?? 0) + remaining;
    }
    return left;
  }
}
