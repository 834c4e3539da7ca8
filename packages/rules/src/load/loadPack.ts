import type { FactDefinition } from '../facts';
import { LIMITS } from '../limits';
import type { InFile, Manifest, Pack, PackCase } from '../pack/pack';
import { problem, type Problem } from '../problem';
import type { Rule } from '../rule';
import { checkManifest } from './checkManifest';
import { checkRule } from './checkRule';
import { checkCases, checkFacts, checkRuleNames, checkTexts, checkTies } from './checkWhole';
import { sortFiles } from './files';

export interface LoadOptions {
  /** Facts known besides the pack's own: those of its parents, and the fields that administrators added. */
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

  const [factsFile, factsContent] = [...rooms.facts][0] ?? ['', { facts: [] }];
  const { facts } = factsContent as { facts: FactDefinition[] };
  const parents = new Map((options.facts ?? []).map((fact) => [fact.name, fact]));
  problems.push(...checkFacts(facts, parents, factsFile));
  const catalogue = new Map([...parents, ...facts.map((fact) => [fact.name, fact] as const)]);

  const rules = inFiles<Rule>(rooms.rule);
  const found = rules.map(({ file, value }) => checkRule(value, file, catalogue));
  problems.push(...found.flat());
  // Whatever is asked of rules together needs rules that are right by themselves.
  const sound = rules.filter((_, index) => found[index]?.length === 0);
  problems.push(...checkRuleNames(sound), ...checkTies(sound));

  const cases = [...rooms.cases].flatMap(([file, content]) =>
    (content as { cases: PackCase[] }).cases.map((value) => ({ file, value })),
  );
  problems.push(...checkCases(cases, catalogue));

  const texts = Object.fromEntries(
    [...rooms.texts].map(([file, content]) => [file.slice('locales/'.length, -'.json'.length), content]),
  ) as Pack['texts'];
  if (manifest) {
    problems.push(...checkManifest(manifest, 'pack.json', new Set(rules.map(({ value }) => value.name))));
    problems.push(...checkTexts(manifest, sound, facts, texts));
  }

  if (problems.length > 0 || !manifest) return { ok: false, problems: problems.slice(0, LIMITS.problemsMax) };
  return { ok: true, pack: freeze(structuredClone({ manifest, rules, facts, cases, texts })) };
}

function inFiles<T>(room: ReadonlyMap<string, unknown>): InFile<T>[] {
  return [...room].map(([file, value]) => ({ file, value: value as T }));
}

/** Depth is bounded: the guard has seen every file. */
function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}
