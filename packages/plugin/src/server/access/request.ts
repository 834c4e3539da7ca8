import type { Context, Next } from '@nocobase/actions';
import type { Collection, Database } from '@nocobase/database';
import { actorOf, officerOf } from '../actions/context';
import { SidanError } from '../errors';
import type { Sidan } from '../sidan';
import type { Actor } from './actor';
import { checkLinks } from './links';
import { OWN_ACTIONS } from './middleware';
import { checkPaths, openNames, pathsOfColumns, pathsOfFilter, pathsOfQuery, pathsOfSort } from './paths';
import { isPlaced, rowsWithin } from './rows';
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
  'dataSources.collections',
  'dataSourcesCollections.fields',
  'mainDataSource',
]);

/** What would make a field a door to another table. */
const RELATION_PARTS = ['target', 'through', 'reverseField', 'foreignKey', 'otherKey', 'sourceKey', 'targetKey'];

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
    if (STRUCTURE.has(resource) || INSTALLATION.has(resource)) {
      await checkStructure(ctx, sidan(), resource, action);
      await next();
      if (resource === 'dataSources') await withoutSecrets(ctx, sidan());
      return;
    }
    if (!OWN_ACTIONS.has(`${resource}:${action}`)) {
      const charted = resource === 'charts' ? String(ctx.action.params.values?.collection ?? '') : '';
      if (charted.startsWith('sidan') || resource.startsWith('sidan'))
        await checkRequest(ctx, sidan(), charted || resource, charted ? 'query' : action);
    }
    await next();
  };
}

async function checkRequest(ctx: Context, sidan: Sidan, resource: string, action: string): Promise<void> {
  const collection = collectionOf(sidan.db, resource);
  const actor = await officerOf(ctx, sidan, collection?.name ?? resource, action === 'query' ? 'list' : action);
  if (actor.unbound) return;
  if (!OPEN.has(action) || !collection) throw new SidanError('NOT_ALLOWED');
  const { params } = ctx.action;
  const mayView = (name: string) =>
    Boolean(ctx.app.acl.can({ roles: rolesOf(ctx), resource: name, action: 'list' } as never));
  checkPaths(sidan.db, collection, [...pathsOfFilter(params.filter), ...pathsOfSort(params.sort)], mayView);
  for (const list of ['fields', 'appends'] as const) {
    const open = openNames(sidan.db, collection, params[list], mayView);
    if (open) params[list] = list === 'appends' ? open.filter((name) => name !== 'id') : open;
  }
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
  if (action === 'export') checkPaths(sidan.db, collection, pathsOfColumns(params), mayView);
  if (action === 'create' || action === 'update') {
    const named = [params.values ?? {}].flat().flatMap((row: object) => Object.keys(row).map((name) => [name]));
    // What a role was granted may name hidden columns; they are written by the server only.
    checkPaths(sidan.db, collection, named, () => true);
    await checkLinks(sidan, actor, collection, params.values);
  }
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
  const found =
    isId(sourceId) &&
    (await sidan.db
      .getRepository(collection)
      .findOne({ filter: { $and: [{ id: sourceId }, filter ?? {}] }, fields: ['id'] }));
  if (!found) throw new SidanError('NOT_FOUND', { what: collection });
}

/** How other databases are reached, passwords included, stands in the host's description of data sources. */
async function withoutSecrets(ctx: Context, sidan: Sidan): Promise<void> {
  if (!ctx.state.currentUser || (await actorOf(ctx, sidan)).unbound) return;
  const rows: unknown = ctx.body?.rows ?? ctx.body;
  for (const row of (Array.isArray(rows) ? rows : [rows]) as Record<string, unknown>[]) {
    if (row && typeof row === 'object' && 'options' in row) row.options = {};
  }
}

/** Fields may be added to our tables and changed there; tables, views and statements are the administrators'. @throws NOT_ALLOWED */
async function checkStructure(ctx: Context, sidan: Sidan, resource: string, action: string): Promise<void> {
  if (STRUCTURE.has(resource) && STRUCTURE_READS.has(action)) return;
  // Nobody signed in: the host has decided already.
  if (!ctx.state.currentUser || (await actorOf(ctx, sidan)).unbound) return;
  if (resource === 'customRequests' && action === 'send') return;
  // Only in this form is the table part of the address, and not a word in the body.
  const ours = resource === 'collections.fields' && isPlaced(String(ctx.action.sourceId));
  const values = (ctx.action.params.values ?? {}) as Record<string, unknown>;
  const known = sidan.db
    .getCollection(String(ctx.action.sourceId))
    ?.getField(String(ctx.action.params.filterByTk ?? ''));
  // The form sends a relation of ours back as it is; to make one, or to turn one elsewhere, is the administrators'.
  const relates = RELATION_PARTS.some((part) => values[part] !== undefined && values[part] !== known?.options[part]);
  if (ours && FIELD_WRITES.has(action) && !relates) return;
  throw new SidanError('NOT_ALLOWED');
}
