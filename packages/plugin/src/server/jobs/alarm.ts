import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import type { Notice } from './outbox';

interface Told {
  id: string;
  userId: string;
  lang: string | null;
}

/** Of messages on emergencies: who holds one of the offices anywhere in the county or over it, and who leads a team there that works. Nobody is told of their own doing. */
export async function toldOfEmergencies(
  { write }: Pick<Sidan, 'write'>,
  q: Connection,
  notices: readonly Notice[],
): Promise<Told[]> {
  const asked = notices.flatMap(({ id, regionCode, payload: { emergencyId, to, actorUserId } }) =>
    emergencyId ? [{ id, region: regionCode, to, actor: actorUserId }] : [],
  );
  if (!asked.length) return [];
  return (await q.query<Told>(write(STATEMENT), [JSON.stringify(asked)])).rows;
}

const STATEMENT = `
with n as (select * from jsonb_to_recordset($1::jsonb) as n(id uuid, region text, "to" jsonb, actor bigint)),
told as (
  select n.id, s.[userId] as who from n join {sidanScopes} s on jsonb_exists(n."to", s.[role]) and (s.[scopeCode] like n.region || '%' or n.region like s.[scopeCode] || '%')
  union
  select n.id, p.[userId] from n join {sidanTeamMembers} m on m.[regionCode] = n.region and m.[role] in ('leader', 'deputy') and m.[status] = 'active' and n."to" @> '"teamLeader"'
    join {sidanTeams} t on t.[regionCode] = n.region and t.[id] = m.[teamId] and coalesce(t.[status], 'active') = 'active'
    join {sidanPeople} p on p.[regionCode] = n.region and p.[id] = m.[personId]
)
select told.id as id, u.id as "userId", u.[appLang] as lang
  from told join n on n.id = told.id join {users} u on u.id = told.who where n.actor is null or u.id <> n.actor`;
