import { SidanError } from '../../errors';
import type { Sidan } from '../../sidan';
import { inTurn } from '../../spending/turn';
import type { Connection } from '../../sql';
import { usedBy, type RewardRow } from '../offered';
import type { Spending } from './found';

/** One after the other for one person, and for one household. */
export async function lockSpender(sidan: Sidan, q: Connection, { regionCode, id, household }: Spending): Promise<void> {
  await inTurn(sidan, q, regionCode, { ownerKind: 'person', ownerId: id });
  if (household) await inTurn(sidan, q, regionCode, { ownerKind: 'household', ownerId: household.id });
}

/** What a reward allows one person in its window, with what they have had of it. @throws REDEEM_LIMIT */
export async function checkLimit(
  sidan: Sidan,
  q: Connection,
  reward: RewardRow,
  personId: string,
  quantity: number,
  now: Date,
): Promise<void> {
  if (reward.limitCount === null) return;
  const used = (await usedBy(sidan, q, reward.regionCode, personId, [reward], now)).get(reward.id) ?? 0;
  if (used + quantity > reward.limitCount)
    throw new SidanError('REDEEM_LIMIT', { limit: reward.limitCount, window: reward.limitWindow, used });
}
