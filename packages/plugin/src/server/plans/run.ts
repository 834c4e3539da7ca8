import { plusDays, type LocalDate } from '@sidan/lifecycle';
import type { Transaction } from 'sequelize';
import type { FormField } from '../../api/types';
import { SYSTEM } from '../access/actor';
import { placeOrder } from '../commands/place';
import { isSidanError, SidanError } from '../errors';
import { orderFields } from '../forms/fields';
import { clerkForm } from '../intake/clerk';
import type { Sidan } from '../sidan';
import { connectionOf } from '../sql';
import { beginToday, forgetAhead } from './begin';
import {
  dayBefore,
  daysOf,
  earlier,
  heldOn,
  instantOf,
  later,
  occasionsOf,
  PLAN_COLUMNS,
  todayOf,
  type Plan,
} from './plan';

const BATCH = 100;
/** What could not be made is tried again after so long. */
const AGAIN_MINUTES = 10;
/** A plan is looked at every day at its county's midnight; one that is to be looked at later than this was put off by a clock that has gone back since. */
const AHEAD_DAYS_MAX = 2;

/**
 * Makes the orders that plans want by now, each some days ahead. One date is one order at most: the plan's row is locked while it is made, and a unique row says what
 * became of the date, written with the order or not at all. So it does not matter how many nodes come by, when one dies, or where the clock goes.
 *
 * A date that comes late (nothing ran, or its year's holidays were not published) has its order made late as long as its time is not over; after that it is written down
 * as missed. Nothing is passed over in silence.
 *
 * @returns how many orders were made
 */
export async function runPlans(sidan: Sidan, onError: (error: unknown) => void): Promise<number> {
  let made = 0;
  for (;;) {
    const plans = await duePlans(sidan, sidan.clock());
    if (!plans.length) return made;
    const fields = clerkForm(orderFields(sidan.db.getCollection('sidanOrders'), sidan.coreOf('sidanOrders'), String));
    // The clock is asked after the plan was read: asked before, a round that is held up would reckon a plan made meanwhile by a moment before it was there.
    for (const plan of plans) made += await workOn(sidan, plan, { now: sidan.clock(), fields, onError });
    if (plans.length < BATCH) return made;
  }
}

async function duePlans({ db, write }: Sidan, now: Date): Promise<Plan[]> {
  const { rows } = await connectionOf(db).query<Plan>(
    write(`
      select ${PLAN_COLUMNS} from {sidanPlans} p
       where p.[state] = 'active' and (p.[nextAt] is null or p.[nextAt] <= $1::timestamptz or p.[nextAt] > $1::timestamptz + interval '${AHEAD_DAYS_MAX} days')
       order by p.[nextAt] nulls first, p.[id] limit ${BATCH}`),
    [now],
  );
  return rows;
}

interface Turn {
  now: Date;
  fields: readonly FormField[];
  onError(error: unknown): void;
}

interface Problem {
  code: string;
  params: Record<string, unknown>;
}

async function workOn(sidan: Sidan, found: Plan, turn: Turn): Promise<number> {
  const { now, onError } = turn;
  const q = connectionOf(sidan.db);
  const today = todayOf(found, now);
  const until = earlier(found.endsOn ?? '9999-12-31', plusDays(today, found.leadDays));
  const plan = wentBack(found, today) ? { ...found, ...beginToday(found.dayOff, today) } : found;
  if (plan !== found) await forgetAhead(sidan, q, plan, today);
  const begin = plan.doneThrough ? later(plan.startsOn, plusDays(plan.doneThrough, 1)) : plan.startsOn;
  const days = await daysOf(sidan, q, plan, begin);
  const known = new Set(days.map(({ date }) => date));
  let made = 0;
  let waits: LocalDate | undefined;
  let soon = false;
  let problem: Problem | null = null;
  for (const occasion of occasionsOf({ ...plan, startsOn: begin }, begin, until, heldOn(days))) {
    const { date } = occasion;
    const on = 'on' in occasion ? occasion.on : date;
    if (known.has(date) || on < plan.countsFrom) continue;
    if (occasion.as === 'unknown') {
      waits ??= date;
      problem ??= { code: 'HOLIDAYS_UNKNOWN', params: { year: occasion.year } };
    } else if (plusDays(on, -plan.leadDays) > today) waits ??= date;
    else if (occasion.as !== 'held') await write(sidan, plan, { date, on, state: occasion.as }, now);
    else if (instantOf(plan, on, plan.timeTo) <= now) {
      // What was over before the plan began is none of its dates.
      if (!(plan.fresh && on === plan.countsFrom)) await write(sidan, plan, { date, on, state: 'missed' }, now);
    } else {
      const late = plusDays(on, -plan.leadDays) < today && later(plan.countsFrom, plan.startsOn) < today;
      const refused = await makeOne(sidan, plan, { date, on, late }, turn);
      if (refused === undefined) made += 1;
      else if (refused !== MADE) {
        waits ??= date;
        soon = true;
        if (refused !== ANEW) problem ??= refused;
      }
    }
  }
  const doneThrough = waits ? dayBefore(waits) : later(until, plan.doneThrough ?? '');
  await settle(sidan, plan, { today, doneThrough, soon, problem, made: made > 0 }, now).catch(onError);
  return made;
}

/** It was settled for days that are still far ahead: the clock showed a later day than it does now. */
const wentBack = ({ doneThrough, leadDays, countsFrom }: Plan, today: LocalDate): boolean =>
  (doneThrough !== null && doneThrough > plusDays(today, leadDays)) || countsFrom > today;

/** Another made it. */
const MADE = Symbol('made');
/** The plan was changed meanwhile, or somebody has it in hand: it is looked at anew. */
const ANEW = Symbol('anew');

interface Wanted {
  date: LocalDate;
  on: LocalDate;
  late: boolean;
}

async function makeOne(
  sidan: Sidan,
  plan: Plan,
  { date, on, late }: Wanted,
  { now, fields, onError }: Turn,
): Promise<undefined | typeof MADE | typeof ANEW | Problem> {
  const { id, regionCode, requesterId } = plan;
  const values = JSON.parse(sidan.vault.open(plan.values)) as Record<string, unknown>;
  try {
    await placeOrder(
      sidan,
      {
        serviceItemId: plan.serviceItemId,
        values: { ...values, expectStart: instantOf(plan, on, plan.timeFrom).toISOString() },
        extra: { expectEnd: instantOf(plan, on, plan.timeTo) },
        channel: 'plan',
        actor: SYSTEM,
        now,
        origin: { planId: id, planDate: date, ...(late ? { late } : {}) },
        async people(transaction) {
          await claim(sidan, plan, date, transaction);
          return { requester: await requesterOf(sidan, regionCode, requesterId, transaction) };
        },
        also: async (transaction, { id: orderId, orderNo }) =>
          void (await write(sidan, plan, { date, on, state: 'placed', late, orderId, orderNo }, now, transaction)),
      },
      fields,
    );
    return undefined;
  } catch (error) {
    if (isSidanError(error) && error.code === 'ALREADY_EXISTS') return MADE;
    if (isSidanError(error) && (error.code === 'BUSY' || error.code === 'ORDER_CHANGED')) return ANEW;
    if (!isSidanError(error)) onError(error);
    return isSidanError(error) ? { code: error.code, params: error.params } : { code: 'FAILED', params: {} };
  }
}

/** Nobody else makes this date, and the plan is as it was read. @throws ALREADY_EXISTS, ORDER_CHANGED */
async function claim(
  { db, write: sql }: Sidan,
  { id, regionCode, revision }: Plan,
  date: LocalDate,
  transaction: Transaction,
): Promise<void> {
  const q = connectionOf(db, transaction);
  const { rows } = await q.query<{ revision: number; state: string }>(
    sql(
      `select [revision] as revision, [state] as state from {sidanPlans} where [regionCode] = $1 and [id] = $2::uuid for update`,
    ),
    [regionCode, id],
  );
  if (rows[0]?.revision !== revision || rows[0].state !== 'active')
    throw new SidanError('ORDER_CHANGED', { order: date });
  const { count } = await q.query(
    sql(`select 1 from {sidanPlanDays} where [regionCode] = $1 and [planId] = $2::uuid and [date] = $3`),
    [regionCode, id, date],
  );
  if (count) throw new SidanError('ALREADY_EXISTS', { what: 'sidanPlanDays', fields: ['date'] });
}

async function requesterOf({ db, write: sql }: Sidan, regionCode: string, id: string, transaction: Transaction) {
  const { rows } = await connectionOf(db, transaction).query<{ id: string; name: string; regionCode: string }>(
    sql(
      `select [id] as id, [name] as name, [regionCode] as "regionCode" from {sidanPeople} where [regionCode] = $1 and [id] = $2::uuid`,
    ),
    [regionCode, id],
  );
  if (!rows[0]) throw new SidanError('NOT_FOUND', { what: 'requester' });
  return rows[0];
}

interface Told {
  date: LocalDate;
  on: LocalDate;
  state: 'placed' | 'skipped' | 'together' | 'missed';
  late?: boolean;
  orderId?: string;
  orderNo?: string;
}

/** What became of a date. With an order it must be the only word on it; otherwise whoever was first has said it. */
const write = (
  { db, write: sql, newId }: Sidan,
  { id, regionCode }: Plan,
  { date, on, state, late, orderId, orderNo }: Told,
  now: Date,
  transaction?: Transaction,
) =>
  connectionOf(db, transaction).query(
    sql(`
      insert into {sidanPlanDays} ([id], [regionCode], [planId], [date], [on], [state], [late], [orderId], [orderNo], [at], [createdAt], [updatedAt])
      values ($1::uuid, $2, $3::uuid, $4, $5, $6, $7, $8::uuid, $9, $10::timestamptz, now(), now()) ${orderId ? '' : 'on conflict do nothing'}`),
    [newId(), regionCode, id, date, on, state, late ?? false, orderId ?? null, orderNo ?? null, now],
  );

interface Settled {
  today: LocalDate;
  doneThrough: LocalDate;
  soon: boolean;
  problem: Problem | null;
  made: boolean;
}

/** Unless it was changed meanwhile: then it is looked at anew. */
async function settle(
  { db, write: sql }: Sidan,
  plan: Plan,
  { today, doneThrough, soon, problem, made }: Settled,
  now: Date,
): Promise<void> {
  const again = new Date(now.getTime() + AGAIN_MINUTES * 60_000);
  const midnight = instantOf(plan, plusDays(today, 1), '00:00');
  await connectionOf(db).query(
    sql(`
      update {sidanPlans} set [doneThrough] = $4, [countsFrom] = $5, [nextAt] = $6::timestamptz, [problem] = $7::jsonb,
             [lastMadeAt] = case when $8::boolean then $9::timestamptz else [lastMadeAt] end, [updatedAt] = now()
       where [regionCode] = $1 and [id] = $2::uuid and [revision] = $3`),
    [
      plan.regionCode,
      plan.id,
      plan.revision,
      doneThrough,
      plan.countsFrom,
      soon && again < midnight ? again : midnight,
      problem ? JSON.stringify(problem) : null,
      made,
      now,
    ],
  );
}
