import { isLedgerError, LedgerError, toLedgerError } from './errors';
import { ledgerNames } from './names';
import { isRetryable, withRetry } from './retry';
import { guards } from './schema/guards';

const raised = { code: 'SDLGR', message: 'KEY_CONFLICT', detail: '{"key":"k"}' };

describe('errors', () => {
  it('are found inside the wrappers of an ORM', () => {
    for (const wrapped of [
      raised,
      { name: 'SequelizeDatabaseError', parent: raised },
      { code: 'ERR_SOMETHING', cause: { original: raised } },
    ]) {
      expect(toLedgerError(wrapped)).toMatchObject({ name: 'LedgerError', code: 'KEY_CONFLICT', params: { key: 'k' } });
    }
  });

  it('leave other errors as they are', () => {
    const other = Object.assign(new Error('no'), { code: '23505' });
    expect(toLedgerError(other)).toBe(other);
    expect(toLedgerError(undefined)).toBeUndefined();
  });

  it('are recognised by code, whatever class made them', () => {
    expect(isLedgerError(new LedgerError('INSUFFICIENT'))).toBe(true);
    expect(isLedgerError(Object.assign(new Error('x'), { name: 'LedgerError', code: 'KEY_CONFLICT' }))).toBe(true);
    expect(isLedgerError(Object.assign(new Error('x'), { name: 'LedgerError', code: 'OTHER' }))).toBe(false);
    expect(isLedgerError(raised)).toBe(false);
  });
});

describe('withRetry', () => {
  const deadlock = { parent: { code: '40P01' } };

  it('runs again after a deadlock, and gives the answer', async () => {
    let calls = 0;
    const answer = await withRetry(async () => {
      calls += 1;
      if (calls < 3) throw deadlock;
      return calls;
    });
    expect(answer).toBe(3);
  });

  it('gives up after its attempts, and at once on any other error', async () => {
    let calls = 0;
    const failing = (error: unknown) =>
      withRetry(
        async () => {
          calls += 1;
          throw error;
        },
        { attemptsMax: 2 },
      );
    await expect(failing(deadlock)).rejects.toBe(deadlock);
    expect(calls).toBe(2);
    await expect(failing(raised)).rejects.toBe(raised);
    expect(calls).toBe(3);
    expect(isRetryable({ code: '40001' })).toBe(true);
  });
});

it('guards hold no dollar sign and no unwritten name, which drivers would change', () => {
  const sql = guards(ledgerNames());
  expect(sql).not.toMatch(/\$/);
  expect(sql).not.toMatch(/\{\w+\}|\{fn:|undefined/);
});
