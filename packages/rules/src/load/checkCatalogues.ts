/**
 * Checks the catalogues and lists of a pack: names used twice, names that parents have taken, and what each catalogue asks for.
 */
import {
  type Catalogue,
  CATALOGUE_NAMES,
  type CatalogueEntries,
  type CatalogueName,
  catalogueSpec,
  type CodeList,
} from '../catalogue';
import type { Pack } from '../pack/pack';
import { pointer, problem, type Problem } from '../problem';
import { isForbiddenName } from './guard';

/** The catalogues and lists that are a pack's own. */
export type OwnEntries = Pick<Pack, 'catalogues' | 'lists'>;

export const catalogueFile = (name: string): string => `catalogue/${name}.json`;

/**
 * @param known what there is without the pack: an entry of that name must be declared as an override
 * @param catalogue everything together
 * @param overrides `<catalogue>/<entry>` of the entries that the manifest says it replaces
 */
export function checkCatalogues(
  own: OwnEntries,
  known: Catalogue,
  catalogue: Catalogue,
  overrides: ReadonlySet<string>,
): Problem[] {
  return [
    ...CATALOGUE_NAMES.flatMap((name) => checkCatalogue(name, own.catalogues[name], known, catalogue, overrides)),
    ...own.lists.flatMap((list) => checkList(list, known, overrides)),
  ];
}

function checkCatalogue<K extends CatalogueName>(
  name: K,
  entries: readonly CatalogueEntries[K][],
  known: Catalogue,
  catalogue: Catalogue,
  overrides: ReadonlySet<string>,
): Problem[] {
  const spec = catalogueSpec(name);
  const file = catalogueFile(name);
  const taken = takenNames(known[name].keys(), name, overrides);
  return entries.flatMap((entry, index) => {
    const path = pointer(`/${spec.list}`, index);
    const own = spec.nameOf(entry);
    const problems = [...spec.check(entry, file, path, catalogue)];
    if (isForbiddenName(own)) problems.push(problem('NAME_FORBIDDEN', file, `${path}/name`, { name: own }));
    if (taken.has(own)) {
      problems.push(
        name === 'facts'
          ? problem('FACT_DUPLICATE', file, `${path}/name`, { fact: own })
          : problem('ENTRY_DUPLICATE', file, `${path}/name`, { entry: own }),
      );
    }
    taken.add(own);
    return problems;
  });
}

function checkList({ list, entries }: CodeList, known: Catalogue, overrides: ReadonlySet<string>): Problem[] {
  const file = catalogueFile(list);
  const taken = takenNames(known.lists.get(list)?.keys() ?? [], list, overrides);
  return entries.flatMap(({ code }, index) => {
    const path = `${pointer('/entries', index)}/code`;
    const problems = isForbiddenName(code) ? [problem('NAME_FORBIDDEN', file, path, { name: code })] : [];
    if (taken.has(code)) problems.push(problem('ENTRY_DUPLICATE', file, path, { entry: code }));
    taken.add(code);
    return problems;
  });
}

function takenNames(known: Iterable<string>, catalogue: string, overrides: ReadonlySet<string>): Set<string> {
  return new Set([...known].filter((name) => !overrides.has(`${catalogue}/${name}`)));
}
