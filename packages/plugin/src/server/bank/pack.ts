import { packTotals, withRetry } from '@sidan/ledger';
import type { Sidan } from '../sidan';
import { connectionOf } from '../sql';
import { ledgerNames } from './names';

const AT_ONCE = 20_000;

/** Adds up by day what was posted since the last time. Safe to be killed, and to run on several nodes at once. */
export async function packBook(sidan: Pick<Sidan, 'db' | 'tables'>): Promise<void> {
  const q = connectionOf(sidan.db);
  const connection = { query: (text: string, params: unknown[]) => q.query(text, params) };
  const names = ledgerNames(sidan.tables);
  while ((await withRetry(() => packTotals(connection, names, AT_ONCE))) === AT_ONCE);
}
