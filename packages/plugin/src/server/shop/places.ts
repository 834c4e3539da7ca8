import type { Reader } from '../reads/reader';
import { isDelivered } from './delivery';
import type { RewardRow } from './offered';
import type { OutletRow } from './outlets';

/** How many of a reward an outlet has. */
export interface Stored {
  rewardId: string;
  outletId: string;
  quantity: number;
}

/** Of which sorts the outlets are that have a reward; where none does, those that there are. Rules may ask for the sort, and so it is one price for each. */
export function sortsOf(
  rewardId: string,
  places: readonly OutletRow[],
  stocks: readonly Stored[],
): readonly (string | null)[] {
  const having = sortsHaving(rewardId, places, stocks);
  if (having.length) return having;
  const sorts = new Set(places.map(({ kind }) => kind));
  return sorts.size ? [...sorts] : [null];
}

/** Of which sorts those of the outlets are that have a reward. */
export const sortsHaving = (rewardId: string, places: readonly OutletRow[], stocks: readonly Stored[]): string[] => [
  ...new Set(places.filter(({ id }) => hasIt(stocks, rewardId, id)).map(({ kind }) => kind)),
];

/** From which of the outlets that have a reward it is brought home. The county's lifecycle is asked only where one of them does that. @throws LIFECYCLE_BROKEN */
export async function deliveringOf(
  { sidan, q }: Reader,
  regionCode: string,
  places: readonly OutletRow[],
  stocks: readonly Stored[],
  now: Date,
): Promise<(reward: RewardRow) => OutletRow[]> {
  const delivering = places.filter(({ delivers }) => delivers);
  if (!delivering.length) return () => [];
  const lifecycle = await sidan.redemptions.current(q, regionCode, now);
  return (reward) =>
    delivering.filter((place) => isDelivered(lifecycle, reward, place) && hasIt(stocks, reward.id, place.id));
}

const hasIt = (stocks: readonly Stored[], rewardId: string, outletId: string): boolean =>
  stocks.some((stock) => stock.rewardId === rewardId && stock.outletId === outletId);
