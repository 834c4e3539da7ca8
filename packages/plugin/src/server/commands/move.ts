import { moveSnapshot, type Move } from '@sidan/lifecycle';
import type { Transaction } from 'sequelize';
import { withHoldings, type Actor } from '../access/actor';
import { capacitiesOf } from '../access/capacities';
import { calendarsFor } from '../calendar';
import { carryOutEffect } from '../effects';
import { releasePrice } from '../effects/pay';
import { SidanError } from '../errors';
import type { Lifecycle } from '../lifecycles';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import { idOf, inRegion, type StepContext } from './command';
import { lifecycleFacts } from './facts';
import { checkKey, hashBody, replay } from './requests';
import { inTransaction, withRetry } from './retry';
import { knownOf, placeOf } from './known';
import { finishCommand, lifecycleOf, type CommandAnswer } from './run';
import { lockOrder } from './surroundings';

/** An order that is put somewhere without an event of its lifecycle: by an administrator's correction, or into another version. */
export interface Moving {
  type: 'correct' | 'migrate';
  orderId: string;
  /** To correct: the state. To migrate: where each state goes. */
  to: string | readonly Move[];
  /** To migrate: the version to which it comes, and the one from which. */
  into?: Lifecycle;
  from?: string;
  reason: string;
  actor: Actor;
  now: Date;
  key?: string;
}

const REASON_MAX = 500;

/** Who may put an order right. */
const CORRECTORS = ['countyAdmin', 'supervisor'] as const;

/** @throws INVALID_DATA */
export function checkReason(reason: unknown): string {
  const why = typeof reason === 'string' ? reason.trim() : '';
  const code = why ? (why.length > REASON_MAX ? 'FIELD_TOO_LONG' : undefined) : 'FIELD_REQUIRED';
  if (code) throw new SidanError('INVALID_DATA', { problems: [{ field: 'reason', code }] });
  return why;
}

/**
 * Moves one order, with its clocks, in one transaction; the history says who did and why. Offers and presence that the new state cannot have are ended.
 * @throws ORDER_NOT_FOUND, CAPACITY_NOT_ALLOWED (to correct: the county's administrators and supervisors), INVALID_DATA (a state that it cannot be put into),
 *   EVENT_NOT_ALLOWED (it is of another version by now), SNAPSHOT_UNFIT, CLOCK_UNFIT, KEY_REUSED, BUSY
 */
export async function moveOrder(sidan: Sidan, moving: Moving): Promise<CommandAnswer> {
  checkKey(moving.key);
  const answer = await withRetry(() =>
    inTransaction(sidan, (q, transaction) => attempt(sidan, q, moving, transaction)),
  );
  if (moving.into) sidan.lifecycles.kept(answer.line.regionCode, moving.into);
  if (!answer.replayed) sidan.wake();
  return answer;
}

async function attempt(sidan: Sidan, q: Connection, moving: Moving, transaction?: Transaction): Promise<CommandAnswer> {
  const { type, orderId, key, now, reason } = moving;
  const { order, around } = await lockOrder(sidan, q, { orderId, actor: moving.actor, key });
  const actor = withHoldings(moving.actor, around.held, now);
  const old = await lifecycleOf(sidan, q, order);
  const capacities = capacitiesOf(actor, placeOf(order), around.ties, old.definition);
  if (!capacities.length) throw new SidanError('ORDER_NOT_FOUND');
  const bodyHash = hashBody({ orderId, to: moving.to, reason });
  if (around.request && key) return { line: replay(around.request, type, actor, bodyHash, key), replayed: true };
  const capacity = CORRECTORS.find((one) => capacities.includes(one));
  if (!capacity) throw new SidanError('CAPACITY_NOT_ALLOWED', { event: type });
  const from = String(order.get('state'));
  if (moving.from !== undefined && old.definition.version !== moving.from)
    throw new SidanError('EVENT_NOT_ALLOWED', { event: type, state: from });

  const into = moving.into ?? old;
  const moves = typeof moving.to === 'string' ? [{ state: from, to: moving.to }] : moving.to;
  if (type === 'correct') checkState(into, from, String(moving.to), order.get('teamId') as string | null);
  const { definition } = into;
  const calendars = calendarsFor(around.calendar);
  const facts = lifecycleFacts(definition, knownOf(sidan, around, order));
  const moved = moveSnapshot(old.definition, definition, moves, order.get('snapshot'), facts, now, calendars);
  if (!moved.ok)
    throw new SidanError(moved.code === 'SNAPSHOT_UNFIT' ? 'SNAPSHOT_UNFIT' : 'CLOCK_UNFIT', {
      order: order.get('orderNo'),
    });
  await sidan.lifecycles.keep(q, inRegion(order), into);
  const versions = { fromVersion: old.definition.version, toVersion: definition.version };
  const ctx: StepContext = {
    sidan,
    lifecycle: into,
    q,
    transaction,
    command: { type, orderId, data: { reason, ...(moving.into ? versions : {}) }, actor, now, key },
    order,
    item: around.item,
    ties: around.ties,
    calendars,
    expiresAt: null,
    offeredTo: new Set(around.offeredTo),
    present: new Set(around.present),
    teams: [],
    parts: [],
    ratings: [...around.ratings],
    toRedeem: around.toRedeem,
    capacity,
    touchedTeams: new Set(),
    closedOffers: false,
    notices: [],
    timers: [],
    cancelledTimers: [],
  };
  for (const effect of moved.effects) await carryOutEffect(ctx, effect);
  if (moved.state !== from) {
    order.set({ pausedAt: null, ...(definition.finals.includes(moved.state) ? {} : { closedAt: null }) });
    await endWhatCannotBe(ctx, into, moved.state);
    if (definition.finals.includes(moved.state)) await releasePrice(ctx);
  }
  const line = await finishCommand(ctx, {
    from,
    to: moved.state,
    seq: around.seq + 1,
    snapshot: moved.snapshot,
    teamName: around.teamName,
    bodyHash,
  });
  return { line, replayed: false };
}

/** What a state has to do with, by its steps in the file. */
function stateOf({ text }: Lifecycle, state: string): string {
  const { machine } = JSON.parse(text) as { machine: { states: Record<string, unknown> } };
  return JSON.stringify(machine.states[state] ?? {});
}

const asksTeams = (state: string): boolean => /"offer\.close","params":\{"as":"(accepted|declined)"/.test(state);
const serves = (state: string): boolean => state.includes('"attendance.');

/** @throws INVALID_DATA (`state`): none of its lifecycle, the one in which it is, or one in which a team serves, and none has the order */
function checkState(lifecycle: Lifecycle, from: string, to: string, teamId: string | null): void {
  const fits = lifecycle.definition.states.includes(to) && to !== from;
  const state = stateOf(lifecycle, to);
  if (fits && (teamId || !serves(state) || state.includes('"declared"'))) return;
  throw new SidanError('INVALID_DATA', { problems: [{ field: 'state', code: 'CHOICE' }] });
}

/** Open offers and presence where the state has no step that ends them. */
async function endWhatCannotBe(ctx: StepContext, lifecycle: Lifecycle, to: string): Promise<void> {
  const { sidan, q, order, command } = ctx;
  const state = stateOf(lifecycle, to);
  const params = [inRegion(order), idOf(order), command.now];
  if (ctx.offeredTo.size > 0 && !asksTeams(state)) {
    await q.query(sidan.write(END_OFFERS), [...params, String(command.data.reason)]);
    ctx.offeredTo.clear();
  }
  if (ctx.present.size > 0 && !state.includes('"attendance.close"')) {
    await q.query(sidan.write(END_ATTENDANCES), params);
    ctx.present.clear();
  }
}

const END_OFFERS = `
  update {sidanOffers} set [state] = 'withdrawn', [answeredAt] = $3::timestamptz, [reason] = $4, [updatedAt] = now()
   where [regionCode] = $1 and [orderId] = $2::uuid and [state] = 'open'`;

const END_ATTENDANCES = `
  update {sidanAttendances} set [checkOutAt] = $3::timestamptz, [updatedAt] = now(),
         [minutes] = greatest(floor(extract(epoch from ($3::timestamptz - [checkInAt])) / 60), 0)::bigint
   where [regionCode] = $1 and [orderId] = $2::uuid and [checkOutAt] is null`;

/** States into which an order can be put right, for a form. */
export const correctable = (lifecycle: Lifecycle, from: string, teamId: string | null): string[] =>
  lifecycle.definition.states.filter((to) => {
    try {
      checkState(lifecycle, from, to, teamId);
      return true;
    } catch {
      return false;
    }
  });
