import type { Context, Next } from '@nocobase/actions';
import type { Collection, Database } from '@nocobase/database';
import { actorOf } from '../actions/context';
import { SidanError } from '../errors';
import type { Sidan } from '../sidan';
import type { Actor } from './actor';
import { checkLinks } from './links';
import { OWN_ACTIONS } from './middleware';
import { checkPaths, pathsOfFilter, pathsOfQuery, pathsOfSort } from './paths';
import { rowsWithin } from './rows';
import { isId } from '../ids';

/**
 * The host's own actions that people with an office may use on our collections at all, if their role grants them. The others write in ways that pass by
 * what this plugin knows of a row (`updateOrCreate` finds its row by any filter, `add` and `set` move rows of others, an import names its county
 * itself); they are left to the host's administrators.
 */
const OPEN = new Set(['list', 'get', 'query', 'export', 'create', 'update', 'destroy']);

/** What somebody who may add fields may do with the host's own description of our tables, and with nothing else of it. */
const STRUCTURE_READS = new Set(['list', 'get', 'listMeta', 'listEnabled']);
const FIELD_WRITES = new Set(['create', 'update', 'destroy', 'move']);
const STRUCTURE = new Set([
  'collections',
  'fields',
  'collections.fields',
  'collectionCategories',
  'dbViews',
  'sqlCollection',
  'dataSources',
]);

/** Requests to other systems, sent by this server with its own reach: not for somebody whose reach is a county. */
const INSTALLATION = new Set(['customRequests']);

/**
 * Judges what a request names beside its rows: fields and relations in filters, sorting and aggregation (a hidden column must not be guessed at letter by
 * letter), rows written or linked through relations, and the structure of tables. Runs after the host has decided that the role may do this at all.
 * The host's own administrators are not limited.
 */
export function requestReach(sidan: () => Sidan) {
  return async function sidanRequestReach(ctx: Context, next: Next): Promise<void> {
    const resource = String(ctx.action.resourceName);
    const action = String(ctx.action.actionName);
    if (STRUCTURE.has(resource) || INSTALLATION.has(resource)) await checkStructure(ctx, sidan(), resource, action);
    else if (!OWN_ACTIONS.has(`${resource}:${action}`)) {
      const charted = resource === 'charts' ? String(ctx.action.params.values?.collection ?? '') : '';
      if (charted.startsWith('sidan') || resource.startsWith('sidan'))
        await checkRequest(ctx, sidan(), charted || resource, charted ? 'query' : action);
    }
    await next();
  };
}

async function checkRequest(ctx: Context, sidan: Sidan, resource: string, action: string): Promise<void> {
  const actor = await actorOf(ctx, sidan);
  if (actor.unbound) return;
  if (!OPEN.has(action)) throw new SidanError('NOT_ALLOWED');
  const collection = collectionOf(sidan.db, resource);
  if (!collection) throw new SidanError('NOT_ALLOWED');
  const { params } = ctx.action;
  const mayView = (name: string) =>
    Boolean(ctx.app.acl.can({ roles: rolesOf(ctx), resource: name, action: 'list' } as never));
  checkPaths(sidan.db, collection, [...pathsOfFilter(params.filter), ...pathsOfSort(params.sort)], mayView);
  const [source = '', relation] = resource.split('.');
  if (relation) {
    if (!mayView(source)) throw new SidanError('NOT_ALLOWED');
    await checkSource(sidan, actor, source, ctx.action.sourceId);
  }
  if (action === 'query') {
    const query = (params.values ?? {}) as Record<string, unknown>;
    checkPaths(sidan.db, collection, pathsOfQuery(query), mayView);
    const filter = rowsWithin(actor, collection.name);
    if (filter) params.values = { ...query, filter: query.filter ? { $and: [query.filter, filter] } : filter };
  }
  if (action === 'create' || action === 'update') await checkLinks(sidan, actor, collection, params.values);
}

/** `sidanTeams` or `sidanTeams.members`, where the rows are those of the relation's target. */
function collectionOf(db: Database, resource: string): Collection | undefined {
  const [name = '', relation] = resource.split('.');
  if (!relation) return db.getCollection(name);
  const target: unknown = db.getCollection(name)?.getField(relation)?.options.target;
  return typeof target === 'string' ? db.getCollection(target) : undefined;
}

const rolesOf = (ctx: Context): string[] =>
  ctx.state.currentRoles ?? (ctx.state.currentRole ? [ctx.state.currentRole] : []);

/** The row whose relation is asked for has to be within reach itself. @throws NOT_FOUND */
async function checkSource(sidan: Sidan, actor: Actor, collection: string, sourceId: unknown): Promise<void> {
  const filter = rowsWithin(actor, collection);
  const isId = isId(sourceId);
  const found =
    isId &&
    (await sidan.db
      .getRepository(collection)
      .findOne({ filter: { $and: [{ id: sourceId }, filter ?? {}] }, fields: ['id'] }));
  if (!found) throw new SidanError('NOT_FOUND', { what: collection });
}

/** Fields may be added to our tables and changed there; tables, views and statements are the administrators'. @throws NOT_ALLOWED */
async function checkStructure(ctx: Context, sidan: Sidan, resource: string, action: string): Promise<void> {
  if (STRUCTURE.has(resource) && STRUCTURE_READS.has(action)) return;
  // Nobody signed in: the host has decided already.
  if (!ctx.state.currentUser || (await actorOf(ctx, sidan)).unbound) return;
  if (resource === 'customRequests' && action === 'send') return;
  const table = resource === 'collections.fields' ? ctx.action.sourceId : ctx.action.params.values?.collectionName;
  if (FIELD_WRITES.has(action) && resource.endsWith('fields') && String(table ?? '').startsWith('sidan')) return;
  throw new SidanError('NOT_ALLOWED');
}
