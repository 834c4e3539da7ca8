import type { Context, Next } from '@nocobase/actions';
import { officerOf } from '../actions/context';
import { SidanError } from '../errors';
import type { Sidan } from '../sidan';
import { covers, type Actor } from './actor';
import { checkAppointment, checkDismissal } from './appoint';
import { placeRows } from './placing';
import { asRepeated } from './repeated';
import { rowsWithin } from './rows';

const isOurs = (resource: string) => resource.startsWith('sidan');

const ALTERING = new Set(['update', 'destroy']);
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
    const actor = await officerOf(ctx, sidan(), charted || collection, charted ? 'list' : action);
    if (action === 'create') await placeRows(sidan(), actor, collection, ctx.action.params.values);
    const filter = rowsWithin(actor, collection);
    if (filter) {
      if (charted) {
        const values = ctx.action.params.values as Record<string, unknown>;
        values.filter = values.filter ? { $and: [values.filter, filter] } : filter;
      } else ctx.action.mergeParams({ filter });
      if (MAKING.has(action) || action === 'update') checkValues(actor, collection, action, ctx.action.params.values);
      if (collection === 'sidanScopes' && ALTERING.has(action)) await checkDismissal(sidan(), actor, ctx.action.params);
    }
    try {
      await next();
    } catch (error) {
      throw asRepeated(error, sidan().db, collection);
    }
  };
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
    if (collection === 'sidanScopes') checkAppointment(actor, action, row);
    else if (isElsewhere(row)) throw new SidanError('NOT_ALLOWED');
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

/** A row of one county with a town of another. */
const isElsewhere = ({ regionCode, townCode }: Record<string, unknown>): boolean =>
  Boolean(regionCode && townCode) && !String(townCode).startsWith(String(regionCode));
