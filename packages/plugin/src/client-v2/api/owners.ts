import { list } from './request';

export type OwnerKind = 'person' | 'household' | 'team' | 'site' | 'merchant' | 'fund' | 'system';

/** Where the names of each kind of owner stand. People by their registration as volunteers: every staff role may read that. */
const SOURCES: Partial<Record<OwnerKind, { collection: string; key: string }>> = {
  person: { collection: 'sidanVolunteers', key: 'personId' },
  team: { collection: 'sidanTeams', key: 'id' },
  site: { collection: 'sidanSites', key: 'id' },
};

const PAUSE_MS = 20;

interface Batch {
  ids: Set<string>;
  names: Promise<Map<string, string>>;
}

const batches = new Map<OwnerKind, Batch>();
const known = new Map<string, Promise<string | undefined>>();

/** The name of an account's owner. The cells of a table ask one by one; one request answers all that asked at the same time. */
export function ownerName(kind: OwnerKind, id: string): Promise<string | undefined> {
  const key = `${kind} ${id}`;
  let name = known.get(key);
  if (!name) {
    const batch = batches.get(kind) ?? openBatch(kind);
    batch.ids.add(id);
    name = batch.names.then((names) => names.get(id));
    name.catch(() => known.delete(key));
    known.set(key, name);
  }
  return name;
}

function openBatch(kind: OwnerKind): Batch {
  const ids = new Set<string>();
  const batch: Batch = { ids, names: new Promise((resolve) => setTimeout(resolve, PAUSE_MS)).then(() => (batches.delete(kind), fetchNames(kind, [...ids]))) };
  batches.set(kind, batch);
  return batch;
}

async function fetchNames(kind: OwnerKind, ids: string[]): Promise<Map<string, string>> {
  const source = SOURCES[kind];
  if (!source) return new Map();
  const { collection, key } = source;
  const { rows } = await list<Record<string, string>>(collection, { filter: { [key]: { $in: ids } }, fields: [key, 'name'], pageSize: ids.length });
  return new Map(rows.map((row) => [row[key]!, row.name!]));
}
