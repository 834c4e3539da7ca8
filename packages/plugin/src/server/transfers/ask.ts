import type { Entry } from '@sidan/ledger';
import type { TransferPurpose, TransferRequest } from '../../api/types';
import { SidanError } from '../errors';
import type { Wanted } from '../spending/price';
import type { Parties } from './parties';

/** A request that is well formed, and whom it reaches. */
export interface Giving {
  purpose: TransferPurpose;
  asset: string;
  /** In units. */
  amount: number;
  to: Entry['to'] | null;
  /** Who hears of it. */
  personId: string | null;
  relation: string | null;
  into: string | null;
  memo: Record<string, string>;
}

const PURPOSES: readonly TransferPurpose[] = ['transfer', 'donate', 'exchange'];
/** More than anybody has, and few enough to be counted exactly. */
const AMOUNT_MAX = 1_000_000_000;

const wrong = (field: string) => new SidanError('INVALID_DATA', { problems: [{ field, code: 'CHOICE' }] });

/**
 * Reads what is asked for against those whom it may reach.
 * @throws INVALID_DATA, TRANSFER_NOT_FAMILY, FUND_OFF
 */
export function givingOf(asked: Partial<Record<keyof TransferRequest, unknown>>, { family, funds }: Parties): Giving {
  const purpose = PURPOSES.find((one) => one === asked.purpose);
  if (!purpose) throw wrong('purpose');
  if (typeof asked.asset !== 'string' || !asked.asset) throw wrong('asset');
  const amount = typeof asked.amount === 'number' ? asked.amount : Number.NaN;
  if (!(amount > 0 && amount <= AMOUNT_MAX))
    throw new SidanError('INVALID_DATA', { problems: [{ field: 'amount', code: 'RANGE', min: 0, max: AMOUNT_MAX }] });
  const giving: Giving = {
    purpose,
    asset: asked.asset,
    amount,
    to: null,
    personId: null,
    relation: null,
    into: null,
    memo: {},
  };
  if (purpose === 'exchange') {
    if (typeof asked.into !== 'string' || !asked.into || asked.into === asked.asset) throw wrong('into');
    return { ...giving, into: asked.into, memo: { into: asked.into } };
  }
  if (purpose === 'transfer') {
    const relative = family.find(({ personId }) => personId === asked.personId);
    if (!relative) throw new SidanError('TRANSFER_NOT_FAMILY');
    const { personId, relation } = relative;
    return {
      ...giving,
      to: { ownerKind: 'person', ownerId: personId },
      personId,
      relation,
      memo: { name: relative.name },
    };
  }
  const fund = funds.find(({ id }) => id === asked.fundId);
  if (!fund) throw new SidanError('FUND_OFF');
  if (asked.memberId === undefined || asked.memberId === null || asked.memberId === '')
    return { ...giving, to: { ownerKind: 'fund', ownerId: fund.code }, memo: { fund: fund.name } };
  const member = fund.members.find(({ id }) => id === asked.memberId);
  if (!member) throw new SidanError('FUND_OFF');
  const { personId } = member;
  return { ...giving, to: { ownerKind: 'person', ownerId: personId }, personId, memo: { fund: fund.name } };
}

/** As the rules know it. */
export const wantedOf = ({ purpose, asset, amount, personId, relation, into }: Giving): Wanted => ({
  purpose,
  for: purpose === 'transfer' ? 'family' : purpose === 'donate' ? 'other' : 'self',
  asset,
  ...(personId ? { recipientId: personId } : {}),
  more: {
    'redemption.amount': amount,
    ...(relation ? { 'redemption.relation': relation } : {}),
    ...(into ? { 'redemption.into': into } : {}),
  },
});
