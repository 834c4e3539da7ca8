import { covers, type Actor, type ScopedRole } from './actor';

/** Offices that take orders down for others, and move them on. */
export const AT_DESK: readonly ScopedRole[] = ['dispatcher', 'siteManager', 'countyAdmin'];

/** Whether a town (where none is known, the county) lies in the caller's own area. */
export const isNear = (actor: Actor, regionCode: string, townCode: string | null | undefined): boolean =>
  actor.unbound || actor.scopes.some((scope) => AT_DESK.includes(scope.role) && covers(scope, townCode || regionCode));
