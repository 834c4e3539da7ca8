/** What the county's records say of orders that look for teams and of the teams: one statement, however many orders. */
import type { WorkCalendarSetting } from '../../api/types';
import { STANDARD } from '../calendar';
import type { Joined } from '../commands/joined';
import { isId } from '../ids';
import { dayOf, startOf } from '../packs/regions';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import type { StoredProgress } from './progress';

export interface KnownOrder {
  id: string;
  version: number;
  orderNo: string;
  title: string;
  state: string;
  definitionVersion: string | null;
  townCode: string | null;
  areaCode: string | null;
  requesterId: string | null;
  teamId: string | null;
  priority: string | null;
  channel: string | null;
  emergency: boolean;
  placedAt: string;
  expectStart: string | null;
  expectEnd: string | null;
  headcount: number | null;
  teamCount: number | null;
  /** Teams that have joined it, where it needs several. */
  joined: Joined[] | null;
  latitude: number | null;
  longitude: number | null;
  level: string | null;
  siteId: string | null;
  pausedAt: string | null;
  dispatching: StoredProgress | null;
  item: {
    id: string;
    code: string;
    name: string;
    nameEn: string | null;
    category: string;
    unit: string;
    durationMinutes: number | null;
    tradeOnly: boolean;
    skills: string[] | null;
    qualifications: string[] | null;
  } | null;
  /** The whole row by this host's columns: for the fields that administrators added. */
  row: Record<string, unknown>;
  offers:
    | {
        teamId: string;
        at: string;
        state: 'open' | 'accepted' | 'declined' | 'expired' | 'withdrawn';
        run: number | null;
      }[]
    | null;
}

export interface KnownTeam {
  id: string;
  name: string;
  nameEn: string | null;
  category: string | null;
  categoryName: string | null;
  categoryNameEn: string | null;
  townCode: string | null;
  townName: string | null;
  townNameEn: string | null;
  siteId: string | null;
  /** Its own, else its site's. */
  latitude: number | null;
  longitude: number | null;
  skills: string[] | null;
  qualifications: string[] | null;
  capacity: number | null;
  status: string | null;
  awayFrom: string | null;
  awayUntil: string | null;
  people: number;
  leaders: number;
  openOffers: number;
  lastAskedAt: string | null;
  openOrders: number;
  monthHours: number;
  engaged: { from: string; to: string; people: number }[] | null;
}

/** Answers of one team of one hour of the day that came to the same. */
export interface KnownAnswers {
  teamId: string;
  hour: number;
  accepted: boolean;
  silent: boolean;
  times: number;
  minutes: number | null;
}

export interface Gathered {
  /** What the county has set of its work calendar; null where the standard holds. */
  calendar: WorkCalendarSetting | null;
  orders: KnownOrder[];
  teams: KnownTeam[];
  answers: KnownAnswers[];
  /** Where orders lie below the centre. */
  sites: { id: string; kind: string; parentId: string | null; townCode: string | null }[];
}

/** Answers and engagements further back say little of a team today. */
const LOOKED_BACK_DAYS = 180;
const DAY_MS = 86_400_000;

/** Orders of a county and all its teams. Orders that do not exist are left out. */
export async function gather(
  sidan: Pick<Sidan, 'write'>,
  q: Connection,
  regionCode: string,
  orderIds: readonly string[],
  now: Date,
): Promise<Gathered> {
  const month = startOf(`${dayOf(now).slice(0, 7)}-01`);
  const since = new Date(now.getTime() - LOOKED_BACK_DAYS * DAY_MS);
  const { rows } = await q.query<{ found: { [K in keyof Gathered]: Gathered[K] | null } }>(sidan.write(STATEMENT), [
    regionCode,
    orderIds.filter(isId),
    month,
    since,
    STANDARD.timeZone,
    now,
  ]);
  const { calendar, orders, teams, answers, sites } = rows[0]!.found;
  return { calendar, orders: orders ?? [], teams: teams ?? [], answers: answers ?? [], sites: sites ?? [] };
}

/** `$1` county, `$2` orders, `$3` begin of the month, `$4` how far back, `$5` zone unless the county has set another, `$6` now. */
const STATEMENT = `
with o as materialized (select * from {sidanOrders} where [regionCode] = $1 and [id] = any($2::uuid[])),
zone as materialized (select coalesce(c.[calendar] ->> 'timeZone', $5) as name from {sidanCounties} c where c.[regionCode] = $1),
members as (
  select m.[teamId] as id, count(*)::int as people, count(*) filter (where m.[role] <> 'member')::int as leaders
    from {sidanTeamMembers} m where m.[regionCode] = $1 and m.[status] = 'active' group by 1),
recent as materialized (
  select f.[teamId] as id, f.[state] as state, f.[offeredAt] as at, f.[answeredAt] as answered
    from {sidanOffers} f where f.[regionCode] = $1 and f.[offeredAt] >= $4::timestamptz and f.[offeredAt] <= $6::timestamptz),
asked as (select r.id, count(*) filter (where r.state = 'open')::int as open, max(r.at) as last from recent r group by 1),
answers as (
  select r.id, floor(extract(epoch from (r.at at time zone (select zone.name from zone))::time) / 3600)::int as hour, r.state = 'accepted' as accepted, r.state = 'expired' as silent,
         count(*)::int as times, round(avg(extract(epoch from (r.answered - r.at)) / 60)::numeric, 1)::float as minutes
    from recent r where r.state in ('accepted', 'declined', 'expired') and r.answered > r.at group by 1, 2, 3, 4),
taken as materialized (
  select w.[teamId] as id, w.[acceptedAt] as accepted, w.[finishedAt] is null and w.[closedAt] is null as busy, coalesce(w.[headcount], 1) as people,
         w.[expectStart] as begins, coalesce(w.[expectEnd], w.[expectStart] + coalesce(i.[durationMinutes], 60) * interval '1 minute') as ends,
         coalesce(i.[durationMinutes], 60) as minutes
    from {sidanOrders} w left join {sidanServiceItems} i on i.[regionCode] = $1 and i.[id] = w.[serviceItemId]
   where w.[regionCode] = $1 and w.[teamId] is not null and w.[acceptedAt] >= $4::timestamptz and w.[id] <> all($2::uuid[])),
work as (
  select t.id, count(*) filter (where t.busy)::int as orders,
         coalesce(sum(t.people * coalesce(extract(epoch from (t.ends - t.begins)) / 60, t.minutes) / 60) filter (where t.accepted >= $3::timestamptz), 0)::float as hours,
         json_agg(json_build_object('from', t.begins, 'to', t.ends, 'people', t.people)) filter (where t.busy and t.begins is not null) as engaged
    from taken t group by 1)
select json_build_object(
  'calendar', (select c.[calendar] from {sidanCounties} c where c.[regionCode] = $1),
  'orders', (select json_agg(json_build_object('id', o.[id], 'version', o.[version], 'orderNo', o.[orderNo], 'title', o.[title], 'state', o.[state],
      'definitionVersion', o.[definitionVersion], 'townCode', o.[townCode], 'areaCode', o.[areaCode], 'requesterId', o.[requesterId], 'teamId', o.[teamId],
      'priority', o.[priority], 'channel', o.[channel], 'emergency', o.[emergencyId] is not null, 'placedAt', o.[placedAt], 'expectStart', o.[expectStart], 'expectEnd', o.[expectEnd],
      'headcount', o.[headcount], 'teamCount', o.[teamCount], 'joined', o.[joined], 'latitude', o.[latitude], 'longitude', o.[longitude], 'level', o.[level], 'siteId', o.[siteId], 'pausedAt', o.[pausedAt], 'dispatching', o.[dispatching], 'row', row_to_json(o),
      'item', (select json_build_object('id', i.[id], 'code', i.[code], 'name', i.[name], 'nameEn', i.[nameEn], 'category', i.[category], 'unit', i.[unit],
                                        'durationMinutes', i.[durationMinutes], 'tradeOnly', coalesce(i.[tradeOnly], false),
                                        'skills', i.[skills], 'qualifications', i.[qualifications])
                 from {sidanServiceItems} i where i.[regionCode] = $1 and i.[id] = o.[serviceItemId]),
      'offers', (select json_agg(json_build_object('teamId', f.[teamId], 'at', f.[offeredAt], 'state', f.[state], 'run', f.[run]) order by f.[offeredAt], f.[id])
                   from {sidanOffers} f where f.[regionCode] = $1 and f.[orderId] = o.[id]))) from o),
  'teams', (select json_agg(json_build_object('id', t.[id], 'name', t.[name], 'nameEn', t.[nameEn], 'category', t.[category], 'categoryName', c.[name],
      'categoryNameEn', c.[nameEn], 'townCode', t.[townCode], 'townName', w.[name], 'townNameEn', w.[nameEn], 'siteId', t.[siteId],
      'latitude', case when t.[latitude] is null then s.[latitude] else t.[latitude] end, 'longitude', case when t.[latitude] is null then s.[longitude] else t.[longitude] end,
      'skills', t.[skills], 'qualifications', t.[qualifications], 'capacity', t.[capacity],
      'status', t.[status], 'awayFrom', t.[awayFrom], 'awayUntil', t.[awayUntil], 'people', coalesce(members.people, 0), 'leaders', coalesce(members.leaders, 0),
      'openOffers', coalesce(asked.open, 0), 'lastAskedAt', asked.last, 'openOrders', coalesce(work.orders, 0), 'monthHours', coalesce(work.hours, 0),
      'engaged', work.engaged))
    from {sidanTeams} t
    left join {sidanCategories} c on c.[regionCode] = $1 and c.[catalog] = 'team' and c.[code] = t.[category]
    left join {sidanRegions} w on w.[regionCode] = $1 and w.[code] = t.[townCode]
    left join {sidanSites} s on s.[regionCode] = $1 and s.[id] = t.[siteId]
    left join members on members.id = t.[id] left join asked on asked.id = t.[id] left join work on work.id = t.[id]
   where t.[regionCode] = $1),
  'answers', (select json_agg(json_build_object('teamId', answers.id, 'hour', answers.hour, 'accepted', answers.accepted, 'silent', answers.silent,
                                                'times', answers.times, 'minutes', answers.minutes)) from answers),
  'sites', (select json_agg(json_build_object('id', s.[id], 'kind', s.[kind], 'parentId', s.[parentId], 'townCode', s.[townCode])) from {sidanSites} s
             where s.[regionCode] = $1 and coalesce(s.[status], 'active') = 'active')
) as found`;
