import type { Definition } from '@sidan/lifecycle';
import type { Capacity } from '../../api/types';
import { covers, type Actor } from './actor';
import { isWard } from './wards';

/** The caller's place in the teams that an order concerns. */
export interface TeamTie {
  teamId: string;
  teamName: string;
  role: 'leader' | 'deputy' | 'member';
  /** Asked, and not answered yet. */
  offered: boolean;
  /** Asked at some time, whatever came of it. */
  asked?: boolean;
}

/** What of an order decides in which capacities somebody acts on it. */
export interface OrderPlace {
  regionCode: string;
  townCode: string | null;
  requesterId: string | null;
  /** Whom it is for, where that is somebody else. */
  beneficiaryId?: string | null;
  teamId: string | null;
  /** Where several teams have joined it. */
  joined?: readonly { teamId: string }[] | null;
}

/** Whether an order is for somebody else than who asked for it. */
export const hasBeneficiary = ({
  requesterId,
  beneficiaryId,
}: Pick<OrderPlace, 'requesterId' | 'beneficiaryId'>): boolean =>
  Boolean(beneficiaryId) && beneficiaryId !== requesterId;

/** Roles that act on orders in their region by holding the role there. */
const BY_SCOPE = ['dispatcher', 'siteManager', 'countyAdmin', 'supervisor'] as const;

/** Roles that have to do with orders only where the county's lifecycle gives them something to do. */
const BY_LIFECYCLE = ['assessor', 'merchant'] as const;

/**
 * In which capacities `actor` acts on this order: by role and region, by asking, as the guardian of who asked, or by membership of a team that was asked or has accepted.
 * An empty answer means that the order does not exist for them. The host's own administrators act as dispatcher and county administrator everywhere.
 */
export function capacitiesOf(
  actor: Actor,
  order: OrderPlace,
  ties: readonly TeamTie[],
  definition?: Definition,
): Capacity[] {
  if (actor.kind === 'system') return ['system'];
  const place = order.townCode ?? order.regionCode;
  const held = new Set<Capacity>();
  if (actor.personId && actor.personId === order.requesterId) held.add('requester');
  if (actor.personId && actor.personId === order.beneficiaryId && hasBeneficiary(order)) held.add('beneficiary');
  for (const tie of ties) {
    const leads = tie.teamId === order.teamId;
    if (tie.role !== 'member' && (tie.offered || leads)) held.add('teamLeader');
    // Who leads one of several teams that have joined serves; what is the team leader's is the lead's.
    if (leads || order.joined?.some(({ teamId }) => teamId === tie.teamId)) held.add('volunteer');
  }
  // Who serves a ward does not say for the ward that it was done.
  if (!held.has('volunteer')) {
    if (isWard(actor, order.requesterId)) held.add('requester');
    if (isWard(actor, order.beneficiaryId) && hasBeneficiary(order)) held.add('beneficiary');
  }
  for (const scope of actor.scopes) {
    const role =
      BY_SCOPE.find((name) => name === scope.role) ??
      BY_LIFECYCLE.find((name) => name === scope.role && definition && acts(definition, name));
    if (role && covers(scope, place)) held.add(role);
  }
  if (actor.unbound) for (const role of ['dispatcher', 'countyAdmin'] as const) held.add(role);
  return [...held];
}

const acts = ({ events }: Definition, capacity: Capacity): boolean =>
  Object.values(events).some(({ by }) => by.includes(capacity));
