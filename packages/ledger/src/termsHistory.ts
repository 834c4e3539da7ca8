import { ACCOUNT, accountParams } from './balance';
import { LedgerError, toLedgerError } from './errors';
import type { Queryable } from './queryable';
import { wholeNumber } from './rows';
import type { AccountKey, AccountStatus, TermsChange } from './types';

/** One change of an account's terms. */
export interface TermsEntry {
  id: string;
  status: AccountStatus;
  minBalance: number | null;
  reason: string;
  byId: string | null;
  at: Date;
}

const CHANGE = `insert into {own:terms} ([id], [regionCode], [accountId], [status], [minBalance], [reason], [byId], [at])
  select $5::uuid, own.[regionCode], own.[id], $6, $7::bigint, $8, $9, $10::timestamptz from (${ACCOUNT}) own returning 1`;

/** See `Ledger.setTerms`. */
export async function setTerms(
  q: Queryable,
  write: (text: string) => string,
  ids: () => string,
  { account, status, minBalance, reason, byId = null, at }: TermsChange,
): Promise<void> {
  try {
    const { rows } = await q.query(write(CHANGE), [
      ...accountParams(account),
      ids(),
      status,
      minBalance,
      reason,
      byId,
      at,
    ]);
    if (rows.length === 0) throw new LedgerError('ACCOUNT_NOT_FOUND', { accountId: null, ...account });
  } catch (error) {
    throw toLedgerError(error);
  }
}

const HISTORY = `select t.* from (${ACCOUNT}) own join {own:terms} t on t.[accountId] = own.[id] and t.[regionCode] = own.[regionCode]
  order by t.[createdAt] desc, t.[id] desc limit 500`;

/** See `Ledger.terms`. */
export async function termsOfAccount(
  q: Queryable,
  write: (text: string) => string,
  account: AccountKey,
): Promise<TermsEntry[]> {
  const named = `select h.[id] as id, h.[status] as status, h.[minBalance] as floor, h.[reason] as reason, h.[byId] as "by", h.[at] as at from (${HISTORY}) h`;
  const { rows } = await q.query(write(named), accountParams(account));
  return rows.map((row) => ({
    id: String(row.id),
    status: row.status as AccountStatus,
    minBalance: row.floor == null ? null : wholeNumber(row.floor),
    reason: String(row.reason),
    byId: row.by == null ? null : String(row.by),
    at: new Date(row.at as string | Date),
  }));
}
