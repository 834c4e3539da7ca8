import { timingSafeEqual } from 'node:crypto';
import type { CertificateContent } from '../../api/types';
import { canonical } from '../commands/requests';
import type { Vault } from '../privacy/vault';

/** What the seal covers: all that a certificate says, whose it is, and whether it still holds. */
export interface Sealed {
  number: string;
  state: string;
  personId: string;
  content: CertificateContent;
  documentCipher: string | null;
}

type Marks = Pick<Vault, 'mark'>;

/**
 * The digest of a certificate: HMAC-SHA-256 over its canonical text, by a key of the installation. A plain hash could be made anew by whoever changes the row; this one cannot.
 */
export const digestOf = (vault: Marks, { number, state, personId, content, documentCipher }: Sealed): string =>
  vault.mark('certificate', canonical({ number, state, personId, content, documentCipher }));

/** Whether a row is as it was sealed. */
export const isWhole = (vault: Marks, sealed: Sealed, digest: string | null): boolean =>
  digest !== null && same(digestOf(vault, sealed), digest);

/** Compared without telling by the time how far two texts agree. */
export function same(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
}
