/**
 * A draft against what is in force, over events that happened: who would gain, who would lose, and what it would cost. Touches
 * nothing: events with their facts come in, figures and texts to be come out.
 */
import { compile, type Decide } from './compile';
import { explain } from './explain';
import type { Facts } from './facts';
import type { RuleSet } from './layer';
import type { Message } from './message';
import type { Measure } from './outcome';
import { settle } from './settle';

export interface SimulatedEvent {
  readonly id: string;
  /** Whose account; events of one person are added up. */
  readonly person: string;
  /** The county's own day, or day and hour. */
  readonly at: string;
  /** Given and measured ones. */
  readonly facts: Facts;
}

/** Amounts are whole, in the asset's smallest unit (`measures`). */
export interface Simulation {
  readonly events: number;
  readonly persons: number;
  readonly measures: Readonly<Record<string, Measure>>;
  readonly totals: readonly Total[];
  readonly gainers: number;
  readonly losers: number;
  readonly unchanged: number;
  /** The ten persons whose sums change most, with the events that did it, both ways explained. */
  readonly mostChanged: readonly Changed[];
}

export interface Total {
  readonly asset: string;
  readonly before: number;
  readonly after: number;
}

export interface Changed {
  readonly person: string;
  readonly asset: string;
  readonly before: number;
  readonly after: number;
  /** At most five, those with the largest difference. */
  readonly events: readonly {
    readonly id: string;
    readonly before: readonly Message[];
    readonly after: readonly Message[];
  }[];
}

const PERSONS_SHOWN = 10;
const EVENTS_SHOWN = 5;

/** The rule set that holds on a day (YYYY-MM-DD): `layersByDay`; the same object for days on which the same holds. */
export type RulesByDay = (day: string) => RuleSet;

interface Rules {
  readonly ruleSet: RuleSet;
  readonly decide: Decide;
}

/** The rules of an event's own day. */
type Side = (event: SimulatedEvent) => Rules;

interface Account {
  before: number;
  after: number;
  /** The events that differ most, at most `EVENTS_SHOWN`. */
  events: { event: SimulatedEvent; difference: number }[];
}

export interface Simulator {
  /** Decides one more event by both sets. */
  add(event: SimulatedEvent): void;
  result(): Simulation;
}

/**
 * A simulation that is fed event by event, so that a server can answer others in between. A side is one rule set for all events,
 * or the one of each event's own day: rules that follow one another in time must not all count at once.
 */
export function simulator(before: RuleSet | RulesByDay, after: RuleSet | RulesByDay): Simulator {
  const sides = { before: side(before), after: side(after) };
  const measures: Record<string, Measure> = {};
  const accounts = new Map<string, Map<string, Account>>();
  let events = 0;
  return {
    add(event) {
      events += 1;
      const was = sums(sides.before, event, measures);
      const is = sums(sides.after, event, measures);
      const assets = accounts.get(event.person) ?? new Map<string, Account>();
      accounts.set(event.person, assets);
      for (const asset of new Set([...was.keys(), ...is.keys()])) {
        const account = assets.get(asset) ?? { before: 0, after: 0, events: [] };
        assets.set(asset, account);
        const [old, now] = [was.get(asset) ?? 0, is.get(asset) ?? 0];
        account.before += old;
        account.after += now;
        if (old !== now) remember(account, event, Math.abs(now - old));
      }
    },
    result: () => resultOf(accounts, events, measures, sides),
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

function side(rules: RuleSet | RulesByDay): Side {
  const compiled = new Map<RuleSet, Rules>();
  return ({ at }) => {
    const ruleSet = typeof rules === 'function' ? rules(at.slice(0, 10)) : rules;
    const found = compiled.get(ruleSet) ?? { ruleSet, decide: compile(ruleSet) };
    compiled.set(ruleSet, found);
    return found;
  };
}

/** What an event comes to after limits, by asset. */
function sums(side: Side, event: SimulatedEvent, measures: Record<string, Measure>): Map<string, number> {
  const { ruleSet, decide } = side(event);
  const { facts, at } = event;
  const found = new Map<string, number>();
  for (const { asset, amount, measure } of settle(ruleSet, decide(facts), facts, { at }).postings) {
    measures[asset] ??= measure;
    found.set(asset, (found.get(asset) ?? 0) + amount);
  }
  return found;
}

function remember(account: Account, event: SimulatedEvent, difference: number): void {
  account.events.push({ event, difference });
  account.events.sort((a, b) => b.difference - a.difference || (a.event.id < b.event.id ? -1 : 1));
  account.events.length = Math.min(account.events.length, EVENTS_SHOWN);
}

function resultOf(
  accounts: ReadonlyMap<string, ReadonlyMap<string, Account>>,
  events: number,
  measures: Readonly<Record<string, Measure>>,
  sides: { readonly before: Side; readonly after: Side },
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
    mostChanged: ranked.slice(0, PERSONS_SHOWN).map(({ person, asset, account }) => ({
      person,
      asset,
      before: account.before,
      after: account.after,
      events: account.events.map(({ event }) => ({
        id: event.id,
        before: reasons(sides.before, event, asset),
        after: reasons(sides.after, event, asset),
      })),
    })),
  };
}

function size({ before, after }: Account): number {
  return Math.abs(after - before);
}

function reasons(side: Side, event: SimulatedEvent, asset: string): Message[] {
  return side(event)
    .decide(event.facts)
    .filter(({ kind, measure }) => kind === 'limit' || measure?.asset === asset)
    .map(explain);
}
