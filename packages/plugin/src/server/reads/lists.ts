import type { OfferLine, OrderLine, Page } from '../../api/types';
import { claimableIds, CLAIMS_FIRST } from '../dispatch/claims';
import { hasJoined } from '../commands/joined';
import { orderLines } from './lines';
import { iso, rowsOf, type Paging, type Reader } from './reader';

const emptyPage = <T>({ page, pageSize }: Paging): Page<T> => ({ rows: [], count: 0, page, pageSize });

/** 我的点单：orders that the reader has placed, or somebody for whom they act, and those that are for them, newest first. */
export async function myOrders(reader: Reader, paging: Paging): Promise<Page<OrderLine>> {
  const { personId, wards = [] } = reader.actor;
  if (!personId) return emptyPage(paging);
  const ours = [personId, ...wards.map((ward) => ward.personId)];
  return orderLines(
    reader,
    { text: '(o.[requesterId] = any($2::uuid[]) or o.[beneficiaryId] = any($2::uuid[]))', params: [ours] },
    paging,
  );
}

/** Whether the order's own lifecycle knows an event. */
const knows = (event: string): string => `(o.[regionCode], o.[definitionVersion]) in (
                 select l.[regionCode], l.[definitionVersion] from {sidanLifecycles} l where l.[definition] = 'order' and jsonb_exists(l.[file]::jsonb -> 'events', '${event}'))`;

/** Points are redeemed once it is rated; or it was rated badly, which a team may object to. */
const AFTER_RATING = `(${knows('redeem')} or (coalesce(o.[ratingScore], 5) <= 3 and ${knows('dispute')}))`;

/** Orders for several teams, looked through among those of the reader's counties that are under way. */
const JOINED = `(o.[joined] is not null and o.[closedAt] is null and o.[regionCode] in (select m.[regionCode] from {sidanTeamMembers} m where m.[personId] = $1::uuid and m.[status] = 'active')
                 and exists (select 1 from {sidanTeamMembers} m where m.[regionCode] = o.[regionCode] and m.[personId] = $1::uuid and m.[status] = 'active' and ${hasJoined('o', 'm.[teamId]')}))`;

/** 我的任务：orders that a team of the reader has accepted and not finished with, points to redeem and bad ratings included; those under way first. */
export async function myTasks(reader: Reader, paging: Paging): Promise<Page<OrderLine>> {
  if (!reader.actor.personId) return emptyPage(paging);
  return orderLines(
    reader,
    {
      text: `(o.[teamId] in (select m.[teamId] from {sidanTeamMembers} m where m.[personId] = $1::uuid and m.[status] = 'active') or ${JOINED}) and (o.[state] in ('accepted', 'serving', 'reporting', 'finished', 'disputed', 'appealed', 'redeeming') or (o.[state] = 'rated' and ${AFTER_RATING}))`,
      params: [],
      orderBy: `case o.[state] when 'serving' then 0 when 'accepted' then 1 when 'reporting' then 1 else 2 end, o.[expectStart] nulls last, o.[placedAt], o.[id]`,
    },
    paging,
  );
}

/** 待抢单：orders that are open to all, for who leads a team that may have them by the rules; urgent ones first. @throws RULES_BROKEN */
export async function claimableOrders(reader: Reader, paging: Paging): Promise<Page<OrderLine>> {
  if (!reader.actor.personId) return emptyPage(paging);
  const ids = await claimableIds(reader);
  if (ids.length === 0) return emptyPage(paging);
  return orderLines(reader, { text: 'o.[id] = any($2::uuid[])', params: [ids], orderBy: CLAIMS_FIRST }, paging);
}

interface OfferRow {
  id: string;
  state: OfferLine['state'];
  offeredAt: Date;
  expiresAt: Date | null;
  teamId: string;
  teamName: string;
  orderId: string;
  total: string;
}

/** 派给我队的单：offers to teams that the reader leads; `state` is `open` or `all`. */
export async function myOffers(reader: Reader, state: 'open' | 'all', paging: Paging): Promise<Page<OfferLine>> {
  if (!reader.actor.personId) return emptyPage(paging);
  const rows = await rowsOf<OfferRow>(
    reader,
    `select f.[id] as id, f.[state] as state, f.[offeredAt] as "offeredAt", f.[expiresAt] as "expiresAt", t.[id] as "teamId", t.[name] as "teamName", f.[orderId] as "orderId",
            count(*) over () as total
       from {sidanOffers} f
       join {sidanTeamMembers} m on m.[regionCode] = f.[regionCode] and m.[teamId] = f.[teamId] and m.[role] in ('leader', 'deputy') and m.[status] = 'active'
       join {sidanTeams} t on t.[regionCode] = f.[regionCode] and t.[id] = f.[teamId]
      where m.[personId] = $1::uuid and ($2 = 'all' or f.[state] = 'open')
      order by case f.[state] when 'open' then 0 else 1 end, f.[offeredAt] desc, f.[id] limit $3::bigint offset $4::bigint`,
    [reader.actor.personId, state, paging.pageSize, (paging.page - 1) * paging.pageSize],
  );
  const orders = await orderLines(
    reader,
    { text: 'o.[id] = any($2::uuid[])', params: [rows.map((row) => row.orderId)] },
    { page: 1, pageSize: paging.pageSize },
  );
  const byId = new Map(orders.rows.map((line) => [line.id, line]));
  return {
    rows: rows.flatMap((row) => {
      const order = byId.get(row.orderId);
      if (!order) return [];
      return [
        {
          id: row.id,
          state: row.state,
          offeredAt: iso(row.offeredAt)!,
          expiresAt: iso(row.expiresAt),
          teamId: row.teamId,
          teamName: row.teamName,
          order,
        },
      ];
    }),
    count: Number(rows[0]?.total ?? 0),
    ...paging,
  };
}
