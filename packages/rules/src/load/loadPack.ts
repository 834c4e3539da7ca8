import { analyse } from '../analysis';
import type { FactDefinition } from '../facts';
import { LIMITS } from '../limits';
import type { InFile, Manifest, Pack, PackCase } from '../pack/pack';
import { problem, type Problem, WARNINGS } from '../problem';
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
  | {
      readonly ok: true;
      readonly pack: Pack;
      /** What is worth a second look and may be meant: see `WARNINGS`. */
      readonly warnings: readonly Problem[];
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Makes a pack of its files (path within the pack → parsed JSON), or says everything that is wrong with them.
 *
 * Promises never to throw, whatever the files contain, and to keep within `LIMITS`. The pack is a frozen copy. What is
 * checked: see `PROBLEMS`. How it fits its parents is for `layer` to say. The largest pack that is allowed takes a good part of
 * a second: a server that has others to answer uses `loadPackWithPauses`.
 */
export function loadPack(files: Readonly<Record<string, unknown>>, options: LoadOptions = {}): LoadResult {
  const steps = loadInSteps(files, options);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** `loadPack` in steps of some milliseconds, with `pause` awaited between them: `() => new Promise(setImmediate)` on a server. */
export async function loadPackWithPauses(
  files: Readonly<Record<string, unknown>>,
  options: LoadOptions,
  pause: () => Promise<unknown>,
): Promise<LoadResult> {
  const steps = loadInSteps(files, options);
  let step = steps.next();
  while (!step.done) {
    await pause();
    step = steps.next();
  }
  return step.value;
}

function* loadInSteps(
  files: Readonly<Record<string, unknown>>,
  options: LoadOptions,
): Generator<undefined, LoadResult> {
  const { rooms, problems } = yield* sortFiles(files);
  const manifest = rooms.pack.get('pack.json') as Manifest | undefined;
  if (!Object.hasOwn(files, 'pack.json')) problems.push(problem('MANIFEST_MISSING', 'pack.json', '', {}));

  const own = ownEntries(rooms, problems);
  const known = catalogueOf(options.parents ?? [], options.facts);
  const changes = changedEntries(manifest);
  const catalogue = withEntries(withoutEntries(known, changes.off), own);
  problems.push(...checkCatalogues(own, known, catalogue, changes.overrides));
  yield;

  const rules = inFiles<Rule>(rooms.rule);
  const found: Problem[][] = [];
  for (const { file, value } of rules) {
    found.push(checkRule(value, file, catalogue));
    yield;
  }
  problems.push(...found.flat());
  // Whatever is asked of rules together needs rules that are right by themselves.
  const sound = rules.filter((_, index) => found[index]?.length === 0);
  problems.push(...checkRuleNames(sound), ...checkTies(sound));
  const ownFacts = new Map(own.catalogues.facts.map((fact) => [fact.name, fact]));
  // Of what is wrong by itself nothing can be proven.
  const isSound = problems.length === 0;
  const analysed = isSound ? yield* analyse(sound, ownFacts, catalogue) : [];
  const warnings = analysed.filter(({ code }) => WARNINGS.has(code));
  problems.push(...analysed.filter(({ code }) => !WARNINGS.has(code)));

  const cases: InFile<PackCase>[] = [];
  const names = new Set<string>();
  for (const [file, content] of rooms.cases) {
    const inFile = (content as { cases: PackCase[] }).cases.map((value) => ({ file, value }));
    problems.push(...checkCases(inFile, catalogue, names));
    cases.push(...inFile);
    yield;
  }

  const texts = Object.fromEntries(
    [...rooms.texts].map(([file, content]) => [file.slice('locales/'.length, -'.json'.length), content]),
  ) as Pack['texts'];
  if (manifest) {
    problems.push(...checkManifest(manifest, 'pack.json', contentsOf(rules, own)));
    problems.push(...checkRuleDates(manifest, sound));
    problems.push(...checkTexts(manifest, sound, textKeys(own), texts));
  }

  if (problems.length > 0 || !manifest) return { ok: false, problems: problems.slice(0, LIMITS.problemsMax) };
  const parts: Partial<Record<keyof Pack, unknown>> = {};
  for (const [name, part] of Object.entries({
    manifest,
    rules,
    ...own,
    cases,
    workflows: inFiles(rooms.workflow),
    texts,
  })) {
    parts[name as keyof Pack] = frozen(part);
    yield;
  }
  const pack = Object.freeze({ ...parts, facts: (parts as Pack).catalogues.facts }) as Pack;
  return { ok: true, warnings, pack };
}

function inFiles<T>(room: ReadonlyMap<string, unknown>): InFile<T>[] {
  return [...room].map(([file, value]) => ({ file, value: value as T }));
}

/** A frozen copy. Depth is bounded and names are safe: the guard has seen every file. */
function frozen(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return Object.freeze(value.map(frozen));
  return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, part]) => [key, frozen(part)])));
}
