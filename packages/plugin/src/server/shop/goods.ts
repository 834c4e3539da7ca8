import type { OutletView, RewardView, ShopView } from '../../api/types';
import { named, rowsOf, type Reader } from '../reads/reader';
import { pricesOf, type Priced } from '../spending/price';
import { reasonsAgainst } from '../spending/refused';
import { isOffered, REWARD, usedBy, type RewardRow } from './offered';
import { wantedOf } from './wanted';
import { hoursOf, photoOf } from './words';

export interface OutletRow {
  id: string;
  name: string;
  nameEn: string | null;
  kind: OutletView['kind'];
  townCode: string | null;
  address: string | null;
  phone: string | null;
  openDays: unknown;
  opensAt: string | null;
  closesAt: string | null;
}

interface Found {
  rewards: RewardRow[] | null;
  outlets: OutletRow[] | null;
  stocks: { rewardId: string; outletId: string; quantity: number }[] | null;
  person: { townCode: string | null; isVolunteer: boolean } | null;
  held: number;
}

/** 爱心超市：what is offered now, where there is any of it, and whether the reader may have it; `outletId`: what is to be had there only. */
export async function shopGoods(reader: Reader, regionCode: string, outletId?: string): Promise<ShopView> {
  const { sidan, q, actor, lang, say } = reader;
  const now = sidan.clock();
  const here = actor.personId && actor.regionCode === regionCode ? actor.personId : null;
  const [row] = await rowsOf<{ found: Found }>(reader, STATEMENT, [regionCode, here]);
  const { rewards, outlets, stocks, person, held } = row!.found;
  const offered = (rewards ?? []).filter((reward) => isOffered(reward, now));
  const words = await sidan.packs.words(q, lang, regionCode, []);
  const places = (outlets ?? []).filter(({ id }) => !outletId || id === outletId);
  const asked = offered.flatMap(({ id }, reward) => sortsOf(id, places, stocks).map((outlet) => ({ reward, outlet })));
  const prices =
    here && person
      ? await pricesOf(
          sidan,
          q,
          { regionCode, place: regionCode, at: now },
          { personId: here, ...person },
          asked.map(({ reward, outlet }) => wantedOf(offered[reward]!, 1, outlet)),
        )
      : [];
  // Where several sorts of outlets have it, the one where it may be had.
  const pricedOf = (reward: number): Priced | undefined => {
    const found = asked.flatMap((one, index) => (one.reward === reward ? (prices[index] ?? []) : []));
    return found.find(({ redemption }) => redemption.allowed) ?? found[0];
  };
  const used = here ? await usedBy(sidan, q, regionCode, here, offered, now) : new Map<string, number>();
  const balance = here
    ? await sidan.ledger.balance(q, { regionCode, ownerKind: 'person', ownerId: here, asset: 'points' })
    : 0;
  const shown = offered.map((reward, index): RewardView => {
    const own = (stocks ?? []).filter(
      (stock) => stock.rewardId === reward.id && places.some(({ id }) => id === stock.outletId),
    );
    const limit = limitOf(reader, reward, used.get(reward.id) ?? 0);
    const priced = pricedOf(index);
    const reasons = against(reader, words, priced, Boolean(here), limit, own);
    return {
      id: reward.id,
      name: named(lang, reward.name, reward.nameEn),
      kind: reward.kind,
      kindName: say(`collections.sidanRewards.kind.${reward.kind}`),
      photo: photoOf(reward.photo),
      description: named(lang, reward.description, reward.descriptionEn) || undefined,
      price: priced?.redemption.cost ?? Number(reward.price),
      mayHave: reasons.length === 0,
      reasons,
      needsApproval: reward.needsApproval,
      forOthers: priced?.redemption.benefits !== 'self',
      ...(limit ? { limit } : {}),
      until: reward.endsOn ?? undefined,
      stocks: own.map(({ outletId: id, quantity }) => ({ outletId: id, quantity: Number(quantity) })),
    };
  });
  return {
    balance,
    held: Number(held),
    unit: say('rules.asset.points'),
    outlets: places.map((outlet) => outletView(reader, outlet)),
    rewards: outletId ? shown.filter(({ stocks: own }) => own.length > 0) : shown,
  };
}

export const outletView = (reader: Pick<Reader, 'lang' | 'say'>, outlet: OutletRow): OutletView => ({
  id: outlet.id,
  name: named(reader.lang, outlet.name, outlet.nameEn),
  kind: outlet.kind,
  kindName: reader.say(`collections.sidanOutlets.kind.${outlet.kind}`),
  address: outlet.address ?? undefined,
  phone: outlet.phone ?? undefined,
  open: hoursOf(reader, outlet),
});

function limitOf({ say }: Reader, { limitCount, limitWindow }: RewardRow, used: number): RewardView['limit'] {
  if (limitCount === null) return undefined;
  const count = Number(limitCount);
  return { count, used, words: say(`api.shop.limit.${limitWindow ?? 'month'}`, { count, used }) };
}

/** Of which sorts the outlets are that have it; where none does, those that there are. */
function sortsOf(rewardId: string, places: readonly OutletRow[], stocks: Found['stocks']): (string | null)[] {
  const having = places.filter(({ id }) => stocks?.some((one) => one.rewardId === rewardId && one.outletId === id));
  const sorts = new Set((having.length ? having : places).map(({ kind }) => kind));
  return sorts.size ? [...sorts] : [null];
}

/** Everything that speaks against it, as the request would say it. */
function against(
  { say }: Reader,
  words: Parameters<typeof reasonsAgainst>[0],
  priced: Priced | undefined,
  joined: boolean,
  limit: RewardView['limit'],
  stocks: readonly { quantity: number }[],
): string[] {
  if (!joined) return [say('errors.NOT_JOINED')];
  return [
    ...(priced ? reasonsAgainst(words, priced) : [say('errors.REDEEM_NO_RULE')]),
    ...(limit && limit.used >= limit.count ? [limit.words] : []),
    ...(stocks.some(({ quantity }) => Number(quantity) > 0) ? [] : [say('errors.OUT_OF_STOCK')]),
  ];
}

export const OUTLET_ROW = `json_build_object('id', t.[id], 'name', t.[name], 'nameEn', t.[nameEn], 'kind', t.[kind], 'townCode', t.[townCode], 'address', t.[address], 'phone', t.[phone],
  'openDays', t.[openDays], 'opensAt', t.[opensAt], 'closesAt', t.[closesAt])`;

const STATEMENT = `
select json_build_object(
  'rewards', (select json_agg(${REWARD} order by w.[rank] nulls last, w.[code]) from {sidanRewards} w where w.[regionCode] = $1 and coalesce(w.[status], 'active') = 'active'),
  'outlets', (select json_agg(${OUTLET_ROW} order by t.[name]) from {sidanOutlets} t where t.[regionCode] = $1 and coalesce(t.[status], 'active') = 'active'),
  'stocks', (select json_agg(json_build_object('rewardId', s.[rewardId], 'outletId', s.[outletId], 'quantity', s.[quantity])) from {sidanStocks} s where s.[regionCode] = $1),
  'person', (select json_build_object('townCode', p.[townCode], 'isVolunteer',
                exists (select 1 from {sidanVolunteers} v where v.[personId] = p.[id] and coalesce(v.[status], 'active') = 'active'))
               from {sidanPeople} p where p.[id] = $2::uuid and p.[regionCode] = $1),
  'held', (select coalesce(sum(r.[price]), 0) from {sidanRedemptions} r where r.[regionCode] = $1 and r.[personId] = $2::uuid and r.[closedAt] is null and r.[state] in ('reviewing', 'ready'))
) as found`;
