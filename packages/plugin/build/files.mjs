import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const skipped = new Set(['node_modules', 'dist', '.git']);

/**
 * Every file below a path, sorted, so that two runs see the same list. A path that is a file stands for itself; an absent one for nothing.
 * @param {string} path
 * @param {(name: string) => boolean} [keep]
 * @returns {string[]}
 */
export function filesUnder(path, keep = () => true) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return keep(basename(path)) ? [path] : [];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => !skipped.has(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => filesUnder(join(path, entry.name), keep));
}

/**
 * Lets `fill` write a folder under another name and then puts it in place, so that a server running from the old one never sees it half-written.
 * Two builds at once end with one complete result, whichever came last.
 * @param {string} target
 * @param {(folder: string) => void | Promise<void>} fill
 */
export async function replaceFolder(target, fill) {
  const fresh = `${target}.new-${process.pid}`;
  const old = `${target}.old-${process.pid}`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  try {
    await fill(fresh);
    for (let attempt = 0; ; attempt += 1) {
      try {
        if (existsSync(target)) renameSync(target, old);
        renameSync(fresh, target);
        break;
      } catch (error) {
        if (attempt >= 5) throw error;
      }
      rmSync(old, { recursive: true, force: true });
    }
  } finally {
    rmSync(fresh, { recursive: true, force: true });
    rmSync(old, { recursive: true, force: true });
  }
}

/**
 * Copies a file or folder if it exists, making the folders above it.
 * @param {string} from
 * @param {string} to
 */
export function copy(from, to) {
  if (!existsSync(from)) return;
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to, { recursive: true });
}
