import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/**
 * Encryption of personal data at rest: AES-256-GCM, so that a changed ciphertext is noticed. The keys are derived (HKDF) from the host's own
 * secret, one for sealing and one for the blind index by which an exact value can be found again without being readable.
 */
export interface Vault {
  /** `v1.<base64 of iv, tag, ciphertext>` */
  seal(plain: string): string;
  /** @throws when the text was changed or sealed with another key. */
  open(sealed: string): string;
  /** The same text gives the same index; the text cannot be had back from it. */
  index(plain: string): string;
  /** A mark that only who has the keys can make: whether a text is the one that was marked here. `purpose` keeps marks for different things apart. */
  mark(purpose: string, plain: string): string;
}

export function createVault(secret: Buffer): Vault {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, 'sidan', purpose, 32));
  const sealing = derive('personal data');
  const indexing = derive('blind index');
  const marking = derive('marks');
  return {
    seal(plain) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', sealing, iv);
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return `v1.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64')}`;
    },
    open(sealed) {
      const bytes = Buffer.from(sealed.replace(/^v1\./, ''), 'base64');
      const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
    },
    index: (plain) => createHmac('sha256', indexing).update(plain.trim().toUpperCase()).digest('base64url'),
    mark: (purpose, plain) => createHmac('sha256', marking).update(`${purpose}\n${plain}`).digest('base64url'),
  };
}
