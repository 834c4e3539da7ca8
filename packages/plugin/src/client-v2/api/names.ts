import { language } from '../app';
import { orderStates } from './orders';
import { list } from './request';

/** What a code in a row stands for. The rows are few (a county has tens of towns), so each catalogue is read once, whole. */
export type Catalogue =
  | 'town'
  | 'area'
  | 'team'
  | 'service'
  | 'platform'
  | 'path'
  | 'state'
  | 'ratingScale'
  | 'ratingItems'
  | WordList;

/** Lists without codes: what one form asks for and another has must be the same words. */
export type WordList = 'skills' | 'qualifications';

export interface Named {
  value: string;
  label: string;
}

interface Entry {
  code: string;
  name: string;
  nameEn?: string | null;
}

const regions = async (levels: readonly string[]): Promise<Entry[]> =>
  (
    await list<Entry>('sidanRegions', {
      filter: { level: { $in: levels } },
      fields: ['code', 'name', 'nameEn'],
      sort: ['code'],
      pageSize: 2000,
    })
  ).rows;

/** What somebody can be appointed for: provinces and cities as far as they are known, the counties served, their towns. */
async function areas(): Promise<Entry[]> {
  const [above, counties, towns] = await Promise.all([
    regions(['province', 'city']),
    list<{ regionCode: string; name: string }>('sidanCounties', {
      fields: ['regionCode', 'name'],
      sort: ['regionCode'],
      pageSize: 500,
    }),
    regions(['town']),
  ]);
  return [...above, ...counties.rows.map(({ regionCode, name }) => ({ code: regionCode, name })), ...towns];
}

const categories = async (catalog: string): Promise<Entry[]> =>
  (
    await list<Entry>('sidanCategories', {
      filter: { catalog },
      fields: ['code', 'name', 'nameEn'],
      sort: ['rank', 'code'],
      pageSize: 500,
    })
  ).rows;

const labelOf = ({ name, nameEn }: Entry): string => (language().startsWith('en') && nameEn) || name;

const isWordList = (name: string): name is WordList => name === 'skills' || name === 'qualifications';

/** The words that services and teams of the county use. */
async function wordsIn(name: WordList): Promise<Named[]> {
  const lists = await Promise.all(
    ['sidanServiceItems', 'sidanTeams'].map((collection) =>
      list<Partial<Record<WordList, unknown>>>(collection, { fields: [name], pageSize: 2000 }),
    ),
  );
  const words = lists.flatMap(({ rows }) => rows.flatMap((row) => row[name] ?? [])).map(String);
  return [...new Set(words)].sort((a, b) => a.localeCompare(b)).map((word) => ({ value: word, label: word }));
}

const entriesOf = (name: Exclude<Catalogue, 'state' | 'ratingScale' | 'ratingItems' | WordList>): Promise<Entry[]> =>
  name === 'town' ? regions(['town']) : name === 'area' ? areas() : categories(name);

const states = async (): Promise<Named[]> =>
  (await orderStates()).rows.map(({ state, stateName }) => ({ value: state, label: stateName }));

async function read(name: Catalogue): Promise<Named[]> {
  if (name === 'state') return states();
  if (isWordList(name)) return wordsIn(name);
  if (name === 'ratingScale') return (await orderStates()).ratings.scales;
  if (name === 'ratingItems') return (await orderStates()).ratings.items;
  return (await entriesOf(name)).map((row) => ({ value: row.code, label: labelOf(row) }));
}

const known = new Map<Catalogue, Promise<Named[]>>();

/** The entries of a catalogue in their order. Kept until the page is loaded anew; a failure is not kept. */
export function catalogue(name: Catalogue): Promise<Named[]> {
  let entries = known.get(name);
  if (!entries) {
    entries = read(name);
    entries.catch(() => known.delete(name));
    known.set(name, entries);
  }
  return entries;
}

/** The words that are offered where such a list is filled in. */
export const wordListOf = (field: string): WordList | undefined => (isWordList(field) ? field : undefined);

/** Which catalogue a column's codes belong to, told by the column's name (and the table's, where a name is used twice). */
export function catalogueOf(collection: string | undefined, field: string): Catalogue | undefined {
  if (field === 'state' && collection === 'sidanOrders') return 'state';
  if (field === 'townCode') return 'town';
  if (field === 'scopeCode') return 'area';
  if (field === 'platform' || field === 'path' || field === 'ratingScale' || field === 'ratingItems') return field;
  if (field === 'category') return collection === 'sidanTeams' ? 'team' : 'service';
  return undefined;
}
