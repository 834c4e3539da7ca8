import { list } from './request';

/** What a code in a row stands for. The rows are few (a county has tens of towns), so each catalogue is read once, whole. */
export type Catalogue = 'town' | 'team' | 'service' | 'platform' | 'path';

export interface Named {
  value: string;
  label: string;
}

const regions = () =>
  list<{ code: string; name: string }>('sidanRegions', { filter: { level: 'town' }, fields: ['code', 'name'], sort: ['code'], pageSize: 2000 });

const categories = (catalog: Exclude<Catalogue, 'town'>) =>
  list<{ code: string; name: string }>('sidanCategories', { filter: { catalog }, fields: ['code', 'name'], sort: ['rank', 'code'], pageSize: 500 });

const known = new Map<Catalogue, Promise<Named[]>>();

/** The entries of a catalogue in their order. Kept until the page is loaded anew; a failure is not kept. */
export function catalogue(name: Catalogue): Promise<Named[]> {
  let entries = known.get(name);
  if (!entries) {
    entries = (name === 'town' ? regions() : categories(name)).then(({ rows }) => rows.map((row) => ({ value: row.code, label: row.name })));
    entries.catch(() => known.delete(name));
    known.set(name, entries);
  }
  return entries;
}

/** Which catalogue a column's codes belong to, told by the column's name (and the table's, where a name is used twice). */
export function catalogueOf(collection: string | undefined, field: string): Catalogue | undefined {
  if (field === 'townCode') return 'town';
  if (field === 'platform' || field === 'path') return field;
  if (field === 'category') return collection === 'sidanTeams' ? 'team' : 'service';
  return undefined;
}
