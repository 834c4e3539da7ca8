/**
 * A pack as one `.tgz`, and back. Bytes in, bytes out.
 */
import { gunzip, gzipSync } from 'node:zlib';
import { type Entry, extract, type Headers, pack } from 'tar-stream';
import { problem, type Problem } from '../problem';
import { ARCHIVE_LIMITS as LIMITS } from './limits';
import { byPath, isSafePath } from './path';

/** Contents by path. */
export type PackBytes = ReadonlyMap<string, Uint8Array>;

export type Unpacked =
  | { readonly ok: true; readonly files: PackBytes }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * The archive of some files: the same files give the same bytes. Files are in the order of their paths, without owner, time
 * or mode; the header of gzip names no operating system.
 */
export async function archiveOf(files: PackBytes): Promise<Uint8Array> {
  const tar = pack();
  for (const path of [...files.keys()].sort(byPath)) {
    tar.entry({ name: path, mode: 0o644, mtime: new Date(0) }, Buffer.from(files.get(path) ?? []));
  }
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) chunks.push(chunk as Buffer);
  const zipped = gzipSync(Buffer.concat(chunks), { level: 9 });
  zipped[9] = 255;
  return zipped;
}

/**
 * Unpacks an archive that nobody has looked at. Never throws. Refuses, with a problem for each: what is no gzip or tar, what
 * grows beyond the limits (the inflating stops there), paths that leave the pack, links and devices, and names that come twice
 * or differ in case only.
 */
export async function unpack(bytes: Uint8Array): Promise<Unpacked> {
  if (bytes.length > LIMITS.bytesMax) return refused(problem('ARCHIVE_TOO_LARGE', '', '', { max: LIMITS.bytesMax }));
  const tar = await inflate(bytes);
  if ('code' in tar) return refused(tar);
  const reading = new Reading();
  try {
    const entries = extract();
    entries.end(tar);
    for await (const entry of entries) await reading.take(entry);
  } catch {
    reading.problems.push(problem('ARCHIVE_BROKEN', '', '', {}));
  }
  return reading.problems.length > 0 ? refused(...reading.problems) : { ok: true, files: reading.files };
}

class Reading {
  readonly files = new Map<string, Uint8Array>();
  readonly problems: Problem[] = [];
  readonly #names = new Set<string>();

  async take(entry: Entry): Promise<void> {
    const found = this.#look(entry.header);
    if (found === undefined) {
      const chunks: Buffer[] = [];
      for await (const chunk of entry) chunks.push(chunk as Buffer);
      this.files.set(nameOf(entry.header), new Uint8Array(Buffer.concat(chunks)));
      return;
    }
    entry.resume();
    // One more of a kind says nothing new.
    if (found !== 'skip' && this.problems.length < 50) this.problems.push(found);
  }

  #look(header: Headers): Problem | 'skip' | undefined {
    const name = nameOf(header);
    if (header.type === 'directory') return isSafePath(name) || name === '' ? 'skip' : unsafe(name);
    if (header.type !== 'file' && header.type !== 'contiguous-file') {
      return problem('ARCHIVE_NOT_A_FILE', shown(name), '', { name: shown(name), type: String(header.type) });
    }
    if (!isSafePath(name)) return unsafe(name);
    const key = name.toLowerCase();
    if (this.#names.has(key)) return problem('ARCHIVE_DUPLICATE', name, '', { name });
    this.#names.add(key);
    if (this.#names.size > LIMITS.filesMax) {
      return this.#names.size === LIMITS.filesMax + 1
        ? problem('FILES_TOO_MANY', '', '', { max: LIMITS.filesMax })
        : 'skip';
    }
    return (header.size ?? 0) > LIMITS.fileBytesMax
      ? problem('FILE_BYTES_TOO_MANY', name, '', { max: LIMITS.fileBytesMax })
      : undefined;
  }
}

/** `./rules/x.json` is what `tar -C folder .` writes. */
function nameOf({ name, type }: Headers): string {
  const bare = name.replace(/^(\.\/)+/, '');
  return type === 'directory' ? bare.replace(/^\.$/, '').replace(/\/+$/, '') : bare;
}

function shown(name: string): string {
  return name.slice(0, LIMITS.pathLengthMax);
}

function unsafe(name: string): Problem {
  return problem('ARCHIVE_PATH', shown(name), '', { name: shown(name) });
}

function refused(...problems: Problem[]): Unpacked {
  return { ok: false, problems };
}

function inflate(bytes: Uint8Array): Promise<Buffer | Problem> {
  return new Promise((resolve) => {
    gunzip(bytes, { maxOutputLength: LIMITS.unpackedBytesMax }, (error, result) => {
      if (!error) resolve(result);
      else if ('code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') {
        resolve(problem('ARCHIVE_TOO_LARGE', '', '', { max: LIMITS.unpackedBytesMax }));
      } else resolve(problem('ARCHIVE_BROKEN', '', '', {}));
    });
  });
}
