/**
 * Keys that packs are signed with: Ed25519, in PEM.
 */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';

export interface KeyPair {
  readonly keyId: string;
  /** PKCS #8 PEM: whoever has it signs in its name. */
  readonly privateKey: string;
  /** SPKI PEM: what administrators are given to trust. */
  readonly publicKey: string;
}

/** A key that an administrator trusts, and whose it is. */
export interface TrustedKey {
  readonly name: string;
  /** SPKI PEM. */
  readonly publicKey: string;
}

export function makeKeys(): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    keyId: keyIdOf(publicKey),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
}

/** The first half of the SHA-256 of the public key, in hexadecimal: short enough to be read out over the telephone. */
export function keyIdOf(key: KeyObject): string {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 32);
}

/** The key of a PEM text; undefined when it is none, or of another algorithm. A private one is never taken for a public one. */
export function readKey(pem: string, kind: 'private' | 'public'): KeyObject | undefined {
  if (kind === 'public' && pem.includes('PRIVATE KEY')) return undefined;
  try {
    const key = kind === 'private' ? createPrivateKey(pem) : createPublicKey(pem);
    return key.asymmetricKeyType === 'ed25519' ? key : undefined;
  } catch {
    return undefined;
  }
}
