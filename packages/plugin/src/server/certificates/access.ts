import { covers, type Actor, type ScopedRole } from '../access/actor';
import { SidanError } from '../errors';

/** Offices that issue certificates, over the whole county: a town's do not speak for the centre. */
const ISSUERS: readonly ScopedRole[] = ['countyAdmin', 'dispatcher'];

const holds = (actor: Actor, roles: readonly ScopedRole[], regionCode: string): boolean =>
  actor.unbound || actor.scopes.some((scope) => roles.includes(scope.role) && covers(scope, regionCode));

/** Whether somebody handles a county's certificates. */
export const mayIssue = (actor: Actor, regionCode: string): boolean => holds(actor, ISSUERS, regionCode);

/** Whether they say who answers for them, and how long they are made known. */
export const maySet = (actor: Actor, regionCode: string): boolean => holds(actor, ['countyAdmin'], regionCode);

/** @throws NOT_ALLOWED */
export function checkIssuer(actor: Actor, regionCode: string): void {
  if (!mayIssue(actor, regionCode)) throw new SidanError('NOT_ALLOWED');
}

/** @throws NOT_ALLOWED */
export function checkSetter(actor: Actor, regionCode: string): void {
  if (!maySet(actor, regionCode)) throw new SidanError('NOT_ALLOWED');
}
