import { checkEventData, eventSpec } from '@sidan/lifecycle';
import { covers, type Actor } from '../../access/actor';
import { isWard } from '../../access/wards';
import { SidanError } from '../../errors';
import type { Lifecycle } from '../../lifecycles';

/** As what somebody asks for a reward. */
export type AskingCapacity = 'requester' | 'siteManager' | 'dispatcher';

/** Oneself or one's ward; or, in another's name, an office over the outlet's place. @throws CAPACITY_NOT_ALLOWED */
export function capacityOf(actor: Actor, personId: string, place: string): AskingCapacity {
  if (actor.personId === personId || isWard(actor, personId)) return 'requester';
  const role = (['siteManager', 'dispatcher'] as const).find((one) =>
    actor.scopes.some((scope) => scope.role === one && covers(scope, place)),
  );
  if (role) return role;
  if (actor.unbound) return 'siteManager';
  const error = new SidanError('CAPACITY_NOT_ALLOWED', { event: 'request' });
  error.definition = 'redemption';
  throw error;
}

/** The county's lifecycle lets `capacity` ask. @throws CAPACITY_NOT_ALLOWED, EVENT_NOT_ALLOWED */
export function checkEvent({ definition }: Lifecycle, capacity: AskingCapacity): void {
  const spec = eventSpec(definition, 'request');
  if (spec?.by.includes(capacity) && !checkEventData(spec, {}).length) return;
  const error = new SidanError(spec ? 'CAPACITY_NOT_ALLOWED' : 'EVENT_NOT_ALLOWED', { event: 'request', state: '' });
  error.definition = 'redemption';
  throw error;
}
