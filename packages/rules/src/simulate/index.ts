/**
 * A draft against what is in force, over events that happened: who would gain, who would lose, and what it would cost. Touches
 * nothing: events with their facts come in, figures and texts to be come out.
 */
import { explain } from '../explain';
import { type Facts, tally } from '../facts';
import type { RuleSet } from '../layer';
import type { Message } from '../message';
import type { Measure, Outcome } from '../outcome';
import type { SimulatedEvent } from './event';
import { type Decided, type RulesByDay, sideOf } from './side';
import type { Changed, Simulation } from './simulation';

export { type Budgeted, budgetWords, type Spent, withBudget } from './budget';
export { POSTINGS } from './bookings';
export type { SimulatedEvent } from './event';
export type { RulesByDay } from './side';
export type { Changed, Simulation, Total } from './simulation';

const PERSONS_SHOWN = 10;
const EVENTS_SHOWN = 5;

interface Account {
  before: number;
  after: number;
  /** The events that differ most, at most `EVENTS_SHOWN`. */
  events: Differing[];
}

interface Differing {
  readonly id: string;
  readonly difference: number;
  readonly before: readonly Outcome[];
  readonly after: readonly Outcome[];
}

export interface Simulator {
  /** A row of `postings` that no event of the simulation brings: from before, or booked otherwise. In the order of time with the events. */
  book(row: Facts): void;
  /** Decides one more event by both sets. */
  add(event: SimulatedEvent): void;
  result(): Simulation;
}

/**
 * A simulation that is fed event by event, so that a server can answer others in between. A side is one rule set for all events,
 * or the one of each event's own day: rules that follow one another in time must not all count at once. Each side sees, of events
 * that say where they stand, what it has booked itself: a cap is used up by what its own rules gave.
 */
export function simulator(before: RuleSet | RulesByDay, after: RuleSet | RulesByDay): Simulator {
  const shared = tally('at');
  const sides = { before: sideOf('before', before, shared), after: sideOf('after', after, shared) };
  const measures: Record<string, Measure> = {};
  const accounts = new Map<string, Map<string, Account>>();
  let events = 0;
  return {
    book: (row) => shared.add(row),
    add(event) {
      events += 1;
      const [was, is] = [sides.before(event), sides.after(event)];
      const [old, now] = [sums(was, measures), sums(is, measures)];
      const assets = accounts.get(event.person) ?? new Map<string, Account>();
      accounts.set(event.person, assets);
      for (const asset of new Set([...old.keys(), ...now.keys()])) {
        const account = assets.get(asset) ?? { before: 0, after: 0, events: [] };
        assets.set(asset, account);
        const [gave, gives] = [old.get(asset) ?? 0, now.get(asset) ?? 0];
        account.before += gave;
        account.after += gives;
        if (gave === gives) continue;
        const difference = Math.abs(gives - gave);
        remember(account, { id: event.id, difference, before: was.outcomes, after: is.outcomes });
      }
    },
    result: () => resultOf(accounts, events, measures),
  };
}

/** Runs a simulation over all events at once. */
export function simulate(
  before: RuleSet | RulesByDay,
  after: RuleSet | RulesByDay,
  events: Iterable<SimulatedEvent>,
): Simulation {
  const run = simulator(before, after);
  for (const event of events) run.add(event);
  return run.result();
}

/** What an event comes to after limits, by asset: what the subject has of it. */
function sums({ bookings }: Decided, measures: Record<string, Measure>): Map<string, number> {
  const found = new Map<string, number>();
  for (const { amount, measure, into } of bookings) {
    if (into === 'fund') continue;
    measures[measure.asset] ??= measure;
    found.set(measure.asset, (found.get(measure.asset) ?? 0) + amount);
  }
  return found;
}

function remember(account: Account, event: Differing): void {
  account.events.push(event);
  account.events.sort((a, b) => b.difference - a.difference || (a.id < b.id ? -1 : 1));
  account.events.length = Math.min(account.events.length, EVENTS_SHOWN);
}

function resultOf(
  accounts: ReadonlyMap<string, ReadonlyMap<string, Account>>,
  events: number,
  measures: Readonly<Record<string, Measure>>,
): Simulation {
  const rows = [...accounts].flatMap(([person, assets]) =>
    [...assets].map(([asset, account]) => ({ person, asset, account })),
  );
  const totals = new Map<string, { before: number; after: number }>();
  for (const { asset, account } of rows) {
    const total = totals.get(asset) ?? { before: 0, after: 0 };
    totals.set(asset, { before: total.before + account.before, after: total.after + account.after });
  }
  const changes = [...accounts.values()].map((assets) => {
    const differences = [...assets.values()].map(({ before, after }) => after - before);
    return { gains: differences.some((each) => each > 0), loses: differences.some((each) => each < 0) };
  });
  const ranked = rows
    .filter(({ account }) => account.before !== account.after)
    .sort((a, b) => size(b.account) - size(a.account) || (a.person < b.person ? -1 : 1));
  return {
    events,
    persons: accounts.size,
    measures,
    totals: [...totals].map(([asset, total]) => ({ asset, ...total })).sort((a, b) => (a.asset < b.asset ? -1 : 1)),
    // Who gains of one asset and loses of another is counted as both.
    gainers: changes.filter(({ gains }) => gains).length,
    losers: changes.filter(({ loses }) => loses).length,
    unchanged: changes.filter(({ gains, loses }) => !gains && !loses).length,
    mostChanged: ranked.slice(0, PERSONS_SHOWN).map(
      ({ person, asset, account }): Changed => ({
        person,
        asset,
        before: account.before,
        after: account.after,
        events: account.events.map(({ id, before, after }) => ({
          id,
          before: reasons(before, asset),
          after: reasons(after, asset),
        })),
      }),
    ),
  };
}

function size({ before, after }: Account): number {
  return Math.abs(after - before);
}

function reasons(outcomes: readonly Outcome[], asset: string): Message[] {
  return outcomes.filter(({ kind, measure }) => kind === 'limit' || measure?.asset === asset).map(explain);
}
