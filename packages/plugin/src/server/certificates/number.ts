import { randomBytes } from 'node:crypto';
import type { Vault } from '../privacy/vault';

/** Digits and letters without those that look alike. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const TOKEN_LENGTH = 16;

const letters = (bytes: Iterable<number>): string =>
  Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length]).join('');

/**
 * 证明编号：`134101-2026-7KQ2MAXH`: county, year of the request and eight random characters, so that nobody learns from one how many there are, or the number of the next. Unique by index.
 */
export const newCertificateNo = (regionCode: string, date: string): string =>
  `${regionCode}-${date.slice(0, 4)}-${letters(randomBytes(8))}`;

/** A number as somebody typed or scanned it, and the county that stands in it; null where it is none. */
export function numberIn(text: unknown): { number: string; regionCode: string } | null {
  const number = typeof text === 'string' ? text.trim().toUpperCase() : '';
  const found = /^(\d{6})-\d{4}-[2-9A-Z]{8}$/.exec(number);
  return found ? { number, regionCode: found[1]! } : null;
}

/**
 * 查验码：sixteen characters (79 bits) that follow from the number by a key of the installation. Nothing of it is kept: who reads the whole database cannot make one, and a guess is
 * refused before the database is asked.
 */
export const tokenOf = (vault: Pick<Vault, 'mark'>, number: string): string =>
  letters(Buffer.from(vault.mark('certificate token', number), 'base64url').subarray(0, TOKEN_LENGTH));
