import { eventSpec, type Definition } from '@sidan/lifecycle';
import type { Capacity } from '../../api/types';

/** As which party somebody rates (`sidanRatings.raterKind`); a following up is its own. */
const KINDS = {
  requester: 'requester',
  beneficiary: 'beneficiary',
  teamLeader: 'team',
  volunteer: 'team',
  siteManager: 'site',
  dispatcher: 'center',
  countyAdmin: 'center',
} as const satisfies { [C in Capacity]?: string };

export type RaterKind = (typeof KINDS)[keyof typeof KINDS] | 'followUp';

/** The events by which somebody rates, and the one that is no party's. */
const RATE = 'rate';
const FOLLOW_UP = 'followUp';

export const raterKind = (event: string, capacity: string): RaterKind =>
  event === FOLLOW_UP ? 'followUp' : (KINDS[capacity as keyof typeof KINDS] ?? 'requester');

/** Those for whom an order is: either may speak for both where nobody else is asked. */
const SERVED: readonly RaterKind[] = ['requester', 'beneficiary'];

/**
 * The parties that rate an order by this lifecycle: those who may send `rate`; the beneficiary only of an order that is for somebody else than who asked for it. Where
 * nobody is asked but those two, they are one party.
 */
export function partiesOf(definition: Definition, hasBeneficiary: boolean): RaterKind[] {
  const senders = (eventSpec(definition, RATE)?.by ?? []).filter((capacity) => capacity !== 'system');
  const kinds = [...new Set(senders.map((capacity) => raterKind(RATE, capacity)))];
  if (kinds.length > 0 && kinds.every((kind) => SERVED.includes(kind))) return [kinds[0]!];
  return kinds.filter((kind) => hasBeneficiary || kind !== 'beneficiary');
}

/** The capacities of somebody in which the event has not been sent yet: where several parties rate, each does so once. Any other event leaves all. */
export function ratersLeft(
  definition: Definition,
  event: string,
  capacities: readonly Capacity[],
  rated: readonly RaterKind[],
): Capacity[] {
  if (event !== RATE || partiesOf(definition, true).length < 2) return [...capacities];
  const by = eventSpec(definition, RATE)!.by;
  return capacities.filter((held) => by.includes(held) && !rated.includes(raterKind(RATE, held)));
}
