import type { Collection, Database } from '@nocobase/database';
import { SidanError } from '../errors';

/** `requester.name` as its parts. */
export type Path = readonly string[];

/** Every column that a filter of the host's names, in whatever way it nests them: `{ "a.b": … }`, `{ a: { b: … } }`, `$and`, `$or`, `a.$eq`. */
export function pathsOfFilter(filter: unknown, above: Path = []): Path[] {
  if (Array.isArray(filter)) return filter.flatMap((one) => pathsOfFilter(one, above));
  if (!filter || typeof filter !== 'object') return above.length ? [above] : [];
  return Object.entries(filter).flatMap(([name, value]) => {
    const path = [...above, ...name.split('.').filter((part) => part && !part.startsWith('$') && !/^\d+$/.test(part))];
    const own = path.length > above.length ? [path] : [];
    return [...own, ...(value && typeof value === 'object' ? pathsOfFilter(value, path) : [])];
  });
}

/** `['-placedAt', 'team.name']`, also in one text with commas. */
export function pathsOfSort(sort: unknown): Path[] {
  const parts = Array.isArray(sort) ? sort : typeof sort === 'string' ? sort.split(',') : [];
  return parts.map((part) => String(part).replace(/^[-+]/, '').split('.'));
}

/** The columns of an exported sheet; the list is sent as JSON in some versions of the form. */
export function pathsOfColumns(params: Record<string, unknown>): Path[] {
  const sent = (params.values as Record<string, unknown> | undefined)?.columns ?? params.columns;
  const columns: unknown = typeof sent === 'string' ? JSON.parse(sent) : sent;
  return (Array.isArray(columns) ? columns : []).map(({ dataIndex }: { dataIndex?: unknown }) =>
    [dataIndex].flat().map(String),
  );
}

interface Named {
  field?: unknown;
}

/** The columns that an aggregation measures, groups, orders and filters by. */
export function pathsOfQuery(query: Record<string, unknown>): Path[] {
  const lists = [query.measures, query.dimensions, query.orders].filter(Array.isArray) as Named[][];
  const named = lists.flat().flatMap(({ field }) => {
    const parts = Array.isArray(field) ? field.map(String) : typeof field === 'string' ? field.split('.') : [];
    return parts.length ? [parts] : [];
  });
  return [...named, ...pathsOfFilter(query.filter), ...pathsOfFilter(query.having)];
}

/** Tells whether a role may list a collection. */
type MayView = (collection: string) => boolean;

/** Whether a path leads to no hidden column and through no relation into a collection that the role may not see. */
function isOpen(db: Database, start: Collection, path: Path, mayView: MayView): boolean {
  let collection: Collection | undefined = start;
  for (const name of path) {
    const field = collection?.getField(name);
    if (!collection || !field) return true;
    if (field.options.hidden) return false;
    const target: unknown = field.options.target;
    if (typeof target !== 'string') return true;
    if (!mayView(target)) return false;
    collection = db.getCollection(target);
  }
  return true;
}

/**
 * Refuses a condition or an order by what the caller may not see: its answer would tell what is there.
 * @throws NOT_ALLOWED
 */
export function checkPaths(db: Database, start: Collection, paths: readonly Path[], mayView: MayView): void {
  if (!paths.every((path) => isOpen(db, start, path, mayView))) throw new SidanError('NOT_ALLOWED');
}

/**
 * What is left of a list of columns and relations to show. What may not be seen is left out, not refused: the host fills an empty list with every column that
 * it knows of, the hidden ones among them.
 */
export function openNames(db: Database, start: Collection, names: unknown, mayView: MayView): string[] | undefined {
  const all = Array.isArray(names) ? names.map(String) : typeof names === 'string' && names ? names.split(',') : [];
  if (!all.length) return undefined;
  const open = all.filter((name) => isOpen(db, start, name.split('.'), mayView));
  // An empty list would again mean everything.
  return open.length ? open : ['id'];
}
