/**
 * Signing a pack, and finding out whether it is what was signed.
 *
 * `signature.json` lists the SHA-256 of every other file, so that a change can be named, and signs that list with Ed25519:
 *
 *     sidan-pack-signature-1
 *     <sha256>  <path>         one line for each file, by path
 */
import { createHash, type KeyObject, sign, verify } from 'node:crypto';
import { SIGNATURE_FILE } from '../pack/signatureFile';
import { keyIdOf, readKey, type TrustedKey } from './keys';
import { byPath } from './path';
import type { PackBytes } from './tar';

export interface Signature {
  readonly algorithm: 'ed25519';
  readonly keyId: string;
  /** SHA-256 by path, in hexadecimal. */
  readonly files: Readonly<Record<string, string>>;
  /** Base64. */
  readonly signature: string;
}

export type Verdict =
  | { readonly status: 'trusted'; readonly keyId: string; readonly name: string }
  | { readonly status: 'unsigned' }
  /** Whole, but signed with a key that is not among the trusted ones: anybody can make such a signature. */
  | { readonly status: 'unknownKey'; readonly keyId: string }
  /** Not what was signed. `signature.json` is named when the list itself is not what the key signed, or cannot be read. */
  | {
      readonly status: 'changed';
      readonly changed: readonly string[];
      readonly added: readonly string[];
      readonly removed: readonly string[];
    };

/** The files with a signature by this key among them, in place of any that was there. */
export function signFiles(files: PackBytes, privateKey: KeyObject): PackBytes {
  const digests = digestsOf(files);
  const signature: Signature = {
    algorithm: 'ed25519',
    keyId: keyIdOf(privateKey),
    files: digests,
    signature: sign(null, statement(digests), privateKey).toString('base64'),
  };
  const signed = new Map(files);
  return signed.set(SIGNATURE_FILE, new TextEncoder().encode(`${JSON.stringify(signature, null, 2)}\n`));
}

/** Whether the files are those that somebody trusted signed. */
export function verifyFiles(files: PackBytes, trusted: readonly TrustedKey[]): Verdict {
  const bytes = files.get(SIGNATURE_FILE);
  if (bytes === undefined) return { status: 'unsigned' };
  const signature = readSignature(bytes);
  if (signature === undefined) return { status: 'changed', changed: [SIGNATURE_FILE], added: [], removed: [] };

  const is = digestsOf(files);
  const was = signature.files;
  const changed = Object.keys(is).filter((path) => Object.hasOwn(was, path) && was[path] !== is[path]);
  const added = Object.keys(is).filter((path) => !Object.hasOwn(was, path));
  const removed = Object.keys(was).filter((path) => !Object.hasOwn(is, path));
  if (changed.length + added.length + removed.length > 0) return { status: 'changed', changed, added, removed };

  const { keyId } = signature;
  for (const { name, publicKey } of trusted) {
    const key = readKey(publicKey, 'public');
    if (key === undefined || keyIdOf(key) !== keyId) continue;
    const isTrue = verify(null, statement(was), key, Buffer.from(signature.signature, 'base64'));
    return isTrue
      ? { status: 'trusted', keyId, name }
      : { status: 'changed', changed: [SIGNATURE_FILE], added: [], removed: [] };
  }
  return { status: 'unknownKey', keyId };
}

/** One number for a pack: the SHA-256 of the list that is signed. The same files have the same one, signed or not. */
export function digestOf(files: PackBytes): string {
  return sha256(statement(digestsOf(files)));
}

function digestsOf(files: PackBytes): Record<string, string> {
  const paths = [...files.keys()].filter((path) => path !== SIGNATURE_FILE).sort(byPath);
  return Object.fromEntries(paths.map((path) => [path, sha256(files.get(path) ?? new Uint8Array())]));
}

function statement(digests: Readonly<Record<string, string>>): Buffer {
  const lines = Object.keys(digests)
    .sort(byPath)
    .map((path) => `${digests[path]}  ${path}\n`);
  return Buffer.from(`sidan-pack-signature-1\n${lines.join('')}`, 'utf8');
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function readSignature(bytes: Uint8Array): Signature | undefined {
  try {
    const read = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Partial<Signature> | null;
    if (read?.algorithm !== 'ed25519' || typeof read.keyId !== 'string' || typeof read.signature !== 'string')
      return undefined;
    const { files } = read;
    if (typeof files !== 'object' || files === null || Array.isArray(files)) return undefined;
    return Object.values(files).every((digest) => /^[0-9a-f]{64}$/.test(String(digest)))
      ? (read as Signature)
      : undefined;
  } catch {
    return undefined;
  }
}
