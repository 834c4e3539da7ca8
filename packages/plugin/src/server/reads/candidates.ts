import type { Candidate } from '../../api/types';
import { SidanError } from '../errors';
import { capacitiesOf } from '../access/capacities';
import { named, rowsOf, type Reader } from './reader';
import { isId } from '../ids';

interface Row {
  teamId: string;
  name: string;
  nameEn: string | null;
  category: string | null;
  categoryEn: string | null;
  townName: string | null;
  townNameEn: string | null;
  members: number;
  openOrders: number;
  capacity: number | null;
  rating: string | null;
  sameCategory: boolean;
  sameTown: boolean;
  refused: boolean;
}

const LIMIT = 30;

/**
 * 可派队伍：active teams of the order's county that have a leader and have no open offer for it, best first: kind of service, then town, then how much they carry now,
 * then their ratings. Each comes with its reasons, so that the dispatcher decides and not the list.
 * @throws ORDER_NOT_FOUND, NOT_ALLOWED
 */
export async function candidates(reader: Reader, orderId: string): Promise<{ rows: Candidate[] }> {
  const [order] = isId(orderId)
    ? await rowsOf<{
        regionCode: string;
        townCode: string | null;
        requesterId: string | null;
        teamId: string | null;
        category: string | null;
      }>(
        reader,
        `select o.[regionCode] as "regionCode", o.[townCode] as "townCode", o.[requesterId] as "requesterId", o.[teamId] as "teamId", i.[category] as category
           from {sidanOrders} o left join {sidanServiceItems} i on i.[regionCode] = o.[regionCode] and i.[id] = o.[serviceItemId] where o.[id] = $1::uuid`,
        [orderId],
      )
    : [];
  const capacities = order ? capacitiesOf(reader.actor, order, []) : [];
  if (!order || !capacities.length) throw new SidanError('ORDER_NOT_FOUND');
  if (!capacities.some((held) => held === 'dispatcher' || held === 'siteManager' || held === 'countyAdmin'))
    throw new SidanError('NOT_ALLOWED');
  const rows = await rowsOf<Row>(reader, STATEMENT, [order.regionCode, orderId, order.category, order.townCode]);
  return { rows: rows.map((row) => candidate(reader, row)) };
}

function candidate({ lang, say }: Reader, row: Row): Candidate {
  const rating = row.rating === null ? undefined : Math.round(Number(row.rating) * 10) / 10;
  const reasons = [
    row.sameCategory ? say('api.reason.sameCategory') : say('api.reason.otherCategory'),
    row.sameTown
      ? say('api.reason.sameTown')
      : row.townName
        ? say('api.reason.otherTown')
        : say('api.reason.countyWide'),
    row.openOrders ? say('api.reason.openOrders', { count: row.openOrders }) : say('api.reason.free'),
    ...(row.capacity !== null && row.openOrders >= row.capacity
      ? [say('api.reason.full', { count: row.capacity })]
      : []),
    ...(rating === undefined ? [] : [say('api.reason.rating', { rating })]),
    ...(row.refused ? [say('api.reason.refused')] : []),
  ];
  return {
    teamId: row.teamId,
    name: named(lang, row.name, row.nameEn),
    categoryName: named(lang, row.category, row.categoryEn),
    townName: named(lang, row.townName, row.townNameEn) || undefined,
    members: row.members,
    openOrders: row.openOrders,
    rating,
    reasons,
  };
}

const STATEMENT = `
select * from (
  select t.[id] as "teamId", t.[name] as name, t.[nameEn] as "nameEn", c.[name] as category, c.[nameEn] as "categoryEn", w.[name] as "townName", w.[nameEn] as "townNameEn",
         (select count(*)::int from {sidanTeamMembers} m where m.[regionCode] = $1 and m.[teamId] = t.[id] and m.[status] = 'active') as members,
         (select count(*)::int from {sidanOrders} o where o.[regionCode] = $1 and o.[teamId] = t.[id] and o.[state] in ('accepted', 'serving')) as "openOrders",
         t.[capacity]::int as capacity,
         (select avg(r.[score]) from {sidanRatings} r where r.[regionCode] = $1 and r.[teamId] = t.[id]) as rating,
         coalesce(t.[category] = $3, false) as "sameCategory", coalesce(t.[townCode] = $4, false) as "sameTown",
         exists (select 1 from {sidanOffers} f where f.[regionCode] = $1 and f.[orderId] = $2::uuid and f.[teamId] = t.[id] and f.[state] in ('declined', 'expired')) as refused
    from {sidanTeams} t
    left join {sidanCategories} c on c.[regionCode] = $1 and c.[catalog] = 'team' and c.[code] = t.[category]
    left join {sidanRegions} w on w.[regionCode] = $1 and w.[code] = t.[townCode]
   where t.[regionCode] = $1 and coalesce(t.[status], 'active') = 'active'
     and exists (select 1 from {sidanTeamMembers} m where m.[regionCode] = $1 and m.[teamId] = t.[id] and m.[status] = 'active' and m.[role] <> 'member')
     and not exists (select 1 from {sidanOffers} f where f.[regionCode] = $1 and f.[orderId] = $2::uuid and f.[teamId] = t.[id] and f.[state] = 'open')
) found
order by "sameCategory" desc, refused, "sameTown" desc, ("openOrders" >= coalesce(capacity, 1000000)), "openOrders", rating desc nulls last, name, "teamId" limit ${LIMIT}`;
