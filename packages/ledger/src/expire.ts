import { toLedgerError } from './errors';
import type { Queryable } from './queryable';
import type { AccountRef, AccountTerms } from './types';

const LIMIT_MAX = 10_000;

/** See `Ledger.expire`. */
export async function expireLots(
  q: Queryable,
  write: (text: string) => string,
  termsOf: (ref: AccountRef, asset: string) => AccountTerms,
  request: { regionCode: string; at: Date; limit?: number; to?: AccountRef },
): Promise<number> {
  const { regionCode, at, limit = 1000, to = { ownerKind: 'system', ownerId: 'expired' } } = request;
  const limited = Math.min(Math.max(Math.trunc(limit), 1), LIMIT_MAX);
  try {
    const { rows } = await q.query(write(`select {fn:expire}($1, $2::timestamptz, $3::int, $4::jsonb) as "accounts"`), [
      regionCode,
      at,
      limited,
      JSON.stringify({ ...to, ...termsOf(to, '') }),
    ]);
    return Number(rows[0]?.accounts);
  } catch (error) {
    throw toLedgerError(error);
  }
}
