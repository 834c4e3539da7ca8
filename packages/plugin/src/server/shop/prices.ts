import type { Reader } from '../reads/reader';
import type { Household } from '../spending/holder';
import { pricesOf, type Priced } from '../spending/price';
import type { RewardRow } from './offered';
import type { OutletRow } from './outlets';
import { sortsHaving, sortsOf, type Stored } from './places';
import type { Recipient } from './recipients';
import { wantedOf } from './wanted';

/** What the rules say of one of each reward: taken home oneself, and brought home. Undefined where none speaks of it, or nobody of the county's book asks. */
export interface Prices {
  own: readonly (Priced | undefined)[];
  brought: readonly (Priced | undefined)[];
}

/** Who looks, for whom, and what there is. */
export interface Goods {
  offered: readonly RewardRow[];
  places: readonly OutletRow[];
  stocks: readonly Stored[];
  /** From where a reward is brought home. */
  homes: (reward: RewardRow) => readonly OutletRow[];
  person: { personId: string; townCode: string | null; isVolunteer: boolean; household: Household | null } | null;
  whom?: Recipient;
}

/** Asks the rules once for all that is offered. Where several sorts of outlets have a reward, it is the price of one where it may be had. @throws RULES_BROKEN */
export async function pricesOfGoods(
  { sidan, q, actor }: Reader,
  regionCode: string,
  { offered, places, stocks, homes, person, whom }: Goods,
  now: Date,
): Promise<Prices> {
  if (!person) return { own: [], brought: [] };
  const asked = offered.flatMap((reward) => [
    ...sortsOf(reward.id, places, stocks).map((outlet) => ({ reward, outlet, atHome: false })),
    ...sortsHaving(reward.id, homes(reward), stocks).map((outlet) => ({ reward, outlet, atHome: true })),
  ]);
  const forWhom = whom ? { for: whom.relation ? ('family' as const) : ('other' as const), recipientId: whom.id } : {};
  const prices = await pricesOf(
    sidan,
    q,
    { regionCode, place: regionCode, at: now },
    person,
    asked.map(({ reward, outlet, atHome }) => ({
      ...wantedOf(reward, 1, outlet, atHome),
      byGuardian: actor.standsIn ?? false,
      ...forWhom,
    })),
  );
  const priceOf = (reward: RewardRow, atHome: boolean): Priced | undefined => {
    const found = asked.flatMap((one, index) =>
      one.reward === reward && one.atHome === atHome ? (prices[index] ?? []) : [],
    );
    return found.find(({ redemption }) => redemption.allowed) ?? found[0];
  };
  return {
    own: offered.map((reward) => priceOf(reward, false)),
    brought: offered.map((reward) => priceOf(reward, true)),
  };
}
