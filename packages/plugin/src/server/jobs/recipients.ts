import type { Sidan } from '../sidan';
import type { Connection } from '../sql';

/** Whom a message concerns, as the command left it behind. */
export interface NoticePayload {
  to: string[];
  teamIds: string[];
  orderNo: string;
  title: string;
  event: string;
  reason: string | null;
  /** Who did it is not told of it. */
  actorUserId: number | null;
}

export interface Recipient {
  userId: number;
  lang: string | null;
}

/**
 * The host's users to tell, each once, with their language. Capacities become people: the requester; who holds a role over the order's town;
 * leaders of the teams concerned; volunteers of the accepted team.
 */
export async function recipientsOf(sidan: Sidan, q: Connection, regionCode: string, orderId: string, payload: NoticePayload): Promise<Recipient[]> {
  const { rows } = await q.query<Recipient>(sidan.write(STATEMENT), [regionCode, orderId, payload.to, payload.teamIds, payload.actorUserId]);
  return rows.map((row) => ({ userId: Number(row.userId), lang: row.lang }));
}

const STATEMENT = `
with o as (select * from {sidanOrders} where [regionCode] = $1 and [id] = $2::uuid), told as (
  select p.[userId] as id from {sidanPeople} p join o on p.[regionCode] = $1 and p.[id] = o.[requesterId] where 'requester' = any($3::text[])
  union
  select s.[userId] from {sidanScopes} s join o on coalesce(o.[townCode], o.[regionCode]) like s.[scopeCode] || '%' where s.[role] = any($3::text[])
  union
  select p.[userId] from {sidanTeamMembers} m join {sidanPeople} p on p.[regionCode] = $1 and p.[id] = m.[personId]
   where m.[regionCode] = $1 and m.[teamId] = any($4::uuid[]) and m.[role] in ('leader', 'deputy') and m.[status] = 'active' and 'teamLeader' = any($3::text[])
  union
  select p.[userId] from o join {sidanTeamMembers} m on m.[regionCode] = $1 and m.[teamId] = o.[teamId] and m.[status] = 'active'
    join {sidanPeople} p on p.[regionCode] = $1 and p.[id] = m.[personId] where 'volunteer' = any($3::text[])
)
select u.id as "userId", u.[appLang] as lang from told join {users} u on u.id = told.id where $5::bigint is null or u.id <> $5::bigint`;
