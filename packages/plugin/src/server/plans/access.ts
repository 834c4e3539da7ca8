import { covers, type Actor, type ScopedRole } from '../access/actor';
import { SidanError } from '../errors';

/** Offices that keep plans, each in its own area. */
const PLANNERS: readonly ScopedRole[] = ['siteManager', 'countyAdmin'];

/** Whether somebody keeps plans somewhere in a county. */
export const mayPlan = (actor: Actor, regionCode: string): boolean =>
  actor.unbound ||
  actor.scopes.some(
    (scope) => PLANNERS.includes(scope.role) && (covers(scope, regionCode) || scope.code.startsWith(regionCode)),
  );

/** Whether they keep those of a town (where none is known, of the county). */
export const plansAt = (actor: Actor, regionCode: string, townCode: string | null | undefined): boolean =>
  actor.unbound || actor.scopes.some((scope) => PLANNERS.includes(scope.role) && covers(scope, townCode || regionCode));

/** @throws NOT_ALLOWED */
export function checkPlanner(actor: Actor, regionCode: string): void {
  if (!mayPlan(actor, regionCode)) throw new SidanError('NOT_ALLOWED');
}
