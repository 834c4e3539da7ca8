import { covers, type Actor } from '../access/actor';
import { SidanError } from '../errors';

/** Whether somebody declares emergencies in a county: its administrator. */
export const mayDeclare = (actor: Actor, regionCode: string): boolean =>
  actor.unbound || actor.scopes.some((scope) => scope.role === 'countyAdmin' && covers(scope, regionCode));

/** @throws NOT_ALLOWED */
export function checkDeclarer(actor: Actor, regionCode: string): void {
  if (!mayDeclare(actor, regionCode)) throw new SidanError('NOT_ALLOWED');
}
