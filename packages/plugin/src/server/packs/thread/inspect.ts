import {
  diff,
  layer,
  loadPack,
  packTexts,
  runCases,
  lookupIn,
  say,
  type CaseReport,
  type FactDefinition,
  type Manifest,
  type Pack,
  type Problem,
} from '@sidan/rules';
import { openArchive, type TrustedKey, type Verdict } from '@sidan/rules/archive';
import { isOver, keptCode } from '../regions';
import { sayProblem, type SaidProblem } from '../said';
import { stackOver, type Standing } from '../standing';
import { assetsOf, type Asset } from './assets';
import { loadAll, type Archive } from './known';
import { inspectLifecycles, type LifecycleGround } from './lifecycles';

/** What is asked of the thread: everything that takes long with a pack that a stranger sent. Plain data. */
export interface Inspection {
  archive: Uint8Array;
  keys: readonly TrustedKey[];
  /** Archives in force, of any region: those below the pack are its parents. */
  inForce: Standing<Archive>;
  facts: readonly FactDefinition[];
  lifecycles: LifecycleGround;
  /** Texts of the software in the caller's language, for sentences. */
  texts: Readonly<Record<string, string>>;
  language: string;
  /** Whether changes and cases are wanted besides. */
  whole: boolean;
}

export interface Inspected {
  problems: SaidProblem[];
  warnings: SaidProblem[];
  manifest?: Manifest;
  digest?: string;
  verdict?: Verdict;
  /** What changes where it is put into force, in words. */
  changes?: { what: string; change: string; words: string; reason?: string }[];
  /** The states of orders, where the pack touches their lifecycle. */
  states?: string[];
  cases?: Pick<CaseReport, 'passed' | 'uncovered'> & {
    count: number;
    failed: { file: string; name: string; expected: string; actual: string }[];
  };
  /** What can be budgeted: everything that it, or what is in force, may give. */
  assets?: Asset[];
}

/**
 * Opens, judges and checks an archive on what is in force, and says what it would change. Where its region goes on with an older version of another pack, it may
 * stand on the newer or on the older; the newer is tried first, and what is wrong on that is what is said. Never throws for what the archive holds.
 */
export async function inspect(asked: Inspection): Promise<Inspected> {
  const { archive, keys, texts } = asked;
  const opened = await openArchive(archive, keys);
  if (!opened.ok) return { problems: opened.problems.map((problem) => sayProblem(problem, texts)), warnings: [] };
  const { verdict, digest, files } = opened;
  const place = keptCode(codeIn(files));
  const now = await loadAll(stackOver(asked.inForce, place));
  const isKeeping = asked.inForce.kept.some((one) => isOver(one.place, place));
  const bare = isKeeping ? await loadAll(stackOver(asked.inForce, place, true)) : now;
  const found = inspectOn(asked, files, now, bare);
  const other = isKeeping && found.problems.length ? inspectOn(asked, files, now, now) : found;
  return { verdict, digest, ...(other.problems.length ? found : other) };
}

/** The files of an archive on what they would stand on, against what is in force now. */
function inspectOn(
  { texts, facts, whole: isWhole, language, lifecycles }: Inspection,
  files: Readonly<Record<string, unknown>>,
  now: readonly Pack[],
  around: readonly Pack[],
): Inspected {
  const said = (problems: readonly Problem[]) => problems.map((problem) => sayProblem(problem, texts));
  // It takes the place of the one of its name; a new one stands on all that there are.
  const place = around.findIndex(({ manifest }) => manifest.name === nameIn(files));
  const parents = place < 0 ? around : around.slice(0, place);
  const above = place < 0 ? [] : around.slice(place + 1);
  const loaded = loadPack(files, { parents, facts });
  if (!loaded.ok) return { problems: said(loaded.problems), warnings: [] };
  const { pack } = loaded;
  const after = layer([...parents, pack]);
  const all = [...parents, pack, ...above];
  const ground = { ...lifecycles, facts, texts, language };
  const life = inspectLifecycles(ground, pack, now, isWhole ? all : [...parents, pack]);
  const result = { manifest: pack.manifest, warnings: [...said(loaded.warnings), ...life.warnings] };
  if (!after.ok) return { ...result, problems: [...said(after.problems), ...life.problems] };
  if (!isWhole || life.problems.length) return { ...result, problems: life.problems };
  const [before, whole] = [layer(now), layer(all)];
  if (!whole.ok) return { ...result, problems: said(whole.problems) };
  const lookup = lookupIn(packTexts([...around, pack], language), texts);
  const changes = before.ok ? diff(before.ruleSet, whole.ruleSet) : [];
  return {
    ...result,
    problems: [],
    ...(life.states ? { states: life.states } : {}),
    changes: [
      ...life.changes,
      ...changes.map(({ what, change, words, reason }) => ({
        what,
        change,
        words: say(words, lookup),
        ...(reason ? { reason: reason[language] ?? reason['zh-CN'] } : {}),
      })),
    ],
    cases: casesOf(runCases(pack, parents)),
    assets: assetsOf([whole.ruleSet, ...(before.ok ? [before.ruleSet] : [])], lookup),
  };
}

const nameIn = (files: Readonly<Record<string, unknown>>): unknown =>
  (files['pack.json'] as { name?: unknown } | null | undefined)?.name;

/** The region that a manifest names, before anything of it is known to be right. */
function codeIn(files: Readonly<Record<string, unknown>>): string {
  const code = (files['pack.json'] as { regionCode?: unknown } | null | undefined)?.regionCode;
  return typeof code === 'string' && /^\d{0,12}$/.test(code) ? code : '';
}

function casesOf({ passed, uncovered, results }: CaseReport): Inspected['cases'] {
  const failed = results.filter((result) => !result.passed).slice(0, 50);
  return {
    passed,
    uncovered,
    count: results.length,
    failed: failed.map(({ file, name, expected, actual, differences }) => ({
      file,
      name,
      expected: JSON.stringify(expected ?? differences),
      actual: JSON.stringify(actual),
    })),
  };
}
