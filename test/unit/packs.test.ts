/**
 * Every pack of the repository, shipped (rules/) or worked out from a published document (examples/packs/): it loads on its
 * parents without a problem, its cases pass, every rule comes out in one of them, and it speaks both languages.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  compile,
  derive,
  explainSettlement,
  layer,
  loadPack,
  localMoment,
  lookupIn,
  type Manifest,
  type Pack,
  packTexts,
  runCases,
  say,
  settle,
} from '@sidan/rules';

const ROOT = join(__dirname, '../..');

const RULES = Object.fromEntries(
  ['zh-CN', 'en-US'].map((language) => {
    const texts = JSON.parse(readFileSync(join(ROOT, 'locales', language, 'rules.json'), 'utf8')) as Record<
      string,
      string
    >;
    return [language, Object.fromEntries(Object.entries(texts).map(([key, text]) => [`rules.${key}`, text]))];
  }),
);

interface Folder {
  readonly path: string;
  readonly files: Readonly<Record<string, unknown>>;
  readonly manifest: Manifest;
}

function foldersIn(parent: string): Folder[] {
  return readdirSync(join(ROOT, parent), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const path = `${parent}/${name}`;
      const names = readdirSync(join(ROOT, path), { recursive: true, encoding: 'utf8' });
      const read = (file: string): unknown => JSON.parse(readFileSync(join(ROOT, path, file), 'utf8'));
      const files = Object.fromEntries(
        names.filter((file) => file.endsWith('.json')).map((file) => [file, read(file)]),
      );
      return { path, files, manifest: files['pack.json'] as Manifest };
    });
}

const folders = ['rules', 'examples/packs'].flatMap(foldersIn);
const loaded = new Map<string, { readonly pack: Pack; readonly parents: readonly Pack[] }>();

/** The pack with those that it stands on, each loaded once. */
function load({ files, manifest }: Folder): { readonly pack: Pack; readonly parents: readonly Pack[] } {
  const known = loaded.get(manifest.name);
  if (known) return known;
  const wanted = manifest.extends?.name;
  const parent = folders.find((folder) => folder.manifest.name === wanted);
  const above = parent && load(parent);
  const parents = above ? [...above.parents, above.pack] : [];
  const result = loadPack(files, { parents });
  if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 2));
  loaded.set(manifest.name, { pack: result.pack, parents });
  return { pack: result.pack, parents };
}

describe('packs', () => {
  it('have names of their own', () => {
    const names = folders.map(({ manifest }) => manifest.name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  describe.each(folders.map((folder) => [folder.path, folder] as const))('%s', (_, folder) => {
    it('loads, and its cases bring out every rule and pass', () => {
      const { pack, parents } = load(folder);
      const { passed, problems, results, uncovered } = runCases(pack, parents);
      const failed = results.filter((result) => !result.passed);
      expect({ problems, failed, uncovered }).toEqual({ problems: [], failed: [], uncovered: [] });
      expect(passed).toBe(true);
    });

    it('has the same texts in both languages', () => {
      const { texts } = load(folder).pack;
      expect(Object.keys(texts['en-US'] ?? {}).sort()).toEqual(Object.keys(texts['zh-CN'] ?? {}).sort());
    });

    it('says what its cases come to in both languages, with every word there', () => {
      const { pack, parents } = load(folder);
      const packs = [...parents, pack];
      for (const { value } of pack.cases) {
        const at = localMoment(value.at ?? pack.manifest.effectiveFrom);
        const layered = layer(packs, { on: at.slice(0, 10) });
        if (!layered.ok) throw new Error(JSON.stringify(layered.problems));
        const { ruleSet } = layered;
        const facts = derive(ruleSet.facts, value.facts);
        const outcomes = compile(ruleSet)(facts);
        const said = explainSettlement(ruleSet, outcomes, settle(ruleSet, outcomes, facts, { at }));
        const rules = new Set(said.flatMap((sentence) => sentence.rules));
        expect(outcomes.map(({ rule }) => rule).filter((rule) => !rules.has(rule))).toEqual([]);
        for (const language of ['zh-CN', 'en-US']) {
          const lookup = lookupIn(RULES[language] ?? {}, packTexts(packs, language));
          for (const { text } of said)
            expect(say(text, lookup)).not.toMatch(/\{\{|undefined|\b(rules|packs|facts|cards)\./);
        }
      }
    });

    it('says for each rule where it comes from', () => {
      const silent = load(folder).pack.rules.filter(({ value }) => !value.cites?.length);
      expect(silent.map(({ file }) => file)).toEqual([]);
    });
  });
});
