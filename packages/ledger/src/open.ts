import { LedgerError, toLedgerError } from './errors';
import type { Queryable } from './queryable';
import { type AccountKey, type AccountTerms, OWNER_KINDS } from './types';

const INSERT = `insert into {accounts} ([id], [regionCode], [ownerKind], [ownerId], [asset], [balance], [kept], [minBalance], [lotted], [slots], [status], [createdAt], [updatedAt])
  values ($1::uuid, $2, $3, $4, $5, 0, $6::boolean, case when $6::boolean then 0 end, $7::boolean, $8::int, 'open', now(), now())
  on conflict do nothing`;

/** See `Ledger.open`. */
export async function openAccount(
  q: Queryable,
  write: (text: string) => string,
  id: string,
  { regionCode, ownerKind, ownerId, asset }: AccountKey,
  { kept, lotted, slots }: AccountTerms,
): Promise<void> {
  if (!OWNER_KINDS.includes(ownerKind) || !ownerId) throw new LedgerError('INVALID_ENTRY', { index: 0, field: 'from' });
  if (!asset) throw new LedgerError('INVALID_ENTRY', { index: 0, field: 'asset' });
  try {
    await q.query(write(INSERT), [id, regionCode, ownerKind, ownerId, asset, kept, lotted, slots]);
  } catch (error) {
    throw toLedgerError(error);
  }
}
