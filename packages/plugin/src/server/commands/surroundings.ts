import { StoredOrder, type OrderRow } from './orderRow';
import type { WorkCalendarSetting } from '../../api/types';
import { holdingsSql, type Holdings } from '../access/actor';
import type { TeamTie } from '../access/capacities';
import { isSidanError, SidanError } from '../errors';
import { joinedOf } from './joined';
import type { Sidan } from '../sidan';
import { Values, type Connection } from '../sql';
import type { Command, ItemFacts, Rated, TeamNamed } from './command';
import type { StoredRequest } from './requests';
import { isId } from '../ids';

/** All that a step needs to know around the order. */
export interface Surroundings {
  request: StoredRequest | null;
  item: ItemFacts | null;
  ties: TeamTie[];
  /** Teams that were asked and have not answered; people who have checked in and not out. */
  offeredTo: ReadonlySet<string>;
  present: ReadonlySet<string>;
  /** Of the teams that the command names those that there are. */
  teams: readonly TeamNamed[];
  ratings: Rated[];
  toRedeem: number;
  seq: number;
  teamName: string | null;
  timer: { state: string } | null;
  /** What the county has set; null where the standard holds. */
  calendar: WorkCalendarSetting | null;
  /** What the acting user holds; null for anybody else. */
  held: Holdings | null;
}

interface Found {
  order: Record<string, unknown>;
  /** The order's version when the statement began; another than the row's own means that the statement had to wait for a command. */
  seen: number | string;
  around: Omit<Surroundings, Beside | 'offeredTo' | 'present'> &
    Partial<Pick<Surroundings, 'request' | 'held' | 'timer' | 'teams'>> & {
      offeredTo: string[] | null;
      present: string[] | null;
    };
}

/** What is asked for only where it can be. */
type Beside = 'request' | 'held' | 'timer' | 'teams' | 'ratings' | 'toRedeem';

type Asked = Pick<Command, 'orderId' | 'actor' | 'key' | 'timerId'> & Partial<Pick<Command, 'data'>>;

/** An order and its surroundings, as they are now. @throws ORDER_NOT_FOUND */
export const readOrder = (sidan: Sidan, q: Connection, asked: Asked) => load(sidan, q, asked);

/**
 * An order, locked until the transaction ends, and its surroundings, which nobody can change before that: only commands do, and they lock the order too.
 * One statement. Had it to wait for another command, then it saw the surroundings as they were before that one; so it looks again. A clock does not wait: several
 * nodes go through the same list, and what another has in hand is not to hold this one up.
 * @throws ORDER_NOT_FOUND; BUSY (for a clock: another command has it in hand)
 */
export async function lockOrder(
  sidan: Sidan,
  q: Connection,
  asked: Asked,
): Promise<{ order: OrderRow; around: Surroundings }> {
  const first = asked.timerId ? await loadFree(sidan, q, asked) : await load(sidan, q, asked, 'for update');
  return Number(first.seen) === Number(first.order.get('version')) ? first : load(sidan, q, asked, 'for update');
}

async function loadFree(sidan: Sidan, q: Connection, asked: Asked) {
  try {
    return await load(sidan, q, asked, 'for update skip locked');
  } catch (error) {
    if (!isSidanError(error) || error.code !== 'ORDER_NOT_FOUND') throw error;
    await load(sidan, q, asked);
    throw new SidanError('BUSY');
  }
}

async function load(sidan: Sidan, q: Connection, asked: Asked, lock: Lock = '') {
  if (!isId(asked.orderId)) throw new SidanError('ORDER_NOT_FOUND');
  const { text, values } = statement(asked, lock);
  const { rows } = await q.query<Found>(sidan.write(text), values);
  const found = rows[0];
  if (!found) throw new SidanError('ORDER_NOT_FOUND');
  const order = new StoredOrder(sidan.db, found.order);
  const joined = joinedOf((field) => order.get(field));
  const ties = (found.around.ties ?? []).map((tie) =>
    // What is open to all is not offered again to who has joined it.
    joined.some(({ teamId }) => teamId === tie.teamId) ? { ...tie, offered: false } : tie,
  );
  const since = order.get('confirmedAt') ? await rated(sidan, q, asked.orderId) : NOT_RATED;
  return {
    order,
    around: {
      request: null,
      held: null,
      timer: null,
      ...found.around,
      ties,
      offeredTo: new Set(found.around.offeredTo),
      present: new Set(found.around.present),
      teams: found.around.teams ?? [],
      ...since,
    },
    seen: found.seen,
  };
}

const NOT_RATED: Pick<Surroundings, 'ratings' | 'toRedeem'> = { ratings: [], toRedeem: 0 };

/** Nobody has rated or redeemed before an order is confirmed; most steps come before that, and are spared the question. */
async function rated(sidan: Sidan, q: Connection, orderId: string): Promise<typeof NOT_RATED> {
  const { rows } = await q.query<{ since: { ratings: Rated[] | null; toRedeem: number } }>(
    sidan.write(
      `select json_build_object(${ratingsAndRedemptions('o')}) as since from {sidanOrders} o where o.[id] = $1::uuid`,
    ),
    [orderId],
  );
  const { ratings, toRedeem } = rows[0]!.since;
  return { ratings: ratings ?? [], toRedeem };
}

/** An order that is open to all (抢单) is as good as offered to every team that works. */
const CLAIMS = `(o.[state] = 'claimable' and coalesce(t.[status], 'active') = 'active')`;

/**
 * Who has rated since the order was confirmed, and how many of those who served have not redeemed: of no interest before, so that nothing is read then. A decision of
 * a redemption is keyed `redeem:<order>:<person>`.
 */
export const ratingsAndRedemptions = (o: string): string => `
  'ratings', case when ${o}.[confirmedAt] is not null then
     (select json_agg(json_build_object('kind', r.[raterKind], 'score', r.[score], 'presumed', coalesce(r.[presumed], false)))
        from {sidanRatings} r where r.[regionCode] = ${o}.[regionCode] and r.[orderId] = ${o}.[id] and r.[at] >= ${o}.[confirmedAt]) end,
  'toRedeem', case when ${o}.[confirmedAt] is not null then
     (select count(distinct a.[personId])::int from {sidanAttendances} a
       where a.[regionCode] = ${o}.[regionCode] and a.[orderId] = ${o}.[id] and a.[minutes] is not null
         and not exists (select 1 from {sidanDecisions} d where d.[regionCode] = ${o}.[regionCode] and d.[key] = 'redeem:' || ${o}.[id] || ':' || a.[personId])) else 0 end`;

/** `TeamNamed` of some of a county's teams, as a list in JSON. */
export const teamsNamed = (region: string, ids: string): string => `
  select json_agg(json_build_object('id', t.[id], 'name', t.[name], 'usable', coalesce(t.[status], 'active') = 'active'))
    from {sidanTeams} t where t.[regionCode] = ${region} and t.[id] = any(${ids}::uuid[])`;

type Lock = '' | 'for update' | 'for update skip locked';

/**
 * What is asked of: of the acting user or person, of the request's key and of the clock only where there is one, for PostgreSQL makes ready for each part of a statement.
 * `me` is the acting person: the one given, or the user's own. `asked` are the offers of the order, read once and by the order alone: whoever looks for those of a team
 * leaves it to the planner to go through all that the team ever had.
 */
function statement({ orderId, key, actor, timerId, data }: Asked, lock: Lock): { text: string; values: unknown[] } {
  const values = new Values();
  const id = `${values.add(orderId)}::uuid`;
  const user = actor.kind === 'user' ? actor.userId : undefined;
  const held = user !== undefined && holdingsSql(values.add(user));
  const me = held
    ? `coalesce(${values.add(actor.personId ?? null)}::uuid, (select held."personId" from held))`
    : `${values.add(actor.personId ?? null)}::uuid`;
  const named = lock && Array.isArray(data?.teamIds) ? data.teamIds.filter(isId) : undefined;
  const around = [
    held && `'held', (select row_to_json(held) from held)`,
    key !== undefined &&
      `'request', (select json_build_object('action', r.[action], 'actor', r.[actor], 'bodyHash', r.[bodyHash], 'answer', r.[answer])
                from {sidanRequests} r where r.[regionCode] = o.[regionCode] and r.[key] = ${values.add(key)})`,
    timerId !== undefined &&
      `'timer', (select json_build_object('state', d.[state]) from {sidanTimers} d where d.[regionCode] = o.[regionCode] and d.[id] = ${values.add(timerId)}::uuid)`,
    named && `'teams', (${teamsNamed('o.[regionCode]', values.add(named))})`,
    AROUND,
  ].filter((part) => typeof part === 'string');
  const text = `
with o as materialized (select * from {sidanOrders} where [id] = ${id} ${lock}),
     ${held ? `held as (select * from (${held}) own),` : ''}
     me as (select ${me} as id),
     asked as materialized (select f.[teamId] as team, f.[state] = 'open' as open from o join {sidanOffers} f on f.[regionCode] = o.[regionCode] and f.[orderId] = o.[id])
select row_to_json(o) as "order", (select s.[version] from {sidanOrders} s where s.[id] = ${id}) as seen,
       json_build_object(${around.join(', ')}) as around from o`;
  return { text, values: values.list };
}

const AROUND = `
  'item', (select json_build_object('id', i.[id], 'code', i.[code], 'name', i.[name], 'nameEn', i.[nameEn], 'category', i.[category], 'unit', i.[unit],
                                    'responseMinutes', i.[responseMinutes], 'needsReview', coalesce(i.[needsReview], false), 'headcount', i.[headcount])
             from {sidanServiceItems} i where i.[regionCode] = o.[regionCode] and i.[id] = o.[serviceItemId]),
  'ties', (select json_agg(json_build_object('teamId', t.[id], 'teamName', t.[name], 'role', m.[role], 'offered', coalesce(a.open, false) or ${CLAIMS}, 'asked', a.team is not null))
             from {sidanTeamMembers} m
             join {sidanTeams} t on t.[regionCode] = o.[regionCode] and t.[id] = m.[teamId]
             left join (select asked.team, bool_or(asked.open) as open from asked group by asked.team) a on a.team = m.[teamId]
            where m.[regionCode] = o.[regionCode] and m.[personId] = (select me.id from me) and m.[status] = 'active'
              and (m.[teamId] = o.[teamId] or ${CLAIMS} or a.team is not null)),
  'offeredTo', (select json_agg(asked.team) from asked where asked.open),
  'present', (select json_agg(a.[personId]) from {sidanAttendances} a
               where a.[regionCode] = o.[regionCode] and a.[orderId] = o.[id] and a.[checkOutAt] is null),
  'seq', (select coalesce(max(e.[seq]), 0)::int from {sidanOrderEvents} e where e.[regionCode] = o.[regionCode] and e.[orderId] = o.[id]),
  'teamName', (select w.[name] from {sidanTeams} w where w.[regionCode] = o.[regionCode] and w.[id] = o.[teamId]),
  'calendar', (select c.[calendar] from {sidanCounties} c where c.[regionCode] = o.[regionCode])`;
