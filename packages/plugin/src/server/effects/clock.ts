import { remaining, resumed, type Facts } from '@sidan/lifecycle';
import { SidanError } from '../errors';
import { idOf, inRegion, type StepContext } from '../commands/command';
import { lifecycleFacts } from '../commands/facts';
import { knownOf } from '../commands/known';

const MINUTE_MS = 60_000;

interface Timer {
  id: string;
  name: string;
  event: string;
  dueAt: Date;
  remainingMinutes: string | null;
}

/** The clocks that are asked for stand still, each with the minutes that are left of it in its own calendar. @throws CLOCK_UNFIT */
export async function pauseClocks(ctx: StepContext, { ids }: { ids: string[] }): Promise<void> {
  const { command, order } = ctx;
  order.set({ pausedAt: command.now });
  const timers = await timersOf(ctx, ids, 'pending');
  const facts = factsOf(ctx);
  const stopped = timers.map((timer) => {
    const left = remaining(...clockOf(ctx, timer), facts, new Date(timer.dueAt), command.now, ctx.calendars);
    if (!left.ok) throw new SidanError('CLOCK_UNFIT', { order: order.get('orderNo') });
    return { id: timer.id, minutes: Math.ceil(left.ms / MINUTE_MS) };
  });
  if (stopped.length) ctx.dueAt = null;
  await write(ctx, PAUSE, stopped);
}

/** The clocks that stand still go on. @throws CLOCK_UNFIT */
export async function resumeClocks(ctx: StepContext, { ids }: { ids: string[] }): Promise<void> {
  const { command, order } = ctx;
  order.set({ pausedAt: null });
  const timers = await timersOf(ctx, ids, 'paused');
  const facts = factsOf(ctx);
  const running = timers.map((timer) => {
    const ms = Number(timer.remainingMinutes ?? 0) * MINUTE_MS;
    const due = resumed(...clockOf(ctx, timer), facts, ms, command.now, ctx.calendars);
    if (!due.ok) throw new SidanError('CLOCK_UNFIT', { order: order.get('orderNo') });
    return { id: timer.id, dueAt: due.at.toISOString(), event: timer.event };
  });
  const dues = running.filter(({ event }) => !event.includes('.')).map(({ dueAt }) => new Date(dueAt));
  if (dues.length) ctx.dueAt = dues.sort((a, b) => a.getTime() - b.getTime())[0]!;
  await write(ctx, RESUME, running);
}

/** What decides in which calendar a clock counts. */
const factsOf = ({ sidan, lifecycle, order, ...around }: StepContext): Facts =>
  lifecycleFacts(lifecycle.definition, knownOf(sidan, around, order));

/** A warning counts in the calendar of its clock. */
function clockOf({ lifecycle: { definition } }: StepContext, { event }: Timer) {
  const name = event.split('.')[0]!;
  return [name, definition.delays[name]!] as const;
}

async function timersOf({ sidan, q, order }: StepContext, ids: readonly string[], state: string): Promise<Timer[]> {
  if (!ids.length) return [];
  const { rows } = await q.query<Timer>(
    sidan.write(`
      select [id] as id, [name] as name, [event] as event, [dueAt] as "dueAt", [remainingMinutes] as "remainingMinutes" from {sidanTimers}
       where [regionCode] = $1 and [orderId] = $2::uuid and [state] = $3 and [name] = any($4::text[])`),
    [inRegion(order), idOf(order), state, ids],
  );
  return rows;
}

async function write({ sidan, q, order }: StepContext, statement: string, rows: readonly object[]): Promise<void> {
  if (rows.length) await q.query(sidan.write(statement), [inRegion(order), JSON.stringify(rows)]);
}

const PAUSE = `
  update {sidanTimers} t set [state] = 'paused', [remainingMinutes] = r.minutes, [updatedAt] = now()
    from jsonb_to_recordset($2::jsonb) as r(id uuid, minutes bigint) where t.[regionCode] = $1 and t.[id] = r.id`;

const RESUME = `
  update {sidanTimers} t set [state] = 'pending', [remainingMinutes] = null, [dueAt] = r."dueAt", [updatedAt] = now()
    from jsonb_to_recordset($2::jsonb) as r(id uuid, "dueAt" timestamptz) where t.[regionCode] = $1 and t.[id] = r.id`;
