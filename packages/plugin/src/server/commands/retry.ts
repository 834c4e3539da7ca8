import { SidanError } from '../errors';

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
