import type { Actor } from '../../access/actor';
import { hashBody } from '../../commands/requests';
import { SidanError } from '../../errors';

const QUANTITY_MAX = 100;
const NAME_MAX = 50;

/** 申请兑换：what somebody asks for. */
export interface Asking {
  rewardId: unknown;
  outletId: unknown;
  quantity: unknown;
  /** For somebody else whom the book knows. */
  beneficiaryId?: unknown;
  /** For somebody else, by name only. */
  beneficiaryName?: unknown;
  /** 送货上门：`{ address, phone }`. */
  delivery?: unknown;
  /** 自助领取：taken out at once, by who is there. */
  takeNow?: unknown;
  /** For somebody without a telephone: by staff who have an office over the outlet's place, or by their guardian. */
  personId?: unknown;
  actor: Actor;
  now: Date;
  key?: string;
}

/** What the key of a request stands for: the same key with something else asked for is refused. */
export const bodyHashOf = (asking: Asking): string => {
  const { rewardId, outletId, quantity, beneficiaryId, beneficiaryName, personId, delivery, takeNow } = asking;
  return hashBody({ rewardId, outletId, quantity, beneficiaryId, beneficiaryName, personId, delivery, takeNow });
};

/** How many. One, where nothing is said. @throws INVALID_DATA */
export function quantityOf({ quantity: given }: Asking): number {
  const quantity = given === undefined ? 1 : Number(given);
  if (Number.isSafeInteger(quantity) && quantity >= 1 && quantity <= QUANTITY_MAX) return quantity;
  throw new SidanError('INVALID_DATA', { problems: [{ field: 'quantity', code: 'RANGE', min: 1, max: QUANTITY_MAX }] });
}

/** The name alone of whom it is for, where the book does not know them. @throws INVALID_DATA */
export function nameOf({ beneficiaryName: given }: Asking): string | null {
  const name = typeof given === 'string' ? given.trim() : '';
  if (name.length > NAME_MAX)
    throw new SidanError('INVALID_DATA', { problems: [{ field: 'beneficiaryName', code: 'FIELD_TOO_LONG' }] });
  return name || null;
}
