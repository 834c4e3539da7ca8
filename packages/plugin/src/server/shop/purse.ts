import type { ShopView } from '../../api/types';
import { rowsOf, type Reader } from '../reads/reader';
import type { Holder } from '../spending/holder';
import type { Priced } from '../spending/price';

const POINTS = 'points';

/** So many of an asset's smallest unit, as people say it. */
export type InUnits = (amount: number) => { amount: number; unit: string };

/** How amounts of an asset are told in a county now. */
export async function unitsOf(reader: Reader, regionCode: string, asset: string): Promise<InUnits> {
  const { sidan, q, lang, say } = reader;
  if (asset === POINTS) return (amount) => ({ amount, unit: say(`rules.asset.${POINTS}`) });
  const { ruleSet } = await sidan.packs.inForce.rules(q, regionCode, sidan.clock());
  const { unit = 'point', scale = 0 } = ruleSet.catalogue.assets.get(asset) ?? {};
  const words = await sidan.packs.words(q, lang, regionCode, []);
  return (amount) => words.amount(amount, { unit, scale });
}

/** 可用余额：of the account from which most of what is offered is paid, by the rules; one's own points where none says another. */
export async function purseOf(
  reader: Reader,
  regionCode: string,
  personId: string | null,
  prices: readonly (Priced | undefined)[],
): Promise<Pick<ShopView, 'balance' | 'held' | 'unit' | 'account'>> {
  const { sidan, q, say } = reader;
  const { holder, asset } = usual(prices) ?? {
    holder: { ownerKind: 'person', ownerId: personId ?? '' } satisfies Holder,
    asset: POINTS,
  };
  const inUnits = await unitsOf(reader, regionCode, asset);
  if (!personId) return { balance: 0, held: 0, unit: inUnits(0).unit };
  const balance = await sidan.ledger.balance(q, { regionCode, ...holder, asset });
  const isShared = holder.ownerKind === 'household';
  const [row] = await rowsOf<{ held: string }>(reader, HELD, [regionCode, holder.ownerId, asset, isShared]);
  return {
    balance: inUnits(balance).amount,
    held: inUnits(Number(row?.held ?? 0)).amount,
    unit: inUnits(0).unit,
    ...(isShared ? { account: say('api.shop.household') } : {}),
  };
}

/** Whether the account that would pay is frozen, by the county's word; asked of the book once for each account. */
export async function frozenAmong(
  { sidan, q }: Reader,
  regionCode: string,
  prices: readonly (Priced | undefined)[],
): Promise<(priced: Priced | undefined) => boolean> {
  const nameOf = ({ holder, redemption }: Priced) => `${holder.ownerKind}/${holder.ownerId}/${redemption.asset}`;
  const frozen = new Map<string, boolean>();
  for (const priced of prices.flatMap((one) => one ?? [])) {
    const name = nameOf(priced);
    if (frozen.has(name)) continue;
    const [terms] = await sidan.ledger.terms(q, { regionCode, ...priced.holder, asset: priced.redemption.asset });
    frozen.set(name, terms?.status === 'frozen');
  }
  return (priced) => (priced ? (frozen.get(nameOf(priced)) ?? false) : false);
}

/** The account of most of them, the first of several as frequent. */
function usual(prices: readonly (Priced | undefined)[]): { holder: Holder; asset: string } | undefined {
  const counted = new Map<string, { holder: Holder; asset: string; times: number }>();
  for (const { holder, redemption } of prices.flatMap((priced) => priced ?? [])) {
    const name = `${holder.ownerKind} ${redemption.asset}`;
    const known = counted.get(name) ?? { holder, asset: redemption.asset, times: 0 };
    counted.set(name, { ...known, times: known.times + 1 });
  }
  return [...counted.values()].sort((a, b) => b.times - a.times)[0];
}

const HELD = `
  select coalesce(sum(r.[price]), 0) as held from {sidanRedemptions} r
   where r.[regionCode] = $1 and r.[asset] = $3 and r.[closedAt] is null and r.[collectedAt] is null
     and case when $4::boolean then r.[householdId] = $2::uuid else r.[personId] = $2::uuid and r.[householdId] is null end`;
