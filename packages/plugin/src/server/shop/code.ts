import { randomInt } from 'node:crypto';
import type { Vault } from '../privacy/vault';

/** 提货码：eight digits: easy to type at a counter, and too many to be guessed at the pace that is let through. */
const DIGITS = 8;

export const newCode = (): string => String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0');

/** What somebody typed or scanned, as a code: with or without the pauses between its digits, alone or at the end of the address that the picture holds. */
export function readCode(written: unknown): string | undefined {
  const digits = /(\d{8})$/.exec(String(written ?? '').replace(/[\s-]/g, ''));
  return digits?.[1];
}

/** By what it is found again, in its county. */
export const codeIndex = (vault: Vault, regionCode: string, code: string): string =>
  vault.index(`redemption ${regionCode} ${code}`);
