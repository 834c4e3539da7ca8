import type { RewardView } from '../../api/types';
import type { Reader } from '../reads/reader';
import type { Priced } from '../spending/price';
import { reasonsAgainst } from '../spending/refused';
import { keptTo } from '../spending/whom';
import type { RewardRow } from './offered';
import type { Recipient } from './recipients';

/** What a reward is looked at with. */
export interface Looked {
  /** Whoever looks is in the county's book. */
  joined: boolean;
  /** Whoever would pay has an account that pays nothing now. */
  frozen: boolean;
  whom?: Recipient;
  limit: RewardView['limit'];
  stored: readonly { quantity: number }[];
}

/** Everything that speaks against it, as the request would say it: none, and it may be had. */
export function against(
  { say }: Pick<Reader, 'say'>,
  words: Parameters<typeof reasonsAgainst>[0],
  priced: Priced | undefined,
  { joined, frozen, whom, limit, stored }: Looked,
): string[] {
  if (!joined) return [say('errors.NOT_JOINED')];
  const kept = whom && priced && keptTo(priced.redemption.benefits, whom.relation ? 'family' : 'other');
  return [
    ...(frozen ? [say('errors.ACCOUNT_FROZEN')] : []),
    ...(priced ? reasonsAgainst(words, priced) : [say('errors.REDEEM_NO_RULE')]),
    ...(limit && limit.used >= limit.count ? [limit.words] : []),
    ...(stored.some(({ quantity }) => Number(quantity) > 0) ? [] : [say('errors.OUT_OF_STOCK')]),
    ...(kept ? [say(`errors.REDEEM_${kept}_ONLY`)] : []),
  ];
}

/** What a reward allows one person in its window, in words. */
export function limitOf(
  { say }: Pick<Reader, 'say'>,
  { limitCount, limitWindow }: Pick<RewardRow, 'limitCount' | 'limitWindow'>,
  used: number,
): RewardView['limit'] {
  if (limitCount === null) return undefined;
  const count = Number(limitCount);
  return { count, used, words: say(`api.shop.limit.${limitWindow ?? 'month'}`, { count, used }) };
}
