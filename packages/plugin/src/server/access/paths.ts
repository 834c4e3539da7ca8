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

/**
 * Refuses paths that lead to a hidden column, or through a relation into a collection that the role may not see.
 * @throws NOT_ALLOWED
 */
export function checkPaths(
  db: Database,
  start: Collection,
  paths: readonly Path[],
  mayView: (collection: string) => boolean,
): void {
  for (const path of paths) {
    let collection: Collection | undefined = start;
    for (const name of path) {
      const field = collection?.getField(name);
      if (!collection || !field) break;
      if (field.options.hidden) throw new SidanError('NOT_ALLOWED');
      const target: unknown = field.options.target;
      if (typeof target !== 'string') break;
      if (!mayView(target)) throw new SidanError('NOT_ALLOWED');
      collection = db.getCollection(target);
    }
  }
}
