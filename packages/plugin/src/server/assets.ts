import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** Where the build puts what the server reads: workflows, rule packs, locales. Beside the bundle; overridable when the bundle is run from elsewhere. */
const ROOT = process.env.SIDAN_ASSETS ?? join(__dirname, 'assets');

/** Code for a thread of its own, by name: a bundle beside the server's. */
export const threadFile = (name: string): string => join(__dirname, `${name}.js`);

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

/** A shipped lifecycle definition by name. */
export const workflow = (name: string): unknown => readJson(join(ROOT, 'workflows', `${name}.json`));

/** Names of the shipped lifecycle definitions. */
export const workflowNames = (): string[] =>
  readdirSync(join(ROOT, 'workflows')).flatMap((file) =>
    file.endsWith('.json') ? [file.slice(0, -'.json'.length)] : [],
  );

/** Names of the shipped rule packs: the folders of `rules/`. */
export const packNames = (): string[] =>
  readdirSync(join(ROOT, 'rules')).filter((name) => statSync(join(ROOT, 'rules', name)).isDirectory());

/** The files of a shipped pack, by path within it. */
export function packBytes(name: string): Map<string, Uint8Array> {
  const root = join(ROOT, 'rules', name);
  const files = new Map<string, Uint8Array>();
  const walk = (folder: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) walk(path);
      else files.set(relative(root, path).split(sep).join('/'), readFileSync(path));
    }
  };
  walk(root);
  return files;
}

type Texts = Readonly<Record<string, string>>;

/** Read once: it is a third of a megabyte, and actions ask for it again and again. */
const texts = new Map<string, Texts>();

/** All texts of one language by full key (`<namespace>.<key>`), as the build merged them. */
export function locale(lang: string): Texts {
  if (!texts.has(lang)) texts.set(lang, readJson(join(ROOT, '..', '..', 'locale', `${lang}.json`)) as Texts);
  return texts.get(lang)!;
}

export const LANGUAGES = ['zh-CN', 'en-US'] as const;
