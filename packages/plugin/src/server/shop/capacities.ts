import type { Capacity } from '../../api/types';
import { covers, type Actor } from '../access/actor';
import { isWard } from '../access/wards';
import type { OutletFacts, RedemptionRow } from './redemption';

const BY_SCOPE = ['siteManager', 'dispatcher', 'countyAdmin', 'supervisor'] as const;

type Place = Pick<RedemptionRow, 'regionCode' | 'personId' | 'beneficiaryId'>;

/**
 * In which capacities `actor` acts on a redemption: whose it is or their guardian, whom it is for, with an office over the place of the outlet, or at its counter. None: it does not
 * exist for them.
 */
export function redemptionCapacities(
  actor: Actor,
  redemption: Place,
  outlet: Pick<OutletFacts, 'townCode' | 'userId'>,
): Capacity[] {
  if (actor.kind === 'system') return ['system'];
  const held = new Set<Capacity>();
  const isTheirs = (personId: string | null) => actor.personId === personId || isWard(actor, personId);
  if (actor.personId && isTheirs(redemption.personId)) held.add('requester');
  if (actor.personId && isTheirs(redemption.beneficiaryId)) held.add('beneficiary');
  const place = outlet.townCode ?? redemption.regionCode;
  for (const scope of actor.scopes) {
    const role = BY_SCOPE.find((name) => name === scope.role);
    if (role && covers(scope, place)) held.add(role);
  }
  if (keeps(actor, redemption.regionCode, outlet)) held.add('merchant');
  if (actor.unbound) for (const role of ['siteManager', 'countyAdmin'] as const) held.add(role);
  return [...held];
}

/** Whether somebody stands at the counter of an outlet: its account, as long as that holds the office of a merchant there. */
export const keeps = (actor: Actor, regionCode: string, outlet: Pick<OutletFacts, 'townCode' | 'userId'>): boolean =>
  actor.userId !== undefined &&
  Number(outlet.userId ?? 0) === actor.userId &&
  actor.scopes.some((scope) => scope.role === 'merchant' && covers(scope, outlet.townCode ?? regionCode));
