/**
 * The catalogues and lists of a pack, out of its files.
 */
import {
  CATALOGUE_NAMES,
  type CatalogueEntries,
  type CatalogueName,
  catalogueSpec,
  type CodeList,
  listTexts,
} from '../catalogue';
import type { InFile } from '../pack/pack';
import { problem, type Problem } from '../problem';
import type { Rule } from '../rule';
import { catalogueFile, type OwnEntries } from './checkCatalogues';
import type { Contents } from './checkManifest';
import type { Room } from './files';

/** Adds a problem for a list whose name is not that of its file: it is left out. */
export function ownEntries(
  rooms: Readonly<Record<Room, ReadonlyMap<string, unknown>>>,
  problems: Problem[],
): OwnEntries {
  const catalogues = Object.fromEntries(
    CATALOGUE_NAMES.map((name) => {
      const content = rooms[name].get(catalogueFile(name)) as Record<string, unknown> | undefined;
      return [name, content?.[catalogueSpec(name).list] ?? []];
    }),
  ) as { [K in CatalogueName]: CatalogueEntries[K][] };
  const lists = [...rooms.list].flatMap(([file, content]) => {
    const list = content as CodeList;
    if (catalogueFile(list.list) === file) return [list];
    problems.push(problem('LIST_FILE_NAME', file, '/list', { list: list.list, expected: catalogueFile(list.list) }));
    return [];
  });
  return { catalogues, lists };
}

function namesIn<K extends CatalogueName>(own: OwnEntries, name: K): string[] {
  return own.catalogues[name].map((entry) => `${name}/${catalogueSpec(name).nameOf(entry)}`);
}

function textsIn<K extends CatalogueName>(own: OwnEntries, name: K): string[] {
  return own.catalogues[name].flatMap((entry) => catalogueSpec(name).texts(entry));
}

export function contentsOf(rules: readonly InFile<Rule>[], own: OwnEntries): Contents {
  return {
    rules: new Set(rules.map(({ value }) => value.name)),
    entries: new Set([
      ...CATALOGUE_NAMES.flatMap((name) => namesIn(own, name)),
      ...own.lists.flatMap(({ list, entries }) => entries.map(({ code }) => `${list}/${code}`)),
    ]),
  };
}

/** Keys of the texts that the entries need. */
export function textKeys(own: OwnEntries): string[] {
  return [...CATALOGUE_NAMES.flatMap((name) => textsIn(own, name)), ...own.lists.flatMap(listTexts)];
}
