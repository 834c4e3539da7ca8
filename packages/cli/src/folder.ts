/**
 * Packs on disk: a folder or an archive.
 */
import { lstat, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { parseFiles, type Problem } from '@sidan/rules';
import { ARCHIVE_LIMITS, isSafePath, openArchive, type PackBytes } from '@sidan/rules/archive';
import { EXIT, Failure } from './exit';

/** Documents that go into an archive beside the JSON. */
const DOCUMENT = /\.(md|txt)$|^(LICENSE|NOTICE)/i;

export interface FolderBytes {
  readonly bytes: PackBytes;
  /** Files that are no part of a pack: hidden ones, keys, spreadsheets. */
  readonly leftOut: readonly string[];
}

/**
 * The paths that can be packs: a shell's `rules/*` names the README beside them too. Documents alone are kept, to be refused.
 */
export function packPaths(paths: readonly string[]): readonly string[] {
  const packs = paths.filter((path) => !/\.(md|txt)$/i.test(path));
  return packs.length > 0 ? packs : paths;
}

export async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    throw unreadable(error, path);
  }
}

/** Why a file cannot be read: it is none, or whatever else. */
export function unreadable(error: unknown, path: string): Failure {
  const isFolder = (error as NodeJS.ErrnoException | null)?.code === 'EISDIR';
  return new Failure(EXIT.io, isFolder ? 'cli.error.folder' : 'cli.error.read', { path });
}

export async function writeBytes(path: string, bytes: Uint8Array | string, mode?: number): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes, { mode });
  } catch {
    throw new Failure(EXIT.io, 'cli.error.write', { path });
  }
}

/** The files of a folder. Links are not followed, hidden files and `node_modules` not entered. */
export async function readFolder(folder: string): Promise<FolderBytes> {
  const bytes = new Map<string, Uint8Array>();
  const leftOut: string[] = [];
  const walk = async (at: string): Promise<void> => {
    const names = await readdir(at).catch(() => {
      throw new Failure(EXIT.io, 'cli.error.read', { path: at });
    });
    for (const name of names.sort()) {
      const path = join(at, name);
      const inPack = relative(folder, path).split(sep).join('/');
      const found = await lstat(path);
      if (name.startsWith('.') || name === 'node_modules') continue;
      if (found.isDirectory()) await walk(path);
      else if (!found.isFile() || !(name.endsWith('.json') || DOCUMENT.test(name)) || !isSafePath(inPack))
        leftOut.push(inPack);
      else if (bytes.size >= ARCHIVE_LIMITS.filesMax)
        throw new Failure(EXIT.io, 'cli.error.tooMany', { path: folder, max: ARCHIVE_LIMITS.filesMax });
      else bytes.set(inPack, await readBytes(path));
    }
  };
  await walk(folder);
  return { bytes, leftOut };
}

export interface ParsedPack {
  readonly files: Readonly<Record<string, unknown>>;
  readonly problems: readonly Problem[];
}

/** The parsed files of a folder or an archive. */
export async function readPack(path: string): Promise<ParsedPack> {
  const found = await stat(path).catch(() => {
    throw new Failure(EXIT.io, 'cli.error.read', { path });
  });
  if (found.isDirectory()) return parseFiles((await readFolder(path)).bytes);
  const opened = await openArchive(await readBytes(path), []);
  return opened.ok ? { files: opened.files, problems: [] } : { files: {}, problems: opened.problems };
}

/** What a path is called in a report. */
export function nameOf(path: string): string {
  return basename(path.replace(/[\\/]+$/, '')) || path;
}
