import { batched } from './batch';
import { list } from './request';

export type OwnerKind = 'person' | 'household' | 'team' | 'site' | 'merchant' | 'fund' | 'system';

/** Where the names of each kind of owner stand. People by their registration as volunteers: every staff role may read that. */
const SOURCES: Partial<Record<OwnerKind, { collection: string; key: string }>> = {
  person: { collection: 'sidanVolunteers', key: 'personId' },
  team: { collection: 'sidanTeams', key: 'id' },
  site: { collection: 'sidanSites', key: 'id' },
};

const readers = new Map<OwnerKind, (id: string) => Promise<string | undefined>>();

/** The name of an account's owner. */
export function ownerName(kind: OwnerKind, id: string): Promise<string | undefined> {
  let read = readers.get(kind);
  if (!read) readers.set(kind, (read = batched((ids) => fetchNames(kind, ids))));
  return read(id);
}

async function fetchNames(kind: OwnerKind, ids: string[]): Promise<Map<string, string>> {
  const source = SOURCES[kind];
  if (!source) return new Map();
  const { collection, key } = source;
  const { rows } = await list<Record<string, string>>(collection, {
    filter: { [key]: { $in: ids } },
    fields: [key, 'name'],
    pageSize: ids.length,
  });
  return new Map(rows.map((row) => [row[key]!, row.name!]));
}
