import { batched } from './batch';
import { list } from './request';

export type OwnerKind = 'person' | 'household' | 'team' | 'site' | 'merchant' | 'fund' | 'system';

interface Source {
  collection: string;
  key: string;
}

/**
 * Where the names of each kind of owner stand, to be asked in turn. People first by their registration as volunteers, which every staff role may read;
 * residents earn points too, and stand only where not everybody may look.
 */
const SOURCES: Partial<Record<OwnerKind, Source[]>> = {
  person: [
    { collection: 'sidanVolunteers', key: 'personId' },
    { collection: 'sidanPeople', key: 'id' },
  ],
  team: [{ collection: 'sidanTeams', key: 'id' }],
  site: [{ collection: 'sidanSites', key: 'id' }],
};

const readers = new Map<OwnerKind, (id: string) => Promise<string | undefined>>();

/** The name of an account's owner. */
export function ownerName(kind: OwnerKind, id: string): Promise<string | undefined> {
  let read = readers.get(kind);
  if (!read) readers.set(kind, (read = batched((ids) => fetchNames(kind, ids))));
  return read(id);
}

async function fetchNames(kind: OwnerKind, ids: string[]): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const [turn, source] of (SOURCES[kind] ?? []).entries()) {
    const missing = ids.filter((id) => !names.has(id));
    if (!missing.length) break;
    // Who may not read a further source sees what the first one knew.
    const found = turn === 0 ? readNames(source, missing) : readNames(source, missing).catch(() => []);
    for (const [id, name] of await found) names.set(id, name);
  }
  return names;
}

async function readNames({ collection, key }: Source, ids: string[]): Promise<[string, string][]> {
  const { rows } = await list<Record<string, string>>(collection, {
    filter: { [key]: { $in: ids } },
    fields: [key, 'name'],
    pageSize: ids.length,
  });
  return rows.map((row) => [row[key]!, row.name!]);
}
