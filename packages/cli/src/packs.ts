/**
 * Loading packs with the parents that they extend: from `--with`, from beside the pack, or from the shipped ones.
 */
import { readdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { layer, loadPack, type Manifest, type Pack, type Problem, type RuleSet } from '@sidan/rules';
import { EXIT, Failure } from './exit';
import { nameOf, readPack, type ParsedPack } from './folder';
import { SHIPPED } from './places';

export interface LoadedPack {
  readonly path: string;
  readonly name: string;
  /** Undefined when it has problems. */
  readonly pack?: Pack;
  /** Nearest last. */
  readonly parents: readonly Pack[];
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  readonly ruleSet?: RuleSet;
}

/** Loads a pack wholly: its files, its parents, and how they fit. */
export async function loadWithParents(path: string, withPaths: readonly string[] = []): Promise<LoadedPack> {
  const parsed = await readPack(path);
  const name = nameOf(path);
  const parents = await parentsOf(parsed, path, withPaths, 0);
  if (parsed.problems.length > 0) return { path, name, parents, problems: parsed.problems, warnings: [] };
  const loaded = loadPack(parsed.files, { parents });
  if (!loaded.ok) return { path, name, parents, problems: loaded.problems, warnings: [] };
  const { pack, warnings } = loaded;
  const layered = layer([...parents, pack]);
  return layered.ok
    ? { path, name, pack, parents, problems: [], warnings, ruleSet: layered.ruleSet }
    : { path, name, pack, parents, problems: layered.problems, warnings };
}

/** Layers of a line are at most this many. */
const PARENTS_MAX = 6;

async function parentsOf(
  parsed: ParsedPack,
  path: string,
  withPaths: readonly string[],
  depth: number,
): Promise<Pack[]> {
  const wanted = (parsed.files['pack.json'] as Partial<Manifest> | undefined)?.extends;
  if (typeof wanted?.name !== 'string' || depth >= PARENTS_MAX) return [];
  let unsound: Failure | undefined;
  for (const candidate of await candidates(path, withPaths)) {
    const other = await readPack(candidate).catch(() => undefined);
    if (!other || (other.files['pack.json'] as Partial<Manifest> | undefined)?.name !== wanted.name) continue;
    const parents = await parentsOf(other, candidate, withPaths, depth + 1);
    const loaded = loadPack(other.files, { parents });
    if (loaded.ok) return [...parents, loaded.pack];
    unsound ??= new Failure(EXIT.problems, 'cli.error.parent', { path: candidate, count: loaded.problems.length });
  }
  // A draft beside the pack does not matter while there is a sound one; that it is missing altogether is for `layer` to say.
  if (unsound) throw unsound;
  return [];
}

async function candidates(path: string, withPaths: readonly string[]): Promise<string[]> {
  const own = resolve(path);
  const folders = [dirname(own), SHIPPED];
  const beside = await Promise.all(
    folders.map(async (folder) => {
      const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
      return entries
        .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
        .map(({ name }) => join(folder, name));
    }),
  );
  return [...new Set([...withPaths.map((one) => resolve(one)), ...beside.flat()])].filter((one) => one !== own);
}

/** A rule set, or an end with all problems shown by the caller. */
export function mustHaveRuleSet({ ruleSet, problems, path }: LoadedPack): RuleSet {
  if (!ruleSet) throw new Failure(EXIT.problems, 'cli.error.unsound', { path, count: problems.length });
  return ruleSet;
}
