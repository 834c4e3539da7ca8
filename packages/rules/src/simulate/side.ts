/** One side of a simulation: its rules by day, and what it has booked so far. */
import { factsAsked } from '../asked';
import { compile, type Decide } from '../compile';
import { deriver, type Facts, type Tallied, tallied, tally, type Tally } from '../facts';
import type { RuleSet } from '../layer';
import type { Outcome } from '../outcome';
import { settle } from '../settle';
import { type Booking, bookingsOf, POSTINGS, rowsOf } from './bookings';
import type { SimulatedEvent } from './event';

/** The rule set that holds on a day (YYYY-MM-DD): `layersByDay`; the same object for days on which the same holds. */
export type RulesByDay = (day: string) => RuleSet;

/** What one event came to. */
export interface Decided {
  readonly outcomes: readonly Outcome[];
  readonly bookings: readonly Booking[];
}

export type Side = (event: SimulatedEvent) => Decided;

interface Rules {
  readonly ruleSet: RuleSet;
  readonly decide: Decide;
  /** By occasion and kind of subject. */
  readonly asked: Map<string, Asked>;
}

/** What rules for an occasion and a kind of subject look at, ready to be worked out. */
interface Asked {
  readonly booked: Tallied | undefined;
  readonly complete: (facts: Facts) => Facts;
}

/** @param shared what was booked before and beside the simulation, for either side */
export function sideOf(which: 'before' | 'after', rules: RuleSet | RulesByDay, shared: Tally): Side {
  const known = new Map<RuleSet, Rules>();
  const own = tally('at');
  const rulesOn = (day: string): Rules => {
    const ruleSet = typeof rules === 'function' ? rules(day) : rules;
    const found = known.get(ruleSet) ?? { ruleSet, decide: compile(ruleSet), asked: new Map<string, Asked>() };
    known.set(ruleSet, found);
    return found;
  };
  return (event) => {
    const { at, standing } = event;
    const { ruleSet, decide, asked } = rulesOn(at.slice(0, 10));
    const { booked, complete } = askedOf(ruleSet, asked, event.facts);
    const given = which === 'after' && event.factsAfter ? { ...event.facts, ...event.factsAfter } : event.facts;
    const facts = complete(standing && booked ? { ...given, ...booked(standing, [shared, own]) } : given);
    const outcomes = decide(facts);
    const bookings = bookingsOf(event, ruleSet, settle(ruleSet, outcomes, facts, { at }));
    if (standing) for (const row of rowsOf(event, standing, bookings)) own.add(row);
    return { outcomes, bookings };
  };
}

function askedOf(ruleSet: RuleSet, known: Map<string, Asked>, { occasion, 'subject.kind': kind }: Facts): Asked {
  const key = JSON.stringify([occasion, kind]);
  let found = known.get(key);
  if (found === undefined) {
    const names = factsAsked(ruleSet, { occasion, 'subject.kind': kind });
    found = { booked: tallied(ruleSet, names, POSTINGS), complete: deriver(ruleSet.facts, names) };
    known.set(key, found);
  }
  return found;
}
