import type { RewardView, ShopView } from '../../api/types';
import { named, rowsOf, type Reader } from '../reads/reader';
import { householdOf, type Household } from '../spending/holder';
import type { Priced } from '../spending/price';
import { against, limitOf } from './against';
import { isOffered, REWARD, usedBy, type RewardRow } from './offered';
import { OUTLET_ROW, outletView, type OutletRow } from './outlets';
import { deliveringOf, type Stored } from './places';
import { pricesOfGoods } from './prices';
import { frozenAmong, purseOf, unitsOf, type InUnits } from './purse';
import { recipientAmong, recipientsOf, recipientViews } from './recipients';
import { photoOf } from './words';

interface Found {
  rewards: RewardRow[] | null;
  outlets: OutletRow[] | null;
  stocks: Stored[] | null;
  person: { townCode: string | null; isVolunteer: boolean; household: Household | null } | null;
}

/** What is looked at: what is to be had at one outlet only; what one may have for somebody else. */
export interface Looking {
  outletId?: string;
  recipientId?: string;
}

/** 爱心超市：what is offered now, where there is any of it, and whether the reader may have it, for themselves or for whom they name. @throws RECIPIENT_UNKNOWN, RULES_BROKEN, LIFECYCLE_BROKEN */
export async function shopGoods(
  reader: Reader,
  regionCode: string,
  { outletId, recipientId }: Looking = {},
): Promise<ShopView> {
  const { sidan, q, actor, lang } = reader;
  const now = sidan.clock();
  const here = actor.personId && actor.regionCode === regionCode ? actor.personId : null;
  const [row] = await rowsOf<{ found: Found }>(reader, STATEMENT, [regionCode, here]);
  const { rewards, outlets, stocks: all, person } = row!.found;
  const offered = (rewards ?? []).filter((reward) => isOffered(reward, now));
  const recipients = here ? await recipientsOf(sidan, q, regionCode, here, now) : [];
  const whom = recipientId ? recipientAmong(recipients, recipientId) : undefined;
  const places = (outlets ?? []).filter(({ id }) => !outletId || id === outletId);
  const stocks = (all ?? []).filter((stock) => places.some(({ id }) => id === stock.outletId));
  const homes = await deliveringOf(reader, regionCode, places, stocks, now);
  const asking = here && person ? { personId: here, ...person } : null;
  const goods = { offered, places, stocks, homes, person: asking, whom };
  const { own, brought } = await pricesOfGoods(reader, regionCode, goods, now);
  const used = here ? await usedBy(sidan, q, regionCode, here, offered, now) : new Map<string, number>();
  const purse = await purseOf(reader, regionCode, here, own);
  const isFrozen = await frozenAmong(reader, regionCode, [...own, ...brought]);
  const units = await unitsOfAll(reader, regionCode, [...own, ...brought]);
  const words = await sidan.packs.words(q, lang, regionCode, []);
  const seen = { joined: Boolean(here), whom };
  const shown = offered.map((reward, index): RewardView => {
    const stored = stocks.filter(({ rewardId }) => rewardId === reward.id);
    const limit = limitOf(reader, reward, used.get(reward.id) ?? 0);
    const offer = (priced: Priced | undefined, from: readonly Stored[]): Offer => {
      const reasons = against(reader, words, priced, { ...seen, frozen: isFrozen(priced), limit, stored: from });
      const { amount, unit } = priced
        ? units.get(priced.redemption.asset)!(priced.redemption.cost)
        : { amount: Number(reward.price), unit: purse.unit };
      return { price: amount, unit, mayHave: reasons.length === 0, reasons };
    };
    const from = homes(reward).map(({ id }) => id);
    const fromThere = stored.filter((stock) => from.includes(stock.outletId));
    return {
      ...rewardView(reader, reward, own[index]),
      ...offer(own[index], stored),
      ...(limit ? { limit } : {}),
      ...(from.length ? { delivery: withoutUnit(offer(brought[index], fromThere)) } : {}),
      stocks: stored.map(({ outletId: id, quantity }) => ({ outletId: id, quantity: Number(quantity) })),
    };
  });
  return {
    ...purse,
    outlets: places.map((outlet) => outletView(reader, outlet)),
    recipients: recipientViews(reader, recipients),
    rewards: outletId ? shown.filter((one) => one.stocks.length > 0) : shown,
  };
}

/** For how much a reward may be had, or what speaks against it. */
type Offer = Pick<RewardView, 'price' | 'unit' | 'mayHave' | 'reasons'>;

const withoutUnit = ({ price, mayHave, reasons }: Offer) => ({ price, mayHave, reasons });

/** A reward as it is shown to everybody. */
const rewardView = ({ lang, say }: Reader, reward: RewardRow, priced: Priced | undefined) => ({
  id: reward.id,
  name: named(lang, reward.name, reward.nameEn),
  kind: reward.kind,
  kindName: say(`collections.sidanRewards.kind.${reward.kind}`),
  photo: photoOf(reward.photo),
  description: named(lang, reward.description, reward.descriptionEn) || undefined,
  needsApproval: reward.needsApproval,
  forOthers: !['self', 'household'].includes(priced?.redemption.benefits ?? ''),
  forOthersOnly: priced?.redemption.benefits === 'thirdParty',
  until: reward.endsOn ?? undefined,
});

async function unitsOfAll(
  reader: Reader,
  regionCode: string,
  prices: readonly (Priced | undefined)[],
): Promise<ReadonlyMap<string, InUnits>> {
  const units = new Map<string, InUnits>();
  for (const asset of new Set(prices.flatMap((priced) => priced?.redemption.asset ?? [])))
    units.set(asset, await unitsOf(reader, regionCode, asset));
  return units;
}

const STATEMENT = `
select json_build_object(
  'rewards', (select json_agg(${REWARD} order by w.[rank] nulls last, w.[code]) from {sidanRewards} w where w.[regionCode] = $1 and coalesce(w.[status], 'active') = 'active'),
  'outlets', (select json_agg(${OUTLET_ROW} order by t.[name]) from {sidanOutlets} t where t.[regionCode] = $1 and coalesce(t.[status], 'active') = 'active'),
  'stocks', (select json_agg(json_build_object('rewardId', s.[rewardId], 'outletId', s.[outletId], 'quantity', s.[quantity])) from {sidanStocks} s where s.[regionCode] = $1),
  'person', (select json_build_object('townCode', p.[townCode], 'household', ${householdOf('p.[regionCode]', 'p.[id]')}, 'isVolunteer',
                exists (select 1 from {sidanVolunteers} v where v.[personId] = p.[id] and coalesce(v.[status], 'active') = 'active'))
               from {sidanPeople} p where p.[id] = $2::uuid and p.[regionCode] = $1)
) as found`;
