import {
  MINUTES_MAX,
  can,
  eventSpec,
  checkEventData,
  step,
  type Effect,
  type Facts,
  type Snapshot,
} from '@sidan/lifecycle';
import type { Model } from '@nocobase/database';
import type { Transaction } from 'sequelize';
import type { Capacity, OrderState } from '../../api/types';
import { withHoldings } from '../access/actor';
import { capacitiesOf, type TeamTie } from '../access/capacities';
import { carryOutEffect } from '../effects';
import { SidanError } from '../errors';
import type { Sidan } from '../sidan';
import { connectionOf } from '../sql';
import { idOf, inRegion, type Command, type NeutralLine, type StepContext } from './command';
import { actorKey, checkKey, hashBody, replay } from './requests';
import { isDuplicate, withRetry } from './retry';
import { settle } from './settle';
import { stampState } from './stamps';
import { lockOrder, type Surroundings } from './surroundings';

export interface CommandAnswer {
  line: NeutralLine;
  replayed: boolean;
}

/**
 * Carries out one event on one order, in one transaction: everything that follows from it is written, or nothing is.
 *
 * @throws ORDER_NOT_FOUND (also when the caller has no part in the order), EVENT_NOT_ALLOWED, CAPACITY_NOT_ALLOWED, INVALID_DATA, KEY_REUSED,
 *   KEY_INVALID, the refusals of the effects (`effects/`), BUSY
 */
export async function runCommand(sidan: Sidan, command: Command): Promise<CommandAnswer> {
  checkKey(command.key);
  const bodyHash = hashBody({ orderId: command.orderId, teamId: command.teamId, data: command.data });
  const run = () =>
    withRetry(() => sidan.db.sequelize.transaction((transaction) => attempt(sidan, command, bodyHash, transaction)));
  // The same key at the same moment for another order: one was kept, the other finds it now.
  const answer = await run().catch((error: unknown) => (isDuplicate(error) ? run() : Promise.reject(error)));
  if (!answer.replayed) sidan.wake();
  return answer;
}

async function attempt(
  sidan: Sidan,
  asked: Command,
  bodyHash: string,
  transaction: Transaction,
): Promise<CommandAnswer> {
  const q = connectionOf(sidan.db, transaction);
  const { order, around } = await lockOrder(sidan, q, asked);
  const command = { ...asked, actor: withHoldings(asked.actor, around.held) };
  const capacities = capacitiesOf(command.actor, placeOf(order), around.ties);
  // Who repeats a request of their own gets its answer, also when what it did has ended their part in the order.
  const repeats = around.request?.actor === actorKey(command.actor);
  if (!capacities.length && !repeats) throw noPart(command, order, around.ties);
  if (around.request && command.key)
    return { line: replay(around.request, command.type, command.actor, bodyHash, command.key), replayed: true };
  if (command.timerId && around.timer?.state !== 'pending')
    throw new SidanError('EVENT_NOT_ALLOWED', { event: command.type, state: order.get('state') });
  return { line: await carryOut(sidan, command, order, around, capacities, bodyHash, transaction), replayed: false };
}

/** A team that was asked, and is not any more, is told so; to everybody else the order does not exist. */
function noPart(command: Command, order: Model, ties: readonly TeamTie[]): SidanError {
  const wasAsked = ties.some((tie) => tie.asked && tie.role !== 'member');
  return wasAsked
    ? new SidanError('EVENT_NOT_ALLOWED', { event: command.type, state: order.get('state') })
    : new SidanError('ORDER_NOT_FOUND');
}

async function carryOut(
  sidan: Sidan,
  command: Command,
  order: Model,
  around: Surroundings,
  capacities: Capacity[],
  bodyHash: string,
  transaction: Transaction,
): Promise<NeutralLine> {
  const from = String(order.get('state'));
  const capacity = checkEvent(sidan, command, capacities, from);
  const facts = factsOf(around, order);
  const result = step(
    sidan.orders,
    order.get('snapshot') as Snapshot,
    { type: command.type, data: command.data },
    facts,
    command.now,
    sidan.calendar,
  );
  if (!result.ok) {
    const { code } = result;
    if (code === 'SNAPSHOT_UNFIT') throw new SidanError('SNAPSHOT_UNFIT', { order: order.get('orderNo') });
    if (code === 'EVENT_NOT_ALLOWED' || code === 'EVENT_UNKNOWN')
      throw new SidanError('EVENT_NOT_ALLOWED', { event: command.type, state: from });
    throw new SidanError('CLOCK_UNFIT', { order: order.get('orderNo') });
  }
  const ctx: StepContext = {
    sidan,
    q: connectionOf(sidan.db, transaction),
    transaction,
    command,
    order,
    item: around.item,
    ties: around.ties,
    actorTeam: actorTeam(command, around.ties, String(order.get('teamId') ?? '')),
    expiresAt: responseDue(result.effects),
    openOffers: around.openOffers,
    openAttendances: around.openAttendances,
    touchedTeams: new Set(),
    closedOffers: false,
    notices: [],
    timers: [],
    cancelledTimers: [],
  };
  for (const effect of result.effects) await carryOutEffect(ctx, effect);
  return finishCommand(ctx, {
    from,
    to: result.state,
    seq: around.seq + 1,
    capacity,
    snapshot: result.snapshot,
    teamName: around.teamName,
    bodyHash,
  });
}

interface Outcome {
  from: string | null;
  to: string;
  seq: number;
  capacity: string;
  snapshot: unknown;
  teamName: string | null;
  bodyHash: string;
}

/** Writes the order's row, then everything else in one statement; gives the line that is the command's answer. */
export async function finishCommand(ctx: StepContext, outcome: Outcome): Promise<NeutralLine> {
  const { command, order, transaction } = ctx;
  const { from, to } = outcome;
  stampState(order, from, to, command.type, command.data, command.now);
  order.set({
    state: to,
    snapshot: outcome.snapshot,
    version: Number(order.get('version') ?? 0) + 1,
    dueAt: nextDue(ctx, from === to),
  });
  // `sidanCommand` tells the guards (guards/) that this write is a command's own.
  await order.save({ transaction, returning: false, sidanCommand: true } as never);
  const line = lineOf(ctx, outcome.teamName);
  await settle(ctx, { seq: outcome.seq, from, to, capacity: outcome.capacity }, line, outcome.bodyHash);
  return line;
}

/** The first capacity of the caller in which the event may be sent. @throws CAPACITY_NOT_ALLOWED, INVALID_DATA */
function checkEvent(sidan: Sidan, command: Command, capacities: Capacity[], state: string): string {
  if (command.actor.kind === 'system') return 'system';
  const spec = eventSpec(sidan.orders, command.type);
  if (!spec) throw new SidanError('EVENT_NOT_ALLOWED', { event: command.type, state });
  const capacity = capacities.find((held) => spec.by.includes(held));
  if (!capacity) throw new SidanError('CAPACITY_NOT_ALLOWED', { event: command.type });
  const problems = checkEventData(spec, command.data);
  if (problems.length)
    throw new SidanError('INVALID_DATA', { problems: problems.map(({ code, path }) => ({ field: path, code })) });
  return capacity;
}

/** The team for which the caller acts: the one that accepted; else the one named; else the only one that was asked. */
function actorTeam(command: Command, ties: TeamTie[], acceptedId: string): TeamTie | undefined {
  const accepted = ties.find((tie) => tie.teamId === acceptedId);
  if (accepted) return accepted;
  const asked = ties.filter((tie) => tie.offered && tie.role !== 'member');
  if (command.teamId) return asked.find((tie) => tie.teamId === command.teamId);
  return asked.length === 1 ? asked[0] : undefined;
}

/** The given facts of a step; the event's own data are added by `step()`. */
export const factsOf = (
  { item, openOffers, openAttendances }: Pick<Surroundings, 'item' | 'openOffers' | 'openAttendances'>,
  order: Model | null,
): Facts => lifecycleFacts({ ...item, openOffers, openAttendances, priority: order?.get('priority') as string | null });

/** What guards and clocks of the lifecycle may ask, from whatever has been read of an order. */
export const lifecycleFacts = (known: {
  needsReview?: boolean | null;
  responseMinutes?: number | null;
  openOffers: number;
  openAttendances: number;
  priority?: string | null;
}): Facts => ({
  'item.needsReview': known.needsReview ?? false,
  'item.responseMinutes': minutesOrNone(known.responseMinutes),
  'offers.open': known.openOffers,
  'attendance.open': known.openAttendances,
  'order.priority': known.priority ?? 'normal',
});

/** A county may have typed anything; what is no span of time leaves the definition's own default. */
const minutesOrNone = (minutes: number | null | undefined): number | undefined =>
  minutes && Number.isSafeInteger(minutes) && minutes > 0 && minutes <= MINUTES_MAX ? minutes : undefined;

export const placeOf = (order: Model) => ({
  regionCode: inRegion(order),
  townCode: (order.get('townCode') as string | null) ?? null,
  requesterId: (order.get('requesterId') as string | null) ?? null,
  teamId: (order.get('teamId') as string | null) ?? null,
});

const responseDue = (effects: readonly Effect[]): Date | null => {
  const set = effects.find((effect) => effect.type === 'timer.set');
  return set ? new Date((set.params as { dueAt: string }).dueAt) : null;
};

/** The clock that a page shows: the earliest one set by this step; a step that stays in its state leaves the running one alone. */
function nextDue(ctx: StepContext, stayed: boolean): Date | null {
  const dues = ctx.timers.map(({ dueAt }) => new Date(dueAt)).sort((a, b) => a.getTime() - b.getTime());
  if (dues[0]) return dues[0];
  return stayed && !ctx.cancelledTimers.length ? ((ctx.order.get('dueAt') as Date | null) ?? null) : null;
}

function lineOf(ctx: StepContext, teamNameBefore: string | null): NeutralLine {
  const { sidan, order, command, item } = ctx;
  const place = placeOf(order);
  const capacities = capacitiesOf(command.actor, place, ctx.ties);
  const around = { item, openOffers: ctx.openOffers, openAttendances: ctx.openAttendances };
  const iso = (name: string) => (order.get(name) ? new Date(order.get(name) as Date).toISOString() : null);
  return {
    id: idOf(order),
    regionCode: place.regionCode,
    orderNo: String(order.get('orderNo')),
    title: String(order.get('title')),
    state: order.get('state') as OrderState,
    itemName: item?.name ?? '',
    itemNameEn: item?.nameEn ?? null,
    placedAt: iso('placedAt') ?? command.now.toISOString(),
    expectStart: iso('expectStart'),
    townCode: place.townCode,
    teamName: place.teamId ? (ctx.ties.find((tie) => tie.teamId === place.teamId)?.teamName ?? teamNameBefore) : null,
    allowed: can(sidan.orders, order.get('snapshot') as Snapshot, capacities, factsOf(around, order)),
    version: Number(order.get('version')),
  };
}
