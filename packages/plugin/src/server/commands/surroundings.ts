import type { Model } from '@nocobase/database';
import { holdingsSql, type Holdings } from '../access/actor';
import type { TeamTie } from '../access/capacities';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import { idOf, inRegion, type Command, type ItemFacts } from './command';
import type { StoredRequest } from './requests';

/** All that a step needs to know around the locked order. */
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

/** One statement, run after the order's row has been locked, so that nothing it reads can change before the commit. */
export async function loadSurroundings(
  sidan: Sidan,
  q: Connection,
  order: Model,
  command: Pick<Command, 'actor' | 'key' | 'timerId'>,
): Promise<Surroundings> {
  const { rows } = await q.query<{ found: Surroundings }>(sidan.write(STATEMENT), [
    inRegion(order),
    idOf(order),
    command.key ?? null,
    order.get('serviceItemId') ?? null,
    command.actor.personId ?? null,
    order.get('teamId') ?? null,
    command.timerId ?? null,
    command.actor.kind === 'user' ? command.actor.userId : null,
  ]);
  const found = rows[0]!.found;
  return { ...found, ties: found.ties ?? [] };
}

/** The acting person: the one given, or the user's own. */
const STATEMENT = `
with held as (select * from (${holdingsSql('$8')}) own where $8::bigint is not null), me as (select coalesce($5::uuid, (select held."personId" from held)) as id)
select json_build_object(
  'held', (select row_to_json(held) from held),
  'request', (select json_build_object('action', r.[action], 'actor', r.[actor], 'bodyHash', r.[bodyHash], 'answer', r.[answer])
                from {sidanRequests} r where r.[regionCode] = $1 and r.[key] = $3),
  'item', (select json_build_object('id', i.[id], 'code', i.[code], 'name', i.[name], 'nameEn', i.[nameEn], 'category', i.[category], 'unit', i.[unit],
                                    'responseMinutes', i.[responseMinutes], 'needsReview', coalesce(i.[needsReview], false), 'headcount', i.[headcount])
             from {sidanServiceItems} i where i.[regionCode] = $1 and i.[id] = $4::uuid),
  'ties', (select json_agg(json_build_object('teamId', t.[id], 'teamName', t.[name], 'role', m.[role], 'offered', o.[id] is not null))
             from {sidanTeamMembers} m
             join {sidanTeams} t on t.[regionCode] = $1 and t.[id] = m.[teamId]
             left join {sidanOffers} o on o.[regionCode] = $1 and o.[orderId] = $2::uuid and o.[teamId] = m.[teamId] and o.[state] = 'open'
            where m.[regionCode] = $1 and m.[personId] = (select me.id from me) and m.[status] = 'active' and (o.[id] is not null or m.[teamId] = $6::uuid)),
  'openOffers', (select count(*)::int from {sidanOffers} f where f.[regionCode] = $1 and f.[orderId] = $2::uuid and f.[state] = 'open'),
  'openAttendances', (select count(*)::int from {sidanAttendances} a where a.[regionCode] = $1 and a.[orderId] = $2::uuid and a.[checkOutAt] is null),
  'seq', (select coalesce(max(e.[seq]), 0)::int from {sidanOrderEvents} e where e.[regionCode] = $1 and e.[orderId] = $2::uuid),
  'teamName', (select w.[name] from {sidanTeams} w where w.[regionCode] = $1 and w.[id] = $6::uuid),
  'timer', (select json_build_object('state', d.[state]) from {sidanTimers} d where d.[regionCode] = $1 and d.[id] = $7::uuid)
) as found`;
