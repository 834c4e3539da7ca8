import { databaseError } from './errors';

/** 40001: another transaction got there first under a stricter isolation. 40P01: two transactions waited for each other. */
const RETRYABLE = new Set(['40001', '40P01']);

/** Whether the database rolled the transaction back only because of its neighbours, so that the same again may succeed. */
export const isRetryable = (error: unknown): boolean => RETRYABLE.has(String(databaseError(error)?.code));

/**
 * Runs `fn` again when the database rolled it back for its neighbours' sake. `fn` must be the whole transaction, begin to commit: a
 * single statement cannot be retried inside a transaction that is already lost. Waits a random while between attempts (10 ms doubled
 * each time, 1 s at most), so that the same two do not collide again. Any other error, and the last one, is thrown as it came.
 */
export async function withRetry<T>(fn: () => Promise<T>, options: { attemptsMax?: number } = {}): Promise<T> {
  const attemptsMax = options.attemptsMax ?? 8;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await fn();
    } catch (error) {
      if (attempt >= attemptsMax || !isRetryable(error)) throw error;
      const pauseMsMax = Math.min(1000, 10 * 2 ** (attempt - 1));
      await new Promise((resume) => setTimeout(resume, Math.random() * pauseMsMax));
    }
  }
}
