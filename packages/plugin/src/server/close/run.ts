import { isLedgerError } from '@sidan/ledger';
import { withRetry } from '../commands/retry';
import { isSidanError } from '../errors';
import type { Sidan } from '../sidan';
import { connectionOf } from '../sql';
import { transact } from '../transaction';
import { doPortion } from './portion';

/** After so long other work of this process has its turn, and a process that is told to stop need not wait longer. */
const SLICE_MS = 2000;

/**
 * Works on the closes that run, oldest first, for a short while. Each portion is a transaction of its own that says how far the close is: a server that dies goes on after
 * the last one, and several at once do each portion once.
 * @returns whether there is more to do
 */
export async function workOnCloses(sidan: Sidan, onError: (error: unknown) => void): Promise<boolean> {
  const until = Date.now() + SLICE_MS;
  for (;;) {
    const { rows } = await connectionOf(sidan.db).query<{ id: string; regionCode: string }>(
      sidan.write(
        `select [id] as id, [regionCode] as "regionCode" from {sidanCloses} where [state] = 'running' order by [startedAt], [id] limit 1`,
      ),
    );
    const [close] = rows;
    if (!close) return false;
    try {
      while (await portionOf(sidan, close)) if (Date.now() > until) return true;
    } catch (error) {
      if (!isSidanError(error)) onError(error);
      await fail(sidan, close, error);
    }
  }
}

/** Whom the ledger refuses is found by going through the portion once more, person by person. */
async function portionOf(sidan: Sidan, close: { id: string; regionCode: string }): Promise<boolean> {
  const run = (singly: boolean) => withRetry(() => transact(sidan.db, (q) => doPortion(sidan, q, close, singly)));
  return run(false).catch((error: unknown) => {
    if (!isLedgerError(error)) throw error;
    return run(true);
  });
}

/** It stands still, and says why; who has put that right starts it again, and it goes on where it stood. */
async function fail(
  sidan: Sidan,
  { id, regionCode }: { id: string; regionCode: string },
  error: unknown,
): Promise<void> {
  const known = isSidanError(error) ? (error as unknown as { code: string; params: unknown }) : undefined;
  await connectionOf(sidan.db).query(
    sidan.write(
      `update {sidanCloses} set [state] = 'failed', [error] = $3::jsonb, [updatedAt] = now() where [regionCode] = $1 and [id] = $2::uuid and [state] = 'running'`,
    ),
    [regionCode, id, JSON.stringify(known ? { code: known.code, params: known.params } : { code: 'INTERNAL' })],
  );
}
