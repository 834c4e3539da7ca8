import type { Sidan } from '../sidan';
import type { Connection } from '../sql';

/** Hours without an order that nobody has decided about yet. */
export interface Waiting {
  id: string;
  personId: string;
  personName: string | null;
  townCode: string | null;
  teamId: string | null;
  teamCategory: string | null;
  item: { id: string; code: string; category: string; unit: string } | null;
  minutes: number;
  origin: string;
  /** When they count: their end, of several of one moment one after the other. */
  at: Date;
}

const WHERE = `a.[regionCode] = $1 and a.[awaitsClose] and a.[checkOutAt] < $2::timestamptz and a.[voidedAt] is null`;

/** How many hours wait that ended before a moment. */
export async function countWaiting(sidan: Pick<Sidan, 'write'>, q: Connection, regionCode: string, until: Date) {
  const { rows } = await q.query<{ n: string }>(
    sidan.write(`select count(*) as n from {sidanAttendances} a where ${WHERE}`),
    [regionCode, until],
  );
  return Number(rows[0]!.n);
}

/** So many hours are a portion, and as many more as the last of these people have. */
const HOURS = 4000;

/** The next people with such hours, in the order of their ids: read along the index and no further, however many wait. */
export async function peopleWaiting(
  sidan: Pick<Sidan, 'write'>,
  q: Connection,
  regionCode: string,
  { until, after }: { until: Date; after: string | null },
): Promise<string[]> {
  const { rows } = await q.query<{ id: string }>(
    sidan.write(`
      select distinct n.id from (
        select a.[personId] as id from {sidanAttendances} a
         where ${WHERE} and a.[personId] > coalesce($3::uuid, '00000000-0000-0000-0000-000000000000') order by a.[personId] limit ${HOURS}) n
       order by n.id`),
    [regionCode, until, after],
  );
  return rows.map(({ id }) => id);
}

/** What waits of some people, in the order of time of each. They are held until the transaction ends: an order of theirs that is confirmed meanwhile is counted after. */
export async function waitingOf(
  sidan: Pick<Sidan, 'write'>,
  q: Connection,
  regionCode: string,
  until: Date,
  people: readonly string[],
): Promise<Waiting[]> {
  await q.query(
    sidan.write(
      `select 1 from {sidanPeople} where [regionCode] = $1 and [id] = any($2::uuid[]) order by [id] for no key update`,
    ),
    [regionCode, people],
  );
  const { rows } = await q.query<Waiting & { minutes: string }>(sidan.write(STATEMENT), [regionCode, until, people]);
  const latest = new Map<string, number>();
  return rows.map((row): Waiting => {
    const at = Math.max(new Date(row.at).getTime(), (latest.get(row.personId) ?? -Infinity) + 1);
    latest.set(row.personId, at);
    return { ...row, minutes: Number(row.minutes), at: new Date(at) };
  });
}

const STATEMENT = `
select a.[id] as id, a.[personId] as "personId", p.[name] as "personName", a.[townCode] as "townCode", a.[teamId] as "teamId", t.[category] as "teamCategory",
       case when i.[id] is not null then jsonb_build_object('id', i.[id], 'code', i.[code], 'category', i.[category], 'unit', i.[unit]) end as item,
       a.[minutes] as minutes, a.[origin] as origin, a.[checkOutAt] as at
  from {sidanAttendances} a
  join {sidanPeople} p on p.[regionCode] = a.[regionCode] and p.[id] = a.[personId]
  left join {sidanTeams} t on t.[regionCode] = a.[regionCode] and t.[id] = a.[teamId]
  left join {sidanServiceItems} i on i.[regionCode] = a.[regionCode] and i.[id] = a.[serviceItemId]
 where ${WHERE} and a.[personId] = any($3::uuid[])
 order by a.[personId], a.[checkOutAt], a.[id]`;
