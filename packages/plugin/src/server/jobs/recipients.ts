import { dayOf } from '../packs/regions';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import { toldOfEmergencies } from './alarm';
import { toldOfCertificates } from './certified';
import { toldOfSheets } from './areas';
import { toldOfRedemptions } from './counter';
import type { Notice } from './outbox';
import { guardiansOf } from './guardians';
import { toldPersons } from './person';

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
  /** A sheet whose orders it is about, instead of one order. */
  importId?: string;
  /** An emergency that it is about, and until when that is, by the county's own clock. */
  emergencyId?: string;
  until?: string;
  /** A certificate that it is about; its number is the title. */
  certificateId?: string;
  /** A redemption that it is about, and where that is handed over. */
  redemptionId?: string;
  outlet?: string;
  /** Whom alone it concerns. */
  personId?: string;
  /** It is about their account, not about their hours. */
  wallet?: boolean;
}

export interface Recipient {
  userId: number;
  lang: string | null;
  /** Of how many orders in this person's area it tells. */
  count?: number;
}

/**
 * The host's users to tell of each notice, each once, with their language, by the notice's id. Capacities become people: the requester, whom the order is for, and their guardians; who holds a role over the
 * order's town; leaders of the teams concerned; volunteers of the accepted team. Of a sheet's orders those are told in whose area some lie,
 * of an emergency who dispatches and who leads a team in its county, of a certificate whose it is or who issues it.
 */
export async function recipientsOf(
  sidan: Sidan,
  q: Connection,
  notices: readonly Notice[],
): Promise<Map<string, Recipient[]>> {
  const asked = notices.map(({ id, regionCode, orderId, payload }) => ({
    id,
    region: regionCode,
    order: orderId,
    to: payload.to,
    teams: payload.teamIds,
    actor: payload.actorUserId,
  }));
  const { rows } = await q.query<{ id: string; userId: string; lang: string | null }>(sidan.write(STATEMENT), [
    JSON.stringify(asked),
    dayOf(sidan.clock()),
  ]);
  const found = new Map<string, Recipient[]>();
  for (const { id, userId, ...row } of [
    ...rows,
    ...(await toldOfSheets(sidan, q, notices)),
    ...(await toldOfEmergencies(sidan, q, notices)),
    ...(await toldOfCertificates(sidan, q, notices)),
    ...(await toldOfRedemptions(sidan, q, notices)),
    ...(await toldPersons(sidan, q, notices)),
  ])
    found.set(id, [...(found.get(id) ?? []), { userId: Number(userId), ...row }]);
  return found;
}

const STATEMENT = `
with n as (
  select n.id, n."to", n.teams, n.actor, o.[regionCode] as region, o.[townCode] as town, o.[requesterId] as requester, o.[beneficiaryId] as beneficiary, o.[teamId] as team, o.[joined] as joined
    from jsonb_to_recordset($1::jsonb) as n(id uuid, region text, "order" uuid, "to" jsonb, teams jsonb, actor bigint)
    join {sidanOrders} o on o.[regionCode] = n.region and o.[id] = n."order"
), told as (
  select n.id, p.[userId] as who from n join {sidanPeople} p on p.[regionCode] = n.region and p.[id] in (n.requester, n.beneficiary) where n."to" @> '"requester"'
  union
  select n.id, p.[userId] from n join ${guardiansOf('n.region', '(n.requester, n.beneficiary)', '$2::date')} where n."to" @> '"requester"'
  union
  select n.id, s.[userId] from n join {sidanScopes} s on jsonb_exists(n."to", s.[role]) and coalesce(n.town, n.region) like s.[scopeCode] || '%'
  union
  select n.id, p.[userId] from n join {sidanTeamMembers} m on m.[regionCode] = n.region and jsonb_exists(n.teams, m.[teamId]::text) and m.[role] in ('leader', 'deputy') and m.[status] = 'active'
    join {sidanPeople} p on p.[regionCode] = n.region and p.[id] = m.[personId] where n."to" @> '"teamLeader"'
  union
  select n.id, p.[userId] from n join {sidanTeamMembers} m on m.[regionCode] = n.region and (m.[teamId] = n.team or n.joined @> jsonb_build_array(jsonb_build_object('teamId', m.[teamId]))) and m.[status] = 'active'
    join {sidanPeople} p on p.[regionCode] = n.region and p.[id] = m.[personId] where n."to" @> '"volunteer"'
)
select told.id as id, u.id as "userId", u.[appLang] as lang
  from told join n on n.id = told.id join {users} u on u.id = told.who where n.actor is null or u.id <> n.actor`;
