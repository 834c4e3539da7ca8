import type { FactDefinition } from '../facts';
import { LIMITS } from '../limits';
import type { InFile, Manifest, Pack, PackCase } from '../pack/pack';
import { problem, type Problem } from '../problem';
import type { Rule } from '../rule';
import { catalogueOf, changedEntries, withEntries, withoutEntries } from '../layers/entries';
import { checkCatalogues } from './checkCatalogues';
import { checkManifest } from './checkManifest';
import { checkRule } from './checkRule';
import { checkCases, checkRuleDates, checkRuleNames, checkTexts, checkTies } from './checkWhole';
import { sortFiles } from './files';
import { contentsOf, ownEntries, textKeys } from './ownEntries';

export interface LoadOptions {
  /** The packs that it will stand on, in any order: their catalogues are known to its rules. */
  readonly parents?: readonly Pack[];
  /** Facts known besides: the fields that administrators added. */
  readonly facts?: readonly FactDefinition[];
}

export type LoadResult =
  | { readonly ok: true; readonly pack: Pack }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Makes a pack of its files (path within the pack → parsed JSON), or says everything that is wrong with them.
 *
 * Promises never to throw, whatever the files contain, and to keep within `LIMITS`. The pack is a frozen copy. What is
 * checked: see `PROBLEMS`. How it fits its parents is for `layer` to say.
 */
export function loadPack(files: Readonly<Record<string, unknown>>, options: LoadOptions = {}): LoadResult {
  const { rooms, problems } = sortFiles(files);
  const manifest = rooms.pack.get('pack.json') as Manifest | undefined;
  if (!Object.hasOwn(files, 'pack.json')) problems.push(problem('MANIFEST_MISSING', 'pack.json', '', {}));

  const own = ownEntries(rooms, problems);
  const known = catalogueOf(options.parents ?? [], options.facts);
  const changes = changedEntries(manifest);
  const catalogue = withEntries(withoutEntries(known, changes.off), own);
  problems.push(...checkCatalogues(own, known, catalogue, changes.overrides));

  const rules = inFiles<Rule>(rooms.rule);
  const found = rules.map(({ file, value }) => checkRule(value, file, catalogue));
  problems.push(...found.flat());
  // Whatever is asked of rules together needs rules that are right by themselves.
  const sound = rules.filter((_, index) => found[index]?.length === 0);
  problems.push(...checkRuleNames(sound), ...checkTies(sound));

  const cases = [...rooms.cases].flatMap(([file, content]) =>
    (content as { cases: PackCase[] }).cases.map((value) => ({ file, value })),
  );
  problems.push(...checkCases(cases, catalogue.facts));

  const texts = Object.fromEntries(
    [...rooms.texts].map(([file, content]) => [file.slice('locales/'.length, -'.json'.length), content]),
  ) as Pack['texts'];
  if (manifest) {
    problems.push(...checkManifest(manifest, 'pack.json', contentsOf(rules, own)));
    problems.push(...checkRuleDates(manifest, sound));
    problems.push(...checkTexts(manifest, sound, textKeys(own), texts));
  }

  if (problems.length > 0 || !manifest) return { ok: false, problems: problems.slice(0, LIMITS.problemsMax) };
  const facts = own.catalogues.facts;
  return { ok: true, pack: freeze(structuredClone({ manifest, rules, facts, ...own, cases, texts })) };
}

function inFiles<T>(room: ReadonlyMap<string, unknown>): InFile<T>[] {
  return [...room].map(([file, value]) => ({ file, value: value as T }));
}

/** Depth is bounded: the guard has seen every file. */
function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}
