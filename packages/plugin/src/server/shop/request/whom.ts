import type { Sidan } from '../../sidan';
import type { ForWhom } from '../../spending/purpose';
import type { Connection } from '../../sql';
import { recipientAmong, recipientInBook, recipientsOf } from '../recipients';
import type { Asking } from './asked';
import type { AskingCapacity } from './capacity';

/** Somebody else for whom a reward is: known to the book, or by name only. */
export interface Beneficiary {
  id?: string;
  name: string;
  relation?: string | null;
}

export const forOf = (whom: Beneficiary | null): ForWhom => (!whom ? 'self' : whom.relation ? 'family' : 'other');

/** For whom it is, if not for who asks: these choose among those whom they know; staff, anybody in the book. @throws RECIPIENT_UNKNOWN */
export async function recipientFor(
  sidan: Sidan,
  q: Connection,
  { beneficiaryId, now }: Asking,
  asked: { regionCode: string; personId: string; capacity: AskingCapacity; named: string | null },
): Promise<Beneficiary | null> {
  const { regionCode, personId, capacity, named } = asked;
  if (beneficiaryId === undefined || beneficiaryId === null || beneficiaryId === personId)
    return named ? { name: named } : null;
  const known = await recipientsOf(sidan, q, regionCode, personId, now);
  return capacity === 'requester' || known.some(({ id }) => id === beneficiaryId)
    ? recipientAmong(known, beneficiaryId)
    : recipientInBook(sidan, q, regionCode, beneficiaryId);
}
