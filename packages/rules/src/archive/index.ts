/**
 * Archives of packs: build, sign, unpack and verify. For Node only (`node:crypto`, `node:zlib`), which is why `@sidan/rules` itself
 * does not export it: `import { openArchive } from '@sidan/rules/archive'`. Bytes in, bytes out.
 */
import { parseFiles } from '../load/parse';
import type { Problem } from '../problem';
import type { TrustedKey } from './keys';
import { digestOf, type Verdict, verifyFiles } from './signature';
import { type PackBytes, unpack } from './tar';

export { ARCHIVE_LIMITS } from './limits';
export { isSafePath } from './path';
export { archiveOf, unpack, type PackBytes, type Unpacked } from './tar';
export { keyIdOf, makeKeys, readKey, type KeyPair, type TrustedKey } from './keys';
export { digestOf, signFiles, verifyFiles, type Signature, type Verdict } from './signature';

export interface OpenedArchive {
  readonly ok: true;
  /** Parsed JSON by path, as `loadPack` takes it. */
  readonly files: Readonly<Record<string, unknown>>;
  readonly bytes: PackBytes;
  readonly verdict: Verdict;
  readonly digest: string;
}

/** Unpacks an archive, says whether it is to be trusted, and parses its files; or says what is wrong with it. Never throws. */
export async function openArchive(
  archive: Uint8Array,
  trusted: readonly TrustedKey[],
): Promise<OpenedArchive | { readonly ok: false; readonly problems: readonly Problem[] }> {
  const unpacked = await unpack(archive);
  if (!unpacked.ok) return unpacked;
  const { files, problems } = parseFiles(unpacked.files);
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    files,
    bytes: unpacked.files,
    verdict: verifyFiles(unpacked.files, trusted),
    digest: digestOf(unpacked.files),
  };
}
