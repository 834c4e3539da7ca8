import {
  occasions,
  plusDays,
  type LocalDate,
  type Occasion,
  type Recurrence,
  type WorkCalendar,
} from '@sidan/lifecycle';
import type { PlanDay, PlanDayOff, WorkCalendarSetting } from '../../api/types';
import { calendarsFor } from '../calendar';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';

/** A plan as it is kept, with its county's calendar. */
export interface Plan {
  id: string;
  regionCode: string;
  title: string;
  state: 'active' | 'paused';
  serviceItemId: string;
  townCode: string | null;
  siteId: string | null;
  requesterId: string;
  requesterKind: 'office' | 'person';
  recurrence: Recurrence;
  timeFrom: string;
  timeTo: string;
  leadDays: number;
  dayOff: PlanDayOff;
  weekendsOff: boolean;
  startsOn: LocalDate;
  endsOn: LocalDate | null;
  values: string;
  doneThrough: LocalDate | null;
  countsFrom: LocalDate;
  /** Made, changed or resumed just now: nobody has looked at it since. */
  fresh: boolean;
  problem: { code: string; params: Record<string, unknown> } | null;
  revision: number;
  calendar: WorkCalendarSetting | null;
}

export const PLAN_COLUMNS = `
  p.[id] as id, p.[regionCode] as "regionCode", p.[title] as title, p.[state] as state, p.[serviceItemId] as "serviceItemId", p.[townCode] as "townCode", p.[siteId] as "siteId",
  p.[requesterId] as "requesterId", p.[requesterKind] as "requesterKind", p.[recurrence] as recurrence, p.[timeFrom] as "timeFrom", p.[timeTo] as "timeTo",
  p.[leadDays]::int as "leadDays", p.[dayOff] as "dayOff", coalesce(p.[weekendsOff], false) as "weekendsOff", p.[startsOn] as "startsOn", p.[endsOn] as "endsOn",
  p.[values] as values, p.[doneThrough] as "doneThrough", p.[countsFrom] as "countsFrom", p.[problem] as problem, p.[revision] as revision, p.[nextAt] is null as fresh,
  (select c.[calendar] from {sidanCounties} c where c.[regionCode] = p.[regionCode]) as calendar`;

/** When it comes round: of a plan, or of what is only asked about. */
export type Times = Pick<
  Plan,
  'recurrence' | 'timeFrom' | 'timeTo' | 'dayOff' | 'weekendsOff' | 'startsOn' | 'endsOn' | 'calendar'
>;

export const calendarOf = ({ calendar }: Pick<Plan, 'calendar'>): WorkCalendar => calendarsFor(calendar).work!;

export const todayOf = (times: Pick<Plan, 'calendar'>, now: Date): LocalDate =>
  calendarOf(times).zone.toLocal(now.getTime()).date;

/** The instant of a local time of a date. */
export const instantOf = (times: Pick<Plan, 'calendar'>, date: LocalDate, time: string): Date => {
  const [hours, minutes] = time.split(':').map(Number);
  return new Date(calendarOf(times).zone.toInstant({ date, ms: (hours! * 60 + minutes!) * 60_000 }));
};

/** The dates of a stretch and what is to become of each; `held`: days on which one is held already. */
export const occasionsOf = (times: Times, from: LocalDate, to: LocalDate, held: Iterable<LocalDate> = []): Occasion[] =>
  occasions({ ...times, endsOn: times.endsOn ?? undefined }, from, to, calendarOf(times), held);

export const later = (one: LocalDate, other: LocalDate): LocalDate => (one > other ? one : other);
export const earlier = (one: LocalDate, other: LocalDate): LocalDate => (one < other ? one : other);

/** What became of dates. */
export interface DayRow {
  date: LocalDate;
  state: PlanDay['state'];
  on: LocalDate | null;
  late: boolean;
  orderId: string | null;
  orderNo: string | null;
}

/** Of a plan, those that are, or are held, on `from` or later; newest first. */
export async function daysOf(
  { write }: Pick<Sidan, 'write'>,
  q: Connection,
  { regionCode, id }: Pick<Plan, 'regionCode' | 'id'>,
  from: LocalDate,
  limit = 2000,
): Promise<DayRow[]> {
  const { rows } = await q.query<DayRow>(
    write(`select [date] as date, [state] as state, [on] as "on", coalesce([late], false) as late, [orderId] as "orderId", [orderNo] as "orderNo" from {sidanPlanDays}
            where [regionCode] = $1 and [planId] = $2::uuid and greatest([date], [on]) >= $3 order by [date] desc limit $4`),
    [regionCode, id, from, limit],
  );
  return rows;
}

/** Days on which one is held. */
export const heldOn = (days: readonly DayRow[]): LocalDate[] =>
  days.flatMap(({ state, on }) => (state === 'placed' && on ? [on] : []));

/** The day before: all dates up to it are settled. */
export const dayBefore = (date: LocalDate): LocalDate => plusDays(date, -1);
