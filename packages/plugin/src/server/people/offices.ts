import type { Office } from '../../api/types';
import type { Actor } from '../access/actor';
import { isAppointer } from '../access/appoint';
import { GRANTABLE, OFFICES } from '../access/roles';
import { SidanError } from '../errors';

const ALL = Object.keys(OFFICES) as Office[];

/**
 * 可任命的职务：the offices that somebody may hand out, in their fixed order. Where, is decided when one is given.
 * @throws NOT_ALLOWED for who may appoint nobody
 */
export function officesFor(actor: Actor): Office[] {
  if (!isAppointer(actor)) throw new SidanError('NOT_ALLOWED');
  return ALL.filter((office) => actor.unbound || actor.scopes.some(({ role }) => GRANTABLE[role]?.includes(office)));
}
