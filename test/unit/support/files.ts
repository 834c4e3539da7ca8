import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

export const REPO = join(__dirname, '..', '..', '..');

export const read = (path: string): string => readFileSync(join(REPO, path), 'utf8');

export const readJson = <T = Record<string, unknown>>(path: string): T => JSON.parse(read(path)) as T;

const SKIPPED = new Set(['node_modules', 'dist', 'storage', 'data']);

/** Paths within the repository of all files below a folder that fit, sorted. */
export function filesUnder(folder: string, fits: RegExp): string[] {
  const walk = (at: string): string[] =>
    readdirSync(join(REPO, at), { withFileTypes: true }).flatMap((entry) => {
      if (SKIPPED.has(entry.name)) return [];
      const path = join(at, entry.name);
      return entry.isDirectory() ? walk(path) : fits.test(path) ? [path] : [];
    });
  return walk(folder)
    .map((path) => relative('.', path).replaceAll('\\', '/'))
    .sort();
}

/** Source of all packages that runs somewhere, its tests and their helpers left out. */
export const sources = (): string[] =>
  filesUnder('packages', /\/src\/.*\.(ts|tsx|mjs|cjs)$/).filter(
    (path) => !/\.(test|testing|d)\.tsx?$|\/fixtures\//.test(path),
  );
