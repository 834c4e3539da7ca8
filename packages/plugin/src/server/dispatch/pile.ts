/** 批量派单：a morning's pile given to teams at once, as a preview. */
import { dispatchPile, type PilePlan } from '@sidan/lifecycle';
import type { Message } from '@sidan/rules';
import type { Pile } from '../../api/types';
import { covers, type Actor } from '../access/actor';
import { lifecycleIn } from '../lifecycles/titles';
import type { Words } from '../packs/words';
import { countyOf } from '../reads/portal';
import { iso, named, rowsOf, type Reader } from '../reads/reader';
import { nameOf } from './candidates';
import { suggestedOf } from './choice';
import { planOf, WAITING } from './plan';
import { runsOf } from './progress';
import { signed } from './told';
import { weigh, type Weighed, type WeighedOrders } from './weigh';

/** So many are looked at together; the others wait for the next. */
const PILE_MAX = 60;
const CHOICES_MAX = 10;
const ROLES = ['dispatcher', 'siteManager', 'countyAdmin'] as const;

/**
 * The orders that wait within the reach of who dispatches, those in an emergency first, then urgent ones, and to whom they would go. Empty for anybody else. `asked` is the county that somebody looks
 * at who keeps several. @throws RULES_BROKEN, NO_COUNTY
 */
export async function pile(reader: Reader, asked?: string): Promise<Pile> {
  const { sidan, q, lang, actor } = reader;
  const codes = reachOf(actor);
  if (codes.length === 0) return { rows: [], more: 0, given: 0, oneByOne: 0 };
  const regionCode = codes[0]!.slice(0, 6) || (await countyOf(sidan, asked)).regionCode;
  const waiting = await rowsOf<{ id: string }>(reader, WAIT, [regionCode, codes, WAITING]);
  const ids = waiting.slice(0, PILE_MAX).map(({ id }) => id);
  const found = await weigh(sidan, q, regionCode, ids, sidan.clock());
  const ours = { ...found, weighed: await leftToPeople(reader, regionCode, found.weighed) };
  const plan = pileOf(ours);
  const words = await sidan.packs.words(q, lang, regionCode, []);
  const towns = await townsOf(reader, regionCode);
  const byId = new Map(ours.weighed.map((one) => [one.order.id, one]));
  const team = (teamId: string) => ({ teamId, name: nameOf(reader, found.teams.get(teamId)) });
  const rows = plan.rows.map(({ orderId, teamIds, because }) => {
    const one = byId.get(orderId)!;
    const { order } = one;
    return {
      orderId,
      orderNo: order.orderNo,
      title: order.title,
      serviceItemName: named(lang, order.item?.name ?? '', order.item?.nameEn),
      priority: order.priority === 'urgent' ? ('urgent' as const) : ('normal' as const),
      ...(order.emergency ? { emergency: true } : {}),
      placedAt: iso(order.placedAt)!,
      expectStart: iso(order.expectStart),
      townName: towns.get(order.townCode ?? ''),
      version: Number(order.version),
      teams: teamIds.map(team),
      because: whyOf(words, one, teamIds, because),
      choices: suggestedOf(one)
        .slice(0, CHOICES_MAX)
        .map(({ teamId, place }) => ({ ...team(teamId), place: place! })),
    };
  });
  const sum = ({ urgent, normal }: PilePlan['total']) => urgent + normal;
  return { rows, more: waiting.length - ids.length, given: sum(plan.total), oneByOne: sum(plan.oneByOne) };
}

/** Why not its best team, or no team; then what the rules say of whom it goes to. */
function whyOf(words: Words, { verdicts }: Weighed, teamIds: readonly string[], because: readonly Message[]): string[] {
  const ofPile = because.filter(({ key }) => /\.dispatch\.pile\./.test(key));
  const reasons = teamIds.flatMap((teamId) => verdicts.get(teamId)?.reasons ?? []);
  return [
    ...ofPile.map((text) => words.say(text)),
    ...[...reasons]
      .sort((a, b) => Math.abs(b.weight ?? 0) - Math.abs(a.weight ?? 0))
      .map(({ text, weight }) => (weight === undefined ? words.say(text) : `${words.say(text)} ${signed(weight)}`)),
  ];
}

/** Each team takes what is left of its capacity; one that has none left takes one order more, where the rules let it have one: they do in an emergency. */
export function pileOf({ weighed, teams }: WeighedOrders): PilePlan {
  const urgentFor = new Set(
    weighed.filter(({ order }) => order.emergency).flatMap((one) => suggestedOf(one).map(({ teamId }) => teamId)),
  );
  const room = [...teams.values()].map(({ id, capacity, openOffers, openOrders }): [string, number] => [
    id,
    capacity === null ? weighed.length : Math.max(capacity - openOffers - openOrders, urgentFor.has(id) ? 1 : 0),
  ]);
  return dispatchPile(
    weighed.map((one) => ({
      orderId: one.order.id,
      priority: one.order.emergency || one.order.priority === 'urgent' ? 'urgent' : 'normal',
      placedAt: new Date(one.order.placedAt),
      candidates: suggestedOf(one),
    })),
    { room: Object.fromEntries(room) },
  );
}

/** Without those that the county's plan is about to dispatch by itself. */
async function leftToPeople(reader: Reader, regionCode: string, weighed: readonly Weighed[]): Promise<Weighed[]> {
  const left: Weighed[] = [];
  for (const one of weighed) {
    const { definitionVersion, dispatching, pausedAt } = one.order;
    const lifecycle = await lifecycleIn(reader, regionCode, definitionVersion);
    const plan = lifecycle && planOf(lifecycle.definition);
    const last = plan && runsOf(dispatching, lifecycle.definition.version).at(-1);
    const isPlans =
      plan &&
      !pausedAt &&
      (last === undefined || plan.rounds[last.round]?.to !== 'ask') &&
      last?.round !== plan.rounds.length;
    if (!pausedAt && !isPlans) left.push(one);
  }
  return left;
}

/** Code prefixes of who gives orders to teams; none of anybody else. */
export const reachOf = (actor: Actor): string[] =>
  actor.unbound
    ? ['']
    : actor.scopes
        .filter((scope) => ROLES.some((role) => role === scope.role) && covers(scope, scope.code))
        .map(({ code }) => code);

async function townsOf(reader: Reader, regionCode: string): Promise<Map<string, string>> {
  const rows = await rowsOf<{ code: string; name: string; nameEn: string | null }>(
    reader,
    `select w.[code] as code, w.[name] as name, w.[nameEn] as "nameEn" from {sidanRegions} w where w.[regionCode] = $1`,
    [regionCode],
  );
  return new Map(rows.map(({ code, name, nameEn }) => [code, named(reader.lang, name, nameEn)]));
}

const WAIT = `
select o.[id] as id from {sidanOrders} o
 where o.[regionCode] = $1 and o.[state] = $3 and exists (select 1 from unnest($2::text[]) as code where coalesce(o.[townCode], o.[regionCode]) like code || '%')
 order by o.[emergencyId] is null, case o.[priority] when 'urgent' then 0 else 1 end, o.[placedAt], o.[id] limit 500`;
