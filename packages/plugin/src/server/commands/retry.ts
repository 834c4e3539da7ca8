import type { Transaction } from 'sequelize';
import { SidanError } from '../errors';
import type { Sidan } from '../sidan';
import { connectionOf, type Connection } from '../sql';
import { transact } from '../transaction';

const ATTEMPTS_MAX = 6;

/** Conditions under which PostgreSQL has undone a transaction that may succeed when tried again: serialization failure and deadlock. */
const AGAIN = new Set(['40001', '40P01']);

const codeOf = (error: unknown): string | undefined => {
  const found = error as { code?: string; parent?: { code?: string }; original?: { code?: string } };
  return found?.parent?.code ?? found?.original?.code ?? found?.code;
};

/** True when the error is a violation of a unique constraint (23505). */
export const isDuplicate = (error: unknown): boolean => codeOf(error) === '23505';

/**
 * Runs `attempt` (one whole transaction) until it is through.
 * @throws BUSY when the database refused every time; any other error as it came.
 */
export async function withRetry<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!AGAIN.has(codeOf(error) ?? '')) throw error;
      if (tries >= ATTEMPTS_MAX) throw new SidanError('BUSY');
      // Growing and uneven pauses, so that two that collided do not collide again.
      await new Promise((resolve) => setTimeout(resolve, 2 ** tries * (5 + Math.random() * 5)));
    }
  }
}

/** One transaction of a command: the host's own where somebody hears of what becomes of an order's row, for the host's models work in no other; else a plain one. */
export function inTransaction<T>(
  { db, heard }: Pick<Sidan, 'db' | 'heard'>,
  work: (q: Connection, transaction?: Transaction) => Promise<T>,
): Promise<T> {
  if (!heard()) return transact(db, work);
  return db.sequelize.transaction((transaction) => work(connectionOf(db, transaction), transaction));
}
