import type { OutletView, RewardView, ShopView } from '../../api/types';
import { named, rowsOf, type Reader } from '../reads/reader';
import { householdOf, type Household } from '../spending/holder';
import { pricesOf, type Priced } from '../spending/price';
import { reasonsAgainst } from '../spending/refused';
import { purseOf, unitsOf, type InUnits } from './purse';
import { isOffered, REWARD, usedBy, type RewardRow } from './offered';
import { recipientAmong, recipientsOf, recipientViews, type Recipient } from './recipients';
import { isDelivered } from './delivery';
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
  delivers: boolean;
  selfService: boolean;
}

interface Found {
  rewards: RewardRow[] | null;
  outlets: OutletRow[] | null;
  stocks: { rewardId: string; outletId: string; quantity: number }[] | null;
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
  const { sidan, q, actor, lang, say } = reader;
  const now = sidan.clock();
  const here = actor.personId && actor.regionCode === regionCode ? actor.personId : null;
  const [row] = await rowsOf<{ found: Found }>(reader, STATEMENT, [regionCode, here]);
  const { rewards, outlets, stocks, person } = row!.found;
  const offered = (rewards ?? []).filter((reward) => isOffered(reward, now));
  const words = await sidan.packs.words(q, lang, regionCode, []);
  const recipients = here ? await recipientsOf(sidan, q, regionCode, here, now) : [];
  const whom = recipientId ? recipientAmong(recipients, recipientId) : undefined;
  const places = (outlets ?? []).filter(({ id }) => !outletId || id === outletId);
  const homes = await deliveringOf(reader, regionCode, places, stocks ?? [], now);
  const asked = offered.flatMap((one, reward) => [
    ...sortsOf(one.id, places, stocks).map((outlet) => ({ reward, outlet, atHome: false })),
    ...sortsHaving(one.id, homes(one), stocks).map((outlet) => ({ reward, outlet, atHome: true })),
  ]);
  const prices =
    here && person
      ? await pricesOf(
          sidan,
          q,
          { regionCode, place: regionCode, at: now },
          { personId: here, ...person },
          asked.map(({ reward, outlet, atHome }) => ({
            ...wantedOf(offered[reward]!, 1, outlet, atHome),
            byGuardian: actor.standsIn ?? false,
            ...(whom ? { for: whom.relation ? ('family' as const) : ('other' as const), recipientId: whom.id } : {}),
          })),
        )
      : [];
  // Where several sorts of outlets have it, the one where it may be had.
  const pricedOf = (reward: number, atHome: boolean): Priced | undefined => {
    const found = asked.flatMap((one, index) =>
      one.reward === reward && one.atHome === atHome ? (prices[index] ?? []) : [],
    );
    return found.find(({ redemption }) => redemption.allowed) ?? found[0];
  };
  const used = here ? await usedBy(sidan, q, regionCode, here, offered, now) : new Map<string, number>();
  const own = offered.map((_, index) => pricedOf(index, false));
  const brought = offered.map((_, index) => pricedOf(index, true));
  const purse = await purseOf(reader, regionCode, here, own);
  const assets = new Set([...own, ...brought].flatMap((priced) => priced?.redemption.asset ?? []));
  const units = new Map<string, InUnits>();
  for (const asset of assets) units.set(asset, await unitsOf(reader, regionCode, asset));
  const shown = offered.map((reward, index): RewardView => {
    const stored = (stocks ?? []).filter(
      (stock) => stock.rewardId === reward.id && places.some(({ id }) => id === stock.outletId),
    );
    const limit = limitOf(reader, reward, used.get(reward.id) ?? 0);
    const priced = own[index];
    const label = { amount: Number(reward.price), unit: purse.unit };
    const as = (found: Priced | undefined, from: readonly { quantity: number }[]) => {
      const reasons = [
        ...against(reader, words, found, Boolean(here), limit, from),
        ...notForThem(reader, found, whom),
      ];
      const price = found ? units.get(found.redemption.asset)!(found.redemption.cost) : label;
      return { ...price, mayHave: reasons.length === 0, reasons };
    };
    const { amount, unit, mayHave, reasons } = as(priced, stored);
    const from = homes(reward).map(({ id }) => id);
    const home = from.length
      ? as(
          brought[index],
          stored.filter((stock) => from.includes(stock.outletId)),
        )
      : undefined;
    return {
      id: reward.id,
      name: named(lang, reward.name, reward.nameEn),
      kind: reward.kind,
      kindName: say(`collections.sidanRewards.kind.${reward.kind}`),
      photo: photoOf(reward.photo),
      description: named(lang, reward.description, reward.descriptionEn) || undefined,
      price: amount,
      unit,
      mayHave,
      reasons,
      needsApproval: reward.needsApproval,
      forOthers: !['self', 'household'].includes(priced?.redemption.benefits ?? ''),
      forOthersOnly: priced?.redemption.benefits === 'thirdParty',
      ...(limit ? { limit } : {}),
      ...(home ? { delivery: { price: home.amount, mayHave: home.mayHave, reasons: home.reasons } } : {}),
      until: reward.endsOn ?? undefined,
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

/** The rule lets it be had for others than those for whom it is looked at. */
function notForThem({ say }: Reader, priced: Priced | undefined, whom: Recipient | undefined): string[] {
  const benefits = priced?.redemption.benefits;
  if (whom && benefits === 'self') return [say('errors.REDEEM_SELF_ONLY')];
  if (whom && !whom.relation && benefits === 'household') return [say('errors.REDEEM_FAMILY_ONLY')];
  return [];
}

export const outletView = (reader: Pick<Reader, 'lang' | 'say'>, outlet: OutletRow): OutletView => ({
  id: outlet.id,
  name: named(reader.lang, outlet.name, outlet.nameEn),
  kind: outlet.kind,
  kindName: reader.say(`collections.sidanOutlets.kind.${outlet.kind}`),
  address: outlet.address ?? undefined,
  phone: outlet.phone ?? undefined,
  open: hoursOf(reader, outlet),
  delivers: outlet.delivers,
  selfService: outlet.selfService,
});

function limitOf({ say }: Reader, { limitCount, limitWindow }: RewardRow, used: number): RewardView['limit'] {
  if (limitCount === null) return undefined;
  const count = Number(limitCount);
  return { count, used, words: say(`api.shop.limit.${limitWindow ?? 'month'}`, { count, used }) };
}

/** Of which sorts the outlets are that have it; where none does, those that there are. */
function sortsOf(rewardId: string, places: readonly OutletRow[], stocks: Found['stocks']): (string | null)[] {
  const having = sortsHaving(rewardId, places, stocks);
  if (having.length) return having;
  const sorts = new Set(places.map(({ kind }) => kind));
  return sorts.size ? [...sorts] : [null];
}

const sortsHaving = (rewardId: string, places: readonly OutletRow[], stocks: Found['stocks']): string[] => [
  ...new Set(
    places
      .filter(({ id }) => stocks?.some((one) => one.rewardId === rewardId && one.outletId === id))
      .map(({ kind }) => kind),
  ),
];

/** From which of the places that have a reward it is brought home. The county's lifecycle is asked only where one of them does that. */
async function deliveringOf(
  { sidan, q }: Reader,
  regionCode: string,
  places: readonly OutletRow[],
  stocks: NonNullable<Found['stocks']>,
  now: Date,
): Promise<(reward: RewardRow) => OutletRow[]> {
  const delivering = places.filter(({ delivers }) => delivers);
  if (!delivering.length) return () => [];
  const lifecycle = await sidan.redemptions.current(q, regionCode, now);
  return (reward) =>
    delivering.filter(
      (place) =>
        isDelivered(lifecycle, reward, place) &&
        stocks.some(({ rewardId, outletId }) => rewardId === reward.id && outletId === place.id),
    );
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
  'openDays', t.[openDays], 'opensAt', t.[opensAt], 'closesAt', t.[closesAt], 'delivers', coalesce(t.[delivers], false), 'selfService', coalesce(t.[selfService], false))`;

const STATEMENT = `
select json_build_object(
  'rewards', (select json_agg(${REWARD} order by w.[rank] nulls last, w.[code]) from {sidanRewards} w where w.[regionCode] = $1 and coalesce(w.[status], 'active') = 'active'),
  'outlets', (select json_agg(${OUTLET_ROW} order by t.[name]) from {sidanOutlets} t where t.[regionCode] = $1 and coalesce(t.[status], 'active') = 'active'),
  'stocks', (select json_agg(json_build_object('rewardId', s.[rewardId], 'outletId', s.[outletId], 'quantity', s.[quantity])) from {sidanStocks} s where s.[regionCode] = $1),
  'person', (select json_build_object('townCode', p.[townCode], 'household', ${householdOf('p.[regionCode]', 'p.[id]')}, 'isVolunteer',
                exists (select 1 from {sidanVolunteers} v where v.[personId] = p.[id] and coalesce(v.[status], 'active') = 'active'))
               from {sidanPeople} p where p.[id] = $2::uuid and p.[regionCode] = $1)
) as found`;
