import type { Filter } from '@nocobase/database';
import { SidanError } from '../errors';
import type { Sidan } from '../sidan';
import { covers, type Actor, type ScopedRole } from './actor';
import { GRANTABLE } from './roles';

interface Office {
  role?: unknown;
  scopeCode?: unknown;
}

/** Whether `actor` appoints anybody at all. */
export const isAppointer = (actor: Actor): boolean => actor.unbound || actor.scopes.some(({ role }) => GRANTABLE[role]);

/** Whether `actor` may hand out this office there, and take it back. */
export function mayAppoint(actor: Actor, { role, scopeCode }: Office): boolean {
  if (actor.unbound) return true;
  return actor.scopes.some(
    (scope) => covers(scope, String(scopeCode ?? '')) && GRANTABLE[scope.role]?.includes(role as ScopedRole),
  );
}

/**
 * 任免：nobody hands out an office that is not theirs to give, nor outside their own area. An office is given and taken back, never rewritten.
 * @throws SCOPE_NOT_GRANTABLE
 */
export function checkAppointment(actor: Actor, action: string, row: Record<string, unknown>): void {
  if (action === 'update') {
    if (['role', 'scopeCode', 'userId', 'user'].some((field) => row[field] !== undefined))
      throw new SidanError('SCOPE_NOT_GRANTABLE');
  } else if (!mayAppoint(actor, row)) throw new SidanError('SCOPE_NOT_GRANTABLE');
}

/**
 * The same for taking offices back: their own, their peers' and their superiors' are not theirs to take, though they see them.
 * @param params what the host's `destroy` was asked for, already within the caller's reach
 * @throws SCOPE_NOT_GRANTABLE
 */
export async function checkDismissal(sidan: Sidan, actor: Actor, params: Record<string, unknown>): Promise<void> {
  const { filterByTk, filter } = params as { filterByTk?: string | string[]; filter?: Filter };
  const rows = await sidan.db.getRepository('sidanScopes').find({ filterByTk, filter, fields: ['role', 'scopeCode'] });
  if (
    rows.some(
      (row: { get(name: string): unknown }) =>
        !mayAppoint(actor, { role: row.get('role'), scopeCode: row.get('scopeCode') }),
    )
  )
    throw new SidanError('SCOPE_NOT_GRANTABLE');
}
