import type { Context, Next } from '@nocobase/actions';
import { actorOf } from '../actions/context';
import { SidanError } from '../errors';
import { countyOf } from '../reads/portal';
import type { Sidan } from '../sidan';
import { covers, type Actor, type ScopedRole } from './actor';
import { GRANTABLE } from './roles';
import { rowsWithin } from './rows';

const isOurs = (resource: string) => resource.startsWith('sidan');

/** Actions of the host that make rows: their values must lie within the caller's reach. */
const MAKING = new Set(['create', 'firstOrCreate', 'updateOrCreate', 'import', 'importXlsx']);

/**
 * Keeps every action of the host's own on our collections within the caller's reach: rows are filtered, and rows made or changed must lie inside. Runs after
 * the host has decided that the role may do this at all.
 */
export function rowScopes(sidan: () => Sidan) {
  return async function sidanRowScopes(ctx: Context, next: Next): Promise<void> {
    const resource = String(ctx.permission?.resourceName ?? ctx.action.resourceName);
    const action = String(ctx.action.actionName);
    const charted = resource === 'charts' ? String(ctx.action.params.values?.collection ?? '') : '';
    const collection = charted || (resource.split('.').pop() ?? '');
    const own = isOurs(resource) || isOurs(charted);
    if (!own || OWN_ACTIONS.has(`${resource}:${action}`)) return next();
    const actor = await actorOf(ctx, sidan());
    if (action === 'create') await placeRows(sidan(), actor, collection, ctx.action.params.values);
    const filter = rowsWithin(actor, collection);
    if (filter) {
      if (charted) {
        const values = ctx.action.params.values as Record<string, unknown>;
        values.filter = values.filter ? { $and: [values.filter, filter] } : filter;
      } else ctx.action.mergeParams({ filter });
      if (MAKING.has(action) || action === 'update') checkValues(actor, collection, action, ctx.action.params.values);
    }
    await next();
  };
}

/** A row made in one of the host's forms names no county: it follows its town, else its maker's own county, else the installation's only one. */
async function placeRows(sidan: Sidan, actor: Actor, collection: string, values: unknown): Promise<void> {
  for (const row of (Array.isArray(values) ? values : [values]) as Record<string, unknown>[]) {
    if (!row || row.regionCode) continue;
    const code = String(row.scopeCode ?? row.townCode ?? (collection === 'sidanRegions' ? (row.code ?? '') : '') ?? '');
    const own = actor.scopes.find((scope) => scope.code.length >= 6)?.code;
    row.regionCode = code ? code.slice(0, 6) : own ? own.slice(0, 6) : (await countyOf(sidan)).regionCode;
  }
}

/** `resource:action` of our own actions, which decide for themselves; filled when they are registered. */
export const OWN_ACTIONS = new Set<string>();

/** @throws NOT_ALLOWED, SCOPE_NOT_GRANTABLE */
function checkValues(actor: Actor, collection: string, action: string, values: unknown): void {
  const rows = Array.isArray(values) ? values : [values ?? {}];
  for (const row of rows as Record<string, unknown>[]) {
    // A row stays in the county in which it was made.
    if (action === 'update') delete row.regionCode;
    const place = row.townCode ?? (collection === 'sidanRegions' ? row.code : undefined) ?? row.regionCode;
    if (collection === 'sidanScopes') checkGrant(actor, row, action);
    else if (
      place !== undefined &&
      place !== null &&
      place !== '' &&
      !actor.scopes.some(
        (scope) =>
          covers(scope, String(place)) || (collection === 'sidanRegions' && covers(scope, String(row.regionCode))),
      )
    ) {
      throw new SidanError('NOT_ALLOWED');
    }
  }
}

/** Nobody hands out an office that is not theirs to give, nor outside their own area. @throws SCOPE_NOT_GRANTABLE */
function checkGrant(actor: Actor, row: Record<string, unknown>, action: string): void {
  const changes =
    row.role !== undefined || row.scopeCode !== undefined || row.userId !== undefined || row.user !== undefined;
  if (action === 'update' && changes) throw new SidanError('SCOPE_NOT_GRANTABLE');
  if (action === 'update') return;
  const code = String(row.scopeCode ?? '');
  const fits =
    code &&
    actor.scopes.some((scope) => covers(scope, code) && GRANTABLE[scope.role]?.includes(row.role as ScopedRole));
  if (!fits) throw new SidanError('SCOPE_NOT_GRANTABLE');
}
