/**
 * Every pack of the repository, shipped (rules/) or worked out from a published document (examples/packs/): it loads on its
 * parents without a problem, its cases pass, every rule comes out in one of them, and it speaks both languages.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPack, runCases, type Manifest, type Pack } from '@sidan/rules';

const ROOT = join(__dirname, '../..');

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

    it('says for each rule where it comes from', () => {
      const silent = load(folder).pack.rules.filter(({ value }) => !value.cites?.length);
      expect(silent.map(({ file }) => file)).toEqual([]);
    });
  });
});
