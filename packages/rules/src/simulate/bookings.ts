/** What an event's settlement books, and the rows of `postings` that later events see of it. */
import type { Facts, Standing } from '../facts';
import type { Holder } from '../kinds';
import { inUnits, measureOf } from '../kinds/assets';
import type { RuleSet } from '../layer';
import type { Measure } from '../outcome';
import type { Settlement } from '../settle';
import type { SimulatedEvent } from './event';

/** The source that awards book into, as the base pack declares it. */
export const POSTINGS = 'postings';

/** The field of `POSTINGS` that says whose account it is, by the kind of subject. */
const OWNER: Readonly<Record<string, string>> = {
  volunteer: 'person',
  resident: 'person',
  person: 'person',
  household: 'household',
  team: 'team',
  site: 'site',
};

export interface Booking {
  readonly rule: string;
  readonly measure: Measure;
  /** Whole, in the smallest unit. */
  readonly amount: number;
  /** The subject's own account, another one of the subject's, or a fund's. */
  readonly into: 'own' | 'account' | 'fund';
  /** A flag holds it back: it is not booked yet. */
  readonly held: boolean;
}

/** What the settlement of an event books for its subject; awards to others are not for it: a volunteer's service gives the team nothing. */
export function bookingsOf(
  { facts }: SimulatedEvent,
  { catalogue }: RuleSet,
  { postings, overflow }: Pick<Settlement, 'postings' | 'overflow'>,
): Booking[] {
  const kind = String(facts['subject.kind']);
  const isFor = (to: Holder) => OWNER[kind] === undefined || to === OWNER[kind] || to === kind;
  return postings
    .filter(({ to }) => isFor(to))
    .flatMap(({ rule, measure, amount, heldBy }): Booking[] => {
      const held = heldBy.length > 0;
      const rest = overflow.filter((over) => over.rule === rule && over.do !== 'drop');
      return [
        { rule, measure, amount, into: 'own', held },
        ...rest.map(({ do: what, account, into, amount: over }): Booking => {
          const where = what === 'donate' ? 'fund' : account === undefined ? 'own' : 'account';
          return into
            ? { rule, measure: measureOf(catalogue, into.asset), amount: into.amount, into: where, held }
            : { rule, measure, amount: over, into: where, held };
        }),
      ];
    });
}

/** The rows of what is booked. A fund, or a special account of the subject, is nobody's own. */
export function rowsOf(
  event: SimulatedEvent,
  { subject, event: order, at }: Standing,
  bookings: readonly Booking[],
): Facts[] {
  const owner = { [OWNER[String(event.facts['subject.kind'])] ?? 'person']: event.person };
  return bookings
    .filter(({ held, amount }) => !held && amount > 0)
    .map(({ rule, measure, amount, into }) => ({
      at,
      rule,
      asset: measure.asset,
      amount: inUnits(amount, measure),
      origin: event.facts['attendance.origin'],
      order,
      town: subject.town,
      county: subject.county,
      ...(into === 'own' ? owner : {}),
    }));
}
