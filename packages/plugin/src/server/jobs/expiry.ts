import { withRetry } from '@sidan/ledger';
import type { Sidan } from '../sidan';
import { connectionOf } from '../sql';
import { transact } from '../transaction';

const LOTS_AT_ONCE = 500;

/**
 * 到期：what has expired leaves the accounts, county by county, in portions of their own transactions. Nobody can spend it before this job comes round
 * either, so it may run late, on several nodes at once, or be killed in between. Answers how many accounts lost something.
 */
export async function expirePoints(sidan: Sidan, now: Date): Promise<number> {
  const { rows } = await connectionOf(sidan.db).query<{ code: string }>(
    sidan.write(`select [regionCode] as code from {sidanCounties} order by [regionCode]`),
    [],
  );
  let all = 0;
  for (const { code } of rows) {
    for (;;) {
      const request = { regionCode: code, at: now, limit: LOTS_AT_ONCE };
      const accounts = await withRetry(() => transact(sidan.db, (q) => sidan.ledger.expire(q, request)));
      all += accounts;
      if (accounts === 0) break;
    }
  }
  return all;
}
