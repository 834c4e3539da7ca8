import { dayOf } from '../packs/regions';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import { guardiansOf } from './guardians';
import type { Notice } from './outbox';

interface Told {
  id: string;
  userId: string;
  lang: string | null;
}

/** Of messages on redemptions: whose it is and their guardians, who stands at the counter, who holds one of the offices over its outlet. Nobody is told of their own doing. */
export async function toldOfRedemptions(
  { write, clock }: Pick<Sidan, 'write' | 'clock'>,
  q: Connection,
  notices: readonly Notice[],
): Promise<Told[]> {
  const asked = notices.flatMap(({ id, regionCode, payload: { redemptionId, to, actorUserId } }) =>
    redemptionId ? [{ id, region: regionCode, redemption: redemptionId, to, actor: actorUserId }] : [],
  );
  if (!asked.length) return [];
  return (await q.query<Told>(write(STATEMENT), [JSON.stringify(asked), dayOf(clock())])).rows;
}

const STATEMENT = `
with n as (
  select n.id, n."to", n.actor, r.[regionCode] as region, t.[townCode] as town, r.[personId] as person, t.[userId] as keeper
    from jsonb_to_recordset($1::jsonb) as n(id uuid, region text, redemption uuid, "to" jsonb, actor bigint)
    join {sidanRedemptions} r on r.[regionCode] = n.region and r.[id] = n.redemption
    left join {sidanOutlets} t on t.[regionCode] = n.region and t.[id] = r.[outletId]
), told as (
  select n.id, p.[userId] as who from n join {sidanPeople} p on p.[regionCode] = n.region and p.[id] = n.person where n."to" @> '"requester"'
  union
  select n.id, p.[userId] from n join ${guardiansOf('n.region', '(n.person)', '$2::date')} where n."to" @> '"requester"'
  union
  select n.id, n.keeper from n where n."to" @> '"merchant"' and n.keeper is not null
  union
  select n.id, s.[userId] from n join {sidanScopes} s on jsonb_exists(n."to", s.[role]) and s.[role] <> 'merchant' and coalesce(n.town, n.region) like s.[scopeCode] || '%'
)
select distinct told.id as id, u.id as "userId", u.[appLang] as lang
  from told join n on n.id = told.id join {users} u on u.id = told.who where n.actor is null or u.id <> n.actor`;
