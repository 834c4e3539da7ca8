import type { Facts } from '@sidan/rules';
import type { Sidan } from '../../sidan';
import type { Connection } from '../../sql';
import { addedFacts, factsOfRow } from '../facts/added';
import { orderFacts, type Occasion } from '../facts/given';
import { factsAround } from '../facts/rows';
import type { MeasuredEvent } from '../facts/measure';
import { EVENTS_MAX, tooLarge } from './limits';
import type { Period } from './period';
import type { SideRules } from './sides';

/** An event that happened, with its given facts, ready to be measured and decided again. */
export interface PastEvent extends MeasuredEvent {
  id: string;
  /** Whose account. */
  person: string;
  name: string;
  occasion: Occasion;
  subjectKind: 'volunteer' | 'resident' | 'team' | 'site';
  facts: Facts;
}

interface Row {
  occasion: Occasion;
  at: Date;
  subjectKind: PastEvent['subjectKind'];
  ownerId: string;
  name: string;
  attendanceId: string | null;
  minutes: number | null;
  origin: string | null;
  teamCategory: string | null;
  item: { id: string; code: string; category: string; unit: string } | null;
  order: Record<string, unknown>;
}

/**
 * What was awarded, or could have been, in a county and a period: each attendance when it was first confirmed and first rated, each rating for the resident, and
 * for the order's team and site where rules are meant for them. In the order of time, as the awards were made. @throws SIMULATION_TOO_LARGE
 */
export async function pastEvents(
  sidan: Pick<Sidan, 'write' | 'tables' | 'db' | 'coreOf' | 'vault'>,
  q: Connection,
  regionCode: string,
  period: Period,
  sides: readonly SideRules[],
): Promise<PastEvent[]> {
  const others = ['confirmed', 'rated'].flatMap((occasion) =>
    ['team', 'site']
      .filter((kind) => sides.some((side) => side.asks(occasion, kind)))
      .map((kind) => `${occasion} ${kind}`),
  );
  const { rows } = await q.query<Row>(sidan.write(STATEMENT), [regionCode, period.from, period.to, others]);
  if (rows.length > EVENTS_MAX) throw tooLarge();
  const added = addedFacts(sidan.db, sidan.coreOf);
  const column = (row: Row) => (field: string) => row.order[sidan.tables.column(field).slice(1, -1)];
  const ids = rows.map((row) => ({
    at: new Date(row.at),
    personId: row.subjectKind === 'team' || row.subjectKind === 'site' ? null : row.ownerId,
    teamId: column(row)('teamId') as string | null,
    itemId: row.item?.id,
  }));
  const names = new Set(sides.flatMap((side) => side.names));
  const around = await factsAround(sidan, q, regionCode, added, names, ids);
  return inTurn(
    rows.map((row, index): PastEvent => {
      const order = column(row);
      const about = row.attendanceId ?? String(order('id'));
      const at = new Date(row.at);
      return {
        id: `${row.occasion}:${row.subjectKind}:${about}`,
        person: row.ownerId,
        name: row.name,
        occasion: row.occasion,
        subjectKind: row.subjectKind,
        ...ids[index]!,
        siteId: order('siteId') as string | null,
        townCode: order('townCode') as string | null,
        orderId: String(order('id')),
        exclude: row.attendanceId ? [row.attendanceId] : [],
        facts: {
          ...orderFacts({
            occasion: row.occasion,
            at,
            item: row.item,
            priority: order('priority') as string | null,
            channel: order('channel') as string | null,
            emergency: Boolean(order('emergencyId')),
            ratingScore: order('ratingScore') as number | null,
            teamCategory: row.teamCategory,
          }),
          ...factsOfRow(added, 'order', order),
          ...around[index],
          ...(row.attendanceId ? { 'attendance.minutes': Number(row.minutes), 'attendance.origin': row.origin } : {}),
          'subject.kind': row.subjectKind,
        },
      };
    }),
  );
}

/** As awards are made: who is concerned twice at one moment is decided one after the other, and what is still to be decided of an order counts for nothing. */
function inTurn(events: readonly PastEvent[]): PastEvent[] {
  const latest = new Map<string, number>();
  const moved = events.map((event): PastEvent => {
    const before = latest.get(event.person) ?? -Infinity;
    const at = Math.max(event.at.getTime(), before + 1);
    latest.set(event.person, at);
    return { ...event, at: new Date(at) };
  });
  const steps = new Map<string, PastEvent[]>();
  const stepOf = ({ occasion, orderId }: PastEvent) => `${occasion} ${orderId}`;
  for (const event of moved) steps.set(stepOf(event), [...(steps.get(stepOf(event)) ?? []), event]);
  const waiting = (event: PastEvent) =>
    steps.get(stepOf(event))!.flatMap(({ at, exclude }) => (at >= event.at ? exclude : []));
  return moved.map((event) => ({ ...event, exclude: waiting(event) })).sort((a, b) => a.at.getTime() - b.at.getTime());
}

const STATEMENT = `
with steps as (
  select e.[orderId] as "orderId", e.[at] as at, 'confirmed' as occasion from {sidanOrderEvents} e
   where e.[regionCode] = $1 and (e.[toState] = 'confirmed' or (e.[toState] = 'rated' and e.[fromState] = 'finished'))
  union all
  select e.[orderId], e.[at], 'rated' from {sidanOrderEvents} e where e.[regionCode] = $1 and e.[toState] = 'rated'
), firsts as (
  select s.occasion, min(s.at) as at, a.[id] as "attendanceId", s."orderId" from steps s
    join {sidanAttendances} a on a.[regionCode] = $1 and a.[orderId] = s."orderId" and a.[checkOutAt] <= s.at
   group by s.occasion, a.[id], s."orderId"
), events as (
  select f.occasion, f.at, f."orderId", f."attendanceId", 'volunteer' as "subjectKind", a.[personId] as "ownerId", a.[minutes] as minutes, a.[origin] as origin
    from firsts f join {sidanAttendances} a on a.[regionCode] = $1 and a.[id] = f."attendanceId"
  union all
  select 'rated', min(s.at), s."orderId", null, 'resident', o.[requesterId], null, null
    from steps s join {sidanOrders} o on o.[regionCode] = $1 and o.[id] = s."orderId"
   where s.occasion = 'rated' and o.[requesterId] is not null group by s."orderId", o.[requesterId]
  union all
  select s.occasion, min(s.at), s."orderId", null, k.kind, k.id, null, null
    from steps s join {sidanOrders} o on o.[regionCode] = $1 and o.[id] = s."orderId"
   cross join lateral (values ('team', o.[teamId]), ('site', o.[siteId])) as k(kind, id)
   where k.id is not null and s.occasion || ' ' || k.kind = any($4::text[]) group by s.occasion, s."orderId", k.kind, k.id
)
select v.occasion, v.at, v."subjectKind", v."ownerId",
       coalesce(p.[name], case v."subjectKind" when 'team' then t.[name] else (select x.[name] from {sidanSites} x where x.[regionCode] = $1 and x.[id] = o.[siteId]) end) as name, v."attendanceId", v.minutes, v.origin, t.[category] as "teamCategory", row_to_json(o) as "order",
       (select json_build_object('id', i.[id], 'code', i.[code], 'category', i.[category], 'unit', i.[unit]) from {sidanServiceItems} i
         where i.[regionCode] = $1 and i.[id] = o.[serviceItemId]) as item
  from events v
  join {sidanOrders} o on o.[regionCode] = $1 and o.[id] = v."orderId"
  left join {sidanPeople} p on p.[regionCode] = $1 and p.[id] = v."ownerId" and v."subjectKind" in ('volunteer', 'resident')
  left join {sidanTeams} t on t.[regionCode] = $1 and t.[id] = o.[teamId]
 where v.at >= $2::timestamptz and v.at < $3::timestamptz
 order by v.at, v.occasion, v."attendanceId" limit ${EVENTS_MAX + 1}`;
