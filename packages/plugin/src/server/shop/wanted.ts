import type { Wanted } from '../spending/price';
import type { RewardRow } from './offered';

/** A reward as the rules know it. A label in points is one in yuan where a rule takes so many points for a yuan. */
export function wantedOf(
  { kind, price, campaign }: Pick<RewardRow, 'kind' | 'price' | 'campaign'>,
  quantity: number,
  outlet?: string | null,
  atHome = false,
): Wanted {
  const more = { 'redemption.yuan': Number(price) * quantity, 'redemption.delivery': atHome ? 'home' : 'self' };
  return { purpose: 'goods', kind, price: Number(price), quantity, campaign, outlet: outlet ?? null, more };
}
