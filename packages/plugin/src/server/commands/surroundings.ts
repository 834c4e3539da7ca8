import type { Model } from '@nocobase/database';
import { holdingsSql, type Holdings } from '../access/actor';
import type { TeamTie } from '../access/capacities';
import { SidanError } from '../errors';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import type { Command, ItemFacts } from './command';
import { orderOf } from './orderRow';
import type { StoredRequest } from './requests';
import { isId } from '../ids';

/** All that a step needs to know around the order. */
export interface Surroundings {
  request: StoredRequest | null;
  item: ItemFacts | null;
  ties: TeamTie[];
  openOffers: number;
  openAttendances: number;
  seq: number;
  teamName: string | null;
  timer: { state: string } | null;
  /** What the acting user holds; null for anybody else. */
  held: Holdings | null;
}

interface Found {
  order: Record<string, unknown>;
  /** The order's version when the statement began; another than the row's own means that the statement had to wait for a command. */
  seen: number | string;
  around: Surroundings;
}

type Asked = Pick<Command, 'orderId' | 'actor' | 'key' | 'timerId'>;

/** An order and its surroundings, as they are now. @throws ORDER_NOT_FOUND */
export const readOrder = (sidan: Sidan, q: Connection, asked: Asked) => load(sidan, q, asked, READ);

/**
 * An order, locked until the transaction ends, and its surroundings, which nobody can change before that: only commands do, and they lock the order too.
 * One statement. Had it to wait for another command, then it saw the surroundings as they were before that one; so it looks again.
 * @throws ORDER_NOT_FOUND
 */
export async function lockOrder(
  sidan: Sidan,
  q: Connection,
  asked: Asked,
): Promise<{ order: Model; around: Surroundings }> {
  const first = await load(sidan, q, asked, LOCK);
  return Number(first.seen) === Number(first.order.get('version')) ? first : load(sidan, q, asked, LOCK);
}

async function load(sidan: Sidan, q: Connection, { orderId, actor, key, timerId }: Asked, statement: string) {
  if (!isId(orderId)) throw new SidanError('ORDER_NOT_FOUND');
  const params = [
    orderId,
    key ?? null,
    actor.personId ?? null,
    timerId ?? null,
    actor.kind === 'user' ? actor.userId : null,
  ];
  const { rows } = await q.query<Found>(sidan.write(statement), params);
  const found = rows[0];
  if (!found) throw new SidanError('ORDER_NOT_FOUND');
  return {
    order: orderOf(sidan.db, found.order),
    around: { ...found.around, ties: found.around.ties ?? [] },
    seen: found.seen,
  };
}

/** `me` is the acting person: the one given, or the user's own. */
const statement = (lock: string) => `
with o as materialized (select * from {sidanOrders} where [id] = $1::uuid ${lock}),
     held as (select * from (${holdingsSql('$5')}) own where $5::bigint is not null),
     me as (select coalesce($3::uuid, (select held."personId" from held)) as id)
select row_to_json(o) as "order", (select s.[version] from {sidanOrders} s where s.[id] = $1::uuid) as seen, json_build_object(
  'held', (select row_to_json(held) from held),
  'request', (select json_build_object('action', r.[action], 'actor', r.[actor], 'bodyHash', r.[bodyHash], 'answer', r.[answer])
                from {sidanRequests} r where r.[regionCode] = o.[regionCode] and r.[key] = $2),
  'item', (select json_build_object('id', i.[id], 'code', i.[code], 'name', i.[name], 'nameEn', i.[nameEn], 'category', i.[category], 'unit', i.[unit],
                                    'responseMinutes', i.[responseMinutes], 'needsReview', coalesce(i.[needsReview], false), 'headcount', i.[headcount])
             from {sidanServiceItems} i where i.[regionCode] = o.[regionCode] and i.[id] = o.[serviceItemId]),
  'ties', (select json_agg(json_build_object('teamId', t.[id], 'teamName', t.[name], 'role', m.[role], 'offered', f.[id] is not null,
                                                    'asked', exists (select 1 from {sidanOffers} x where x.[regionCode] = o.[regionCode] and x.[orderId] = o.[id] and x.[teamId] = m.[teamId])))
             from {sidanTeamMembers} m
             join {sidanTeams} t on t.[regionCode] = o.[regionCode] and t.[id] = m.[teamId]
             left join {sidanOffers} f on f.[regionCode] = o.[regionCode] and f.[orderId] = o.[id] and f.[teamId] = m.[teamId] and f.[state] = 'open'
            where m.[regionCode] = o.[regionCode] and m.[personId] = (select me.id from me) and m.[status] = 'active'
              and (m.[teamId] = o.[teamId]
                   or exists (select 1 from {sidanOffers} x where x.[regionCode] = o.[regionCode] and x.[orderId] = o.[id] and x.[teamId] = m.[teamId]))),
  'openOffers', (select count(*)::int from {sidanOffers} f where f.[regionCode] = o.[regionCode] and f.[orderId] = o.[id] and f.[state] = 'open'),
  'openAttendances', (select count(*)::int from {sidanAttendances} a
                       where a.[regionCode] = o.[regionCode] and a.[orderId] = o.[id] and a.[checkOutAt] is null),
  'seq', (select coalesce(max(e.[seq]), 0)::int from {sidanOrderEvents} e where e.[regionCode] = o.[regionCode] and e.[orderId] = o.[id]),
  'teamName', (select w.[name] from {sidanTeams} w where w.[regionCode] = o.[regionCode] and w.[id] = o.[teamId]),
  'timer', (select json_build_object('state', d.[state]) from {sidanTimers} d where d.[regionCode] = o.[regionCode] and d.[id] = $4::uuid)
) as around from o`;

const READ = statement('');
const LOCK = statement('for update');
