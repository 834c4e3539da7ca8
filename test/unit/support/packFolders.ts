/** Every pack of the repository, shipped (rules/), worked out from a published document (examples/packs/) or the demo county's own, as it lies in its folder. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPack, lookupIn, type Lookup, type Manifest, type Pack, packTexts } from '@sidan/rules';

const ROOT = join(__dirname, '../../..');

export interface Folder {
  readonly path: string;
  readonly files: Readonly<Record<string, unknown>>;
  readonly manifest: Manifest;
}

function folderAt(path: string): Folder {
  const names = readdirSync(join(ROOT, path), { recursive: true, encoding: 'utf8' });
  const read = (file: string): unknown => JSON.parse(readFileSync(join(ROOT, path, file), 'utf8'));
  const files = Object.fromEntries(names.filter((file) => file.endsWith('.json')).map((file) => [file, read(file)]));
  return { path, files, manifest: files['pack.json'] as Manifest };
}

const foldersIn = (parent: string): Folder[] =>
  readdirSync(join(ROOT, parent), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => folderAt(`${parent}/${name}`));

/** The demo county's own pack is one of them. */
export const FOLDERS: readonly Folder[] = [
  ...['rules', 'examples/packs'].flatMap(foldersIn),
  folderAt('examples/renqiu/pack'),
];

export interface OnParents {
  readonly pack: Pack;
  readonly parents: readonly Pack[];
}

const loaded = new Map<string, OnParents>();

/** The pack with those that it stands on, each loaded once. */
export function loadFolder({ files, manifest }: Folder): OnParents {
  const known = loaded.get(manifest.name);
  if (known) return known;
  const wanted = manifest.extends?.name;
  const parent = FOLDERS.find((folder) => folder.manifest.name === wanted);
  const above = parent && loadFolder(parent);
  const parents = above ? [...above.parents, above.pack] : [];
  const result = loadPack(files, { parents });
  if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 2));
  loaded.set(manifest.name, { pack: result.pack, parents });
  return { pack: result.pack, parents };
}

export const LANGUAGES = ['zh-CN', 'en-US'] as const;

const RULES = Object.fromEntries(
  LANGUAGES.map((language) => {
    const texts = JSON.parse(readFileSync(join(ROOT, 'locales', language, 'rules.json'), 'utf8')) as Record<
      string,
      string
    >;
    return [language, Object.fromEntries(Object.entries(texts).map(([key, text]) => [`rules.${key}`, text]))];
  }),
);

const lookups = new Map<string, Lookup>();

/** The texts of the software and of these packs, as they are looked up for people. */
export function lookupOf(packs: readonly Pack[], language: (typeof LANGUAGES)[number]): Lookup {
  const place = [language, ...packs.map(({ manifest }) => manifest.name)].join(' ');
  const lookup = lookups.get(place) ?? lookupIn(RULES[language] ?? {}, packTexts(packs, language));
  lookups.set(place, lookup);
  return lookup;
}
