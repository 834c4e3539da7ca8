/** 派单方案：one turn of the plan, carried out as commands of the capacity `system`. */
import type { Run, Turn } from '@sidan/lifecycle';
import { message, type Message } from '@sidan/rules';
import type { OrderRow } from '../commands/orderRow';
import type { Transaction } from 'sequelize';
import { SYSTEM } from '../access/actor';
import { inRegion, type Command, type PlanStep } from '../commands/command';
import { lifecycleFacts } from '../commands/facts';
import { knownOf } from '../commands/known';
import { carryOut, lifecycleOf } from '../commands/run';
import { inTransaction, withRetry } from '../commands/retry';
import { lockOrder, type Surroundings } from '../commands/surroundings';
import { isSidanError, SidanError } from '../errors';
import type { Lifecycle } from '../lifecycles';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import { HAND, OFFERED, planOf, WAITING } from './plan';
import { handed } from './progress';
import { inPlan, type InPlan } from './situation';

/** The timer that is due (`TURN`). */
export interface DueTurn {
  id: string;
  orderId: string;
}

/** What the history keeps of a turn, in no language: why, which rounds were passed over, and of each team that was asked what spoke for it. */
export interface TurnTold {
  because: Message;
  skipped: Message[];
  teams: { teamId: string; name: string; because: { text: Message; weight?: number }[] }[];
}

/**
 * Takes the turn for which a timer is due, in one transaction with the order locked: who comes second finds the timer no longer pending.
 * @throws EVENT_NOT_ALLOWED (the timer is not pending any more), RULES_BROKEN, SNAPSHOT_UNFIT, BUSY (also: another command has the order in hand)
 */
export async function takeTurn(sidan: Sidan, due: DueTurn, now: Date): Promise<void> {
  await withRetry(() => inTransaction(sidan, (q, transaction) => attempt(sidan, q, due, now, transaction)));
  sidan.wake();
}

async function attempt(sidan: Sidan, q: Connection, due: DueTurn, now: Date, transaction?: Transaction): Promise<void> {
  const asked = { orderId: due.orderId, actor: SYSTEM, timerId: due.id };
  const { order, around } = await lockOrder(sidan, q, asked);
  const state = String(order.get('state'));
  if (around.timer?.state !== 'pending') throw new SidanError('EVENT_NOT_ALLOWED', { event: HAND, state });
  const lifecycle = await lifecycleOf(sidan, q, order);
  const command = await nextCommand(sidan, q, lifecycle, order, around, due, now);
  if (!command) return fired(sidan, q, order, due, now);
  const send = (one: Command) => carryOut(sidan, q, lifecycle, one, order, around, ['system'], '', transaction);
  await send(command).catch((error: unknown) => {
    // A plan that asks for what the lifecycle does not do there ends with the dispatcher. Refused before anything was written.
    if (!isSidanError(error) || error.code !== 'EVENT_NOT_ALLOWED') throw error;
    return send(handOver(due, now, [], order, lifecycle, message('lifecycle.dispatch.turn.refused')));
  });
}

/** The command of this turn; undefined when nothing is to be done. */
async function nextCommand(
  sidan: Sidan,
  q: Connection,
  lifecycle: Lifecycle,
  order: OrderRow,
  around: Surroundings,
  due: DueTurn,
  now: Date,
): Promise<Command | undefined> {
  const { definition } = lifecycle;
  const state = String(order.get('state'));
  if (!planOf(definition) || order.get('pausedAt') || (state !== WAITING && state !== OFFERED)) return undefined;
  const facts = lifecycleFacts(definition, knownOf(sidan, around, order));
  const situation = await inPlan(sidan, q, lifecycle, order, facts, now);
  const offers = situation.weighed.order.offers ?? [];
  const runs = [...situation.runs];
  // What a person asked is theirs to wait for.
  if (offers.some((offer) => offer.state === 'open' && offer.run !== runs.length - 1)) return undefined;
  for (;;) {
    const result = situation.next(runs, offers);
    if (!result.ok) return handOver(due, now, runs, order, lifecycle, message('lifecycle.dispatch.turn.noSpan'));
    const { turn } = result;
    if (turn.do === 'wait' || turn.do === 'done') return undefined;
    if (turn.do === 'hand') return handing(due, now, runs, turn);
    if (turn.do === 'ask') return asking(due, now, runs, turn, situation);
    const after = [...runs, turn.run];
    if (turn.do === 'open')
      return command(
        due,
        now,
        'publish',
        {},
        { ...stepOf(after, turn.run), teamIds: turn.teamIds },
        toldOf(turn, situation),
      );
    const told = toldOf(turn, situation);
    if (turn.to === 'up')
      return command(due, now, 'escalate', { reason: turn.because.key }, { runs: after, again: now }, told);
    const siteId = await siteBelow(sidan, q, order);
    if (siteId) return command(due, now, 'delegate', { siteId }, { runs: after, again: now }, told);
    // Nowhere below: the round is over as soon as it has begun.
    runs.push(turn.run);
  }
}

type Begun<D extends Turn['do']> = Extract<Turn, { do: D }>;

function asking(due: DueTurn, now: Date, runs: readonly Run[], turn: Begun<'ask'>, situation: InPlan): Command {
  const after = turn.more ? [...runs.slice(0, -1), turn.run] : [...runs, turn.run];
  const step = { ...stepOf(after, turn.run), run: after.length - 1 };
  return command(due, now, 'dispatch', { teamIds: [...turn.teamIds] }, step, toldOf(turn, situation));
}

function handing(due: DueTurn, now: Date, runs: readonly Run[], turn: Begun<'hand'>): Command {
  const told = { because: turn.because, skipped: turn.skipped.map(({ because }) => because), teams: [] };
  const { until } = turn.run;
  return command(
    due,
    now,
    HAND,
    {},
    { runs: [...runs, turn.run], stays: true, ...(until ? { again: until } : {}) },
    told,
  );
}

function handOver(
  due: DueTurn,
  now: Date,
  runs: readonly Run[],
  order: OrderRow,
  { definition }: Lifecycle,
  because: Message,
): Command {
  const level = (order.get('level') ?? 'center') as Run['level'];
  const after = handed(planOf(definition)!, runs, level, now);
  return command(due, now, HAND, {}, { runs: after, stays: true }, { because, skipped: [], teams: [] });
}

const stepOf = (runs: readonly Run[], { until }: Run): PlanStep => ({ runs, ...(until ? { until } : {}) });

const command = (
  due: DueTurn,
  now: Date,
  type: string,
  data: Record<string, unknown>,
  plan: PlanStep,
  told: TurnTold,
): Command => ({
  type,
  orderId: due.orderId,
  data,
  noted: { plan: told },
  actor: SYSTEM,
  now,
  timerId: due.id,
  plan,
});

function toldOf(turn: Exclude<Turn, { do: 'wait' | 'done' }>, { weighed, teams }: InPlan): TurnTold {
  const teamIds = turn.do === 'ask' ? turn.teamIds : [];
  return {
    because: turn.because,
    skipped: turn.skipped.map(({ because }) => because),
    teams: teamIds.map((teamId) => ({
      teamId,
      name: teams.get(teamId)!.name,
      because: (weighed.verdicts.get(teamId)?.reasons ?? []).map(({ text, weight }) => ({
        text,
        ...(weight === undefined ? {} : { weight }),
      })),
    })),
  };
}

/** One level down, where the order is: a site of its village or town below the one where it lies. */
async function siteBelow(sidan: Sidan, q: Connection, order: OrderRow): Promise<string | undefined> {
  const { rows } = await q.query<{ id: string }>(
    sidan.write(`
      select s.[id] as id from {sidanSites} s
       where s.[regionCode] = $1 and coalesce(s.[status], 'active') = 'active' and s.[kind] = case when $2 = 'center' then 'institute' else 'station' end
         and s.[townCode] = $3 and ($2 = 'center' or s.[parentId] = $4::uuid)
       order by coalesce(s.[areaCode] = $5, false) desc, s.[name], s.[id] limit 1`),
    [
      inRegion(order),
      String(order.get('level') ?? 'center'),
      order.get('townCode') ?? null,
      order.get('siteId') ?? null,
      order.get('areaCode') ?? null,
    ],
  );
  return rows[0]?.id;
}

/** There was nothing to do. */
async function fired(sidan: Sidan, q: Connection, order: OrderRow, { id }: DueTurn, now: Date): Promise<void> {
  await q.query(
    sidan.write(
      `update {sidanTimers} set [state] = 'fired', [firedAt] = $3::timestamptz, [updatedAt] = now() where [regionCode] = $1 and [id] = $2::uuid`,
    ),
    [inRegion(order), id, now],
  );
}
