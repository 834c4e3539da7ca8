import {
  diff,
  explainProblem,
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

/** What is asked of the thread: everything that takes long with a pack that a stranger sent. Plain data. */
export interface Inspection {
  archive: Uint8Array;
  keys: readonly TrustedKey[];
  /** Archives in force, of any region, widest first, those of one region as they stand: those below the pack are its parents. */
  inForce: readonly { regionCode: string; archive: Uint8Array; facts: readonly FactDefinition[] }[];
  facts: readonly FactDefinition[];
  /** Texts of the software in the caller's language, for sentences. */
  texts: Readonly<Record<string, string>>;
  language: string;
  /** Whether changes and cases are wanted besides. */
  whole: boolean;
}

/** One thing that is wrong, in the caller's language. */
export interface SaidProblem {
  code: string;
  file: string;
  path: string;
  cause: string;
  remedy: string;
}

export interface Inspected {
  problems: SaidProblem[];
  warnings: SaidProblem[];
  manifest?: Manifest;
  digest?: string;
  verdict?: Verdict;
  /** What changes where it is put into force, in words. */
  changes?: { what: string; change: string; words: string; reason?: string }[];
  cases?: Pick<CaseReport, 'passed' | 'uncovered'> & {
    count: number;
    failed: { file: string; name: string; expected: string; actual: string }[];
  };
}

/** Opens, judges and checks an archive on what is in force, and says what it would change. Never throws for what the archive holds. */
export async function inspect(asked: Inspection): Promise<Inspected> {
  const { archive, keys, texts, facts } = asked;
  const said = (problems: readonly Problem[]) => problems.map((problem) => sayProblem(problem, texts));
  const opened = await openArchive(archive, keys);
  if (!opened.ok) return { problems: said(opened.problems), warnings: [] };
  const { verdict, digest, files } = opened;
  const regionCode = codeIn(files);
  const around = await loadAround(asked, keptCode(regionCode));
  // It takes the place of the one of its name; a new one stands on all that there are.
  const place = around.findIndex(({ manifest }) => manifest.name === nameIn(files));
  const parents = place < 0 ? around : around.slice(0, place);
  const above = place < 0 ? [] : around.slice(place + 1);
  const loaded = loadPack(files, { parents, facts });
  if (!loaded.ok) return { problems: said(loaded.problems), warnings: [], verdict, digest };
  const { pack } = loaded;
  const after = layer([...parents, pack]);
  const result = { verdict, digest, manifest: pack.manifest, warnings: said(loaded.warnings) };
  if (!after.ok) return { ...result, problems: said(after.problems) };
  if (!asked.whole) return { ...result, problems: [] };
  const [before, whole] = [layer(around), layer([...parents, pack, ...above])];
  if (!whole.ok) return { ...result, problems: said(whole.problems) };
  const lookup = lookupIn(packTexts([...around, pack], asked.language), texts);
  const changes = before.ok ? diff(before.ruleSet, whole.ruleSet) : [];
  return {
    ...result,
    problems: [],
    changes: changes.map(({ what, change, words, reason }) => ({
      what,
      change,
      words: say(words, lookup),
      ...(reason ? { reason: reason[asked.language] ?? reason['zh-CN'] } : {}),
    })),
    cases: casesOf(runCases(pack, parents)),
  };
}

const nameIn = (files: Readonly<Record<string, unknown>>): unknown =>
  (files['pack.json'] as { name?: unknown } | null | undefined)?.name;

/** The region that a manifest names, before anything of it is known to be right. */
function codeIn(files: Readonly<Record<string, unknown>>): string {
  const code = (files['pack.json'] as { regionCode?: unknown } | null | undefined)?.regionCode;
  return typeof code === 'string' && /^\d{0,12}$/.test(code) ? code : '';
}

/** The packs in force around a region, widest first. One that does not load any more is left out: what needs it says so. */
async function loadAround({ inForce }: Inspection, code: string): Promise<Pack[]> {
  const packs: Pack[] = [];
  for (const { archive, facts } of inForce.filter(({ regionCode }) => isOver(regionCode, code))) {
    const opened = await openArchive(archive, []);
    const loaded = opened.ok ? loadPack(opened.files, { parents: packs, facts }) : undefined;
    if (loaded?.ok) packs.push(loaded.pack);
  }
  return packs;
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

export function sayProblem(problem: Problem, texts: Readonly<Record<string, string>>): SaidProblem {
  const { code, file, path } = problem;
  const { cause, remedy } = explainProblem(problem);
  const lookup = lookupIn(texts);
  return { code, file, path, cause: say(cause, lookup), remedy: say(remedy, lookup) };
}
