import { batched } from './batch';
import { list } from './request';

export type OwnerKind = 'person' | 'household' | 'team' | 'site' | 'merchant' | 'fund' | 'system' | 'hold';

interface Source {
  collection: string;
  key: string;
  /** The key says who it is within a county only. */
  inCounty?: boolean;
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
  household: [{ collection: 'sidanHouseholds', key: 'id' }],
  site: [{ collection: 'sidanSites', key: 'id' }],
  merchant: [{ collection: 'sidanOutlets', key: 'id' }],
  fund: [{ collection: 'sidanFunds', key: 'code', inCounty: true }],
};

const readers = new Map<OwnerKind, (id: string) => Promise<string | undefined>>();

/** The name of an account's owner; none where there is none, or the reader may not see it. */
export function ownerName(kind: OwnerKind, id: string, regionCode = ''): Promise<string | undefined> {
  let read = readers.get(kind);
  if (!read) readers.set(kind, (read = batched((ids) => fetchNames(kind, ids))));
  return read(SOURCES[kind]?.[0]?.inCounty ? `${regionCode} ${id}` : id);
}

async function fetchNames(kind: OwnerKind, ids: string[]): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const source of SOURCES[kind] ?? []) {
    const missing = ids.filter((id) => !names.has(id));
    if (!missing.length) break;
    // Who may not read a source sees what the others know.
    for (const [id, name] of await readNames(source, missing).catch(() => [])) names.set(id, name);
  }
  return names;
}

async function readNames({ collection, key, inCounty }: Source, ids: string[]): Promise<[string, string][]> {
  const wanted = inCounty ? ids.map((id) => id.slice(id.indexOf(' ') + 1)) : ids;
  const { rows } = await list<Record<string, string>>(collection, {
    filter: { [key]: { $in: wanted } },
    fields: [key, 'name', ...(inCounty ? ['regionCode'] : [])],
    pageSize: inCounty ? 2000 : ids.length,
  });
  return rows.map((row) => [inCounty ? `${row.regionCode} ${row[key]}` : row[key]!, row.name!]);
}
