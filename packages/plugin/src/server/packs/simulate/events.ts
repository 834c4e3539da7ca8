import type { Facts } from '@sidan/rules';
import type { Sidan } from '../../sidan';
import type { Connection } from '../../sql';
import { addedFacts, factsOfRow } from '../facts/added';
import { orderFacts, type Occasion } from '../facts/given';
import { factsAround } from '../facts/rows';
import type { MeasuredEvent } from '../facts/measure';

/** An event that happened, with its given facts, ready to be measured and decided again. */
export interface PastEvent extends MeasuredEvent {
  id: string;
  /** Whose account. */
  person: string;
  name: string;
  occasion: Occasion;
  subjectKind: 'volunteer' | 'resident';
  facts: Facts;
}

interface Row {
  occasion: Occasion;
  at: Date;
  subjectKind: PastEvent['subjectKind'];
  personId: string;
  name: string;
  attendanceId: string | null;
  minutes: number | null;
  origin: string | null;
  teamCategory: string | null;
  item: { id: string; code: string; category: string; unit: string } | null;
  order: Record<string, unknown>;
}

/** The oldest so many events of the period. */
export const EVENTS_MAX = 20_000;

/** What was awarded, or could have been, in a county and a period: each attendance when it was first confirmed and first rated, and each rating for the resident. */
export async function pastEvents(
  sidan: Pick<Sidan, 'write' | 'tables' | 'db' | 'coreOf'>,
  q: Connection,
  regionCode: string,
  period: { from: Date; to: Date },
  names: ReadonlySet<string>,
): Promise<PastEvent[]> {
  const { rows } = await q.query<Row>(sidan.write(STATEMENT), [regionCode, period.from, period.to]);
  const added = addedFacts(sidan.db, sidan.coreOf);
  const column = (row: Row) => (field: string) => row.order[sidan.tables.column(field).slice(1, -1)];
  const ids = rows.map((row) => ({
    personId: row.personId,
    teamId: column(row)('teamId') as string | null,
    itemId: row.item?.id,
  }));
  const around = await factsAround(sidan, q, regionCode, added, names, ids);
  return rows.map((row, index): PastEvent => {
    const order = column(row);
    const about = row.attendanceId ?? String(order('id'));
    const at = new Date(row.at);
    return {
      id: `${row.occasion}:${about}`,
      person: row.personId,
      name: row.name,
      occasion: row.occasion,
      subjectKind: row.subjectKind,
      at,
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
          ratingScore: order('ratingScore') as number | null,
          teamCategory: row.teamCategory,
        }),
        ...factsOfRow(added, 'order', order),
        ...around[index],
        ...(row.attendanceId ? { 'attendance.minutes': Number(row.minutes), 'attendance.origin': row.origin } : {}),
        'subject.kind': row.subjectKind,
      },
    };
  });
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
  select f.occasion, f.at, f."orderId", f."attendanceId", 'volunteer' as "subjectKind", a.[personId] as "personId", a.[minutes] as minutes, a.[origin] as origin
    from firsts f join {sidanAttendances} a on a.[regionCode] = $1 and a.[id] = f."attendanceId"
  union all
  select 'rated', min(s.at), s."orderId", null, 'resident', o.[requesterId], null, null
    from steps s join {sidanOrders} o on o.[regionCode] = $1 and o.[id] = s."orderId"
   where s.occasion = 'rated' and o.[requesterId] is not null group by s."orderId", o.[requesterId]
)
select v.occasion, v.at, v."subjectKind", v."personId", p.[name] as name, v."attendanceId", v.minutes, v.origin, t.[category] as "teamCategory", row_to_json(o) as "order",
       (select json_build_object('id', i.[id], 'code', i.[code], 'category', i.[category], 'unit', i.[unit]) from {sidanServiceItems} i
         where i.[regionCode] = $1 and i.[id] = o.[serviceItemId]) as item
  from events v
  join {sidanOrders} o on o.[regionCode] = $1 and o.[id] = v."orderId"
  join {sidanPeople} p on p.[regionCode] = $1 and p.[id] = v."personId"
  left join {sidanTeams} t on t.[regionCode] = $1 and t.[id] = o.[teamId]
 where v.at >= $2::timestamptz and v.at < $3::timestamptz
 order by v.at, v.occasion, v."attendanceId" limit ${EVENTS_MAX}`;
