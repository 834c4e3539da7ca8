import { eventSpec, checkEventData, step, type Definition, type Effect, type Snapshot } from '@sidan/lifecycle';
import type { Transaction } from 'sequelize';
import { saveOrder, type OrderRow } from './orderRow';
import type { Capacity } from '../../api/types';
import { withHoldings } from '../access/actor';
import { capacitiesOf, type TeamTie } from '../access/capacities';
import { calendarsFor } from '../calendar';
import { planAhead, wentAhead, withSpan } from '../dispatch/ahead';
import { overruled, teamsField } from '../dispatch/choice';
import { followPlan } from '../dispatch/follow';
import { carryOutEffect } from '../effects';
import { isSidanError, SidanError } from '../errors';
import type { Lifecycle } from '../lifecycles';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import { idOf, inRegion, type Command, type NeutralLine, type StepContext } from './command';
import { allowedNow, lifecycleFacts } from './facts';
import { knownOf, placeOf, type OrderPlace } from './known';
import { ratersLeft } from './raters';
import { judged } from './ratingForm';
import { actorKey, checkKey, hashBody, replay } from './requests';
import { inTransaction, isDuplicate, withRetry } from './retry';
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
 * @throws ORDER_NOT_FOUND (also when the caller has no part in the order), ORDER_CHANGED, OVERRULE_REASON, EVENT_NOT_ALLOWED, CAPACITY_NOT_ALLOWED, INVALID_DATA, KEY_REUSED,
 *   KEY_INVALID, the refusals of the effects (`effects/`), BUSY (for a clock also: another command has the order in hand)
 */
export async function runCommand(sidan: Sidan, command: Command): Promise<CommandAnswer> {
  checkKey(command.key);
  const bodyHash = hashBody({ orderId: command.orderId, teamId: command.teamId, data: command.data });
  const run = () =>
    withRetry(() => inTransaction(sidan, (q, transaction) => attempt(sidan, q, command, bodyHash, transaction)));
  // The same key at the same moment for another order: one was kept, the other finds it now.
  const answer = await run().catch((error: unknown) => (isDuplicate(error) ? run() : Promise.reject(error)));
  if (!answer.replayed) sidan.wake();
  return answer;
}

async function attempt(
  sidan: Sidan,
  q: Connection,
  asked: Command,
  bodyHash: string,
  transaction?: Transaction,
): Promise<CommandAnswer> {
  const { order, around } = await lockOrder(sidan, q, asked);
  const command = { ...asked, actor: withHoldings(asked.actor, around.held, asked.now) };
  const lifecycle = await lifecycleOf(sidan, q, order);
  const work = () => judge(sidan, q, lifecycle, command, order, around, bodyHash, transaction);
  return work().catch((error: unknown) => {
    // Refused in the words of the order's own lifecycle.
    if (isSidanError(error)) error.titles = lifecycle.definition.titles;
    throw error;
  });
}

async function judge(
  sidan: Sidan,
  q: Connection,
  lifecycle: Lifecycle,
  command: Command,
  order: OrderRow,
  around: Surroundings,
  bodyHash: string,
  transaction?: Transaction,
): Promise<CommandAnswer> {
  const capacities = capacitiesOf(command.actor, placeOf(order), around.ties, lifecycle.definition);
  // Who repeats a request of their own gets its answer, also when what it did has ended their part in the order.
  const repeats = around.request?.actor === actorKey(command.actor);
  if (!capacities.length && !repeats) throw noPart(command, order, around.ties);
  if (around.request && command.key)
    return { line: replay(around.request, command.type, command.actor, bodyHash, command.key), replayed: true };
  if (command.timerId && around.timer?.state !== 'pending')
    throw new SidanError('EVENT_NOT_ALLOWED', { event: command.type, state: order.get('state') });
  if (command.seenVersion !== undefined && command.seenVersion !== Number(order.get('version')))
    throw new SidanError('ORDER_CHANGED', { order: order.get('orderNo') });
  const line = await carryOut(sidan, q, lifecycle, command, order, around, capacities, bodyHash, transaction);
  return { line, replayed: false };
}

/** By which lifecycle an order runs; from memory but for the first time. @throws LIFECYCLE_UNKNOWN, LIFECYCLE_BROKEN */
export const lifecycleOf = (sidan: Sidan, q: Connection, order: OrderRow): Promise<Lifecycle> =>
  sidan.lifecycles.of(q, inRegion(order), String(order.get('definitionVersion') ?? ''));

/** A team that was asked, and is not any more, is told so; to everybody else the order does not exist. */
function noPart(command: Command, order: OrderRow, ties: readonly TeamTie[]): SidanError {
  const wasAsked = ties.some((tie) => tie.asked && tie.role !== 'member');
  return wasAsked
    ? new SidanError('EVENT_NOT_ALLOWED', { event: command.type, state: order.get('state') })
    : new SidanError('ORDER_NOT_FOUND');
}

/** What `judge` has found to be allowed at all; the plan of dispatch and clocks come in the capacity `system`. */
export async function carryOut(
  sidan: Sidan,
  q: Connection,
  lifecycle: Lifecycle,
  asked: Command,
  order: OrderRow,
  around: Surroundings,
  capacities: Capacity[],
  bodyHash: string,
  transaction?: Transaction,
): Promise<NeutralLine> {
  const from = String(order.get('state'));
  const { definition } = lifecycle;
  const calendars = calendarsFor(around.calendar);
  const capacity = checkEvent(definition, asked, capacities, around, from);
  const chosen = await choiceOf(sidan, q, definition, asked, order);
  const command = await judged(sidan, q, definition, chosen, order);
  const team = actorTeam(command, around.ties, placeOf(order));
  const answering = team?.offered ? { people: command.data.headcount } : undefined;
  const facts = lifecycleFacts(definition, knownOf(sidan, around, order, answering));
  const ahead = await planAhead(sidan, q, lifecycle, command, order, around, team?.teamId, facts);
  const snapshot = order.get('snapshot') as Snapshot;
  const result = command.plan?.stays
    ? { ok: true as const, state: from, snapshot, effects: HANDED }
    : step(
        definition,
        snapshot,
        { type: command.type, data: command.data },
        { ...facts, ...ahead.facts },
        command.now,
        calendars,
      );
  if (!result.ok) {
    const { code } = result;
    if (code === 'SNAPSHOT_UNFIT') throw new SidanError('SNAPSHOT_UNFIT', { order: order.get('orderNo') });
    if (code === 'EVENT_NOT_ALLOWED' || code === 'EVENT_UNKNOWN')
      throw new SidanError('EVENT_NOT_ALLOWED', { event: command.type, state: from });
    throw new SidanError('CLOCK_UNFIT', { order: order.get('orderNo') });
  }
  const plan = command.plan ?? (wentAhead(ahead, from, result.state, result.effects) ? ahead.step : undefined);
  const effects = withSpan(result.effects, plan?.until, command.now);
  const ctx: StepContext = {
    sidan,
    lifecycle,
    q,
    transaction,
    command: plan ? { ...command, plan } : command,
    order,
    item: around.item,
    ties: around.ties,
    calendars,
    actorTeam: team,
    expiresAt: responseDue(effects),
    offeredTo: new Set(around.offeredTo),
    present: new Set(around.present),
    teams: around.teams,
    parts: [],
    ratings: [...around.ratings],
    toRedeem: around.toRedeem,
    capacity,
    touchedTeams: new Set(plan?.teamIds),
    closedOffers: false,
    notices: [],
    timers: [],
    cancelledTimers: [],
  };
  for (const effect of effects) await carryOutEffect(ctx, effect);
  return finishCommand(ctx, {
    from,
    to: result.state,
    seq: around.seq + 1,
    snapshot: result.snapshot,
    teamName: around.teamName,
    bodyHash,
  });
}

/** The plan has come to the dispatcher's turn. */
const HANDED: Effect[] = [{ index: 0, type: 'notify', params: { template: 'dispatchNeeded', to: ['dispatcher'] } }];

/** The command with what was suggested in place of the teams that it names. @throws OVERRULE_REASON */
async function choiceOf(
  sidan: Sidan,
  q: Connection,
  definition: Definition,
  command: Command,
  order: OrderRow,
): Promise<Command> {
  const field = command.chosen ? teamsField(definition, command.type) : undefined;
  const teamIds = field ? command.data[field] : undefined;
  if (!Array.isArray(teamIds)) return command;
  const { data, now } = command;
  const suggested = await overruled(sidan, q, inRegion(order), idOf(order), teamIds.map(String), data.reason, now);
  return suggested ? { ...command, noted: { suggested } } : command;
}

interface Outcome {
  from: string | null;
  to: string;
  seq: number;
  snapshot: unknown;
  teamName: string | null;
  bodyHash: string;
}

/** Writes the order's row and everything else, in one statement unless the host has to hear of the row; gives the line that is the command's answer. */
export async function finishCommand(ctx: StepContext, outcome: Outcome): Promise<NeutralLine> {
  const { sidan, command, order } = ctx;
  const { from, to } = outcome;
  const ends = ctx.lifecycle.definition.finals.includes(to);
  stampState(order, from, to, command.type, command.data, command.now, ends);
  order.set({
    state: to,
    snapshot: outcome.snapshot,
    version: Number(order.get('version') ?? 0) + 1,
    dueAt: nextDue(ctx, from === to),
    definitionVersion: ctx.lifecycle.definition.version,
  });
  followPlan(ctx, from, to);
  const line = lineOf(ctx, outcome.teamName);
  const columns = await saveOrder(sidan, order, ctx.transaction);
  await settle(ctx, columns, { seq: outcome.seq, from, to, capacity: ctx.capacity }, line, outcome.bodyHash);
  return line;
}

/** The first capacity of the caller in which the event may be sent. @throws CAPACITY_NOT_ALLOWED, ALREADY_RATED, INVALID_DATA */
function checkEvent(
  definition: Definition,
  command: Command,
  capacities: Capacity[],
  { ratings }: Surroundings,
  state: string,
): string {
  if (command.actor.kind === 'system') return 'system';
  const spec = eventSpec(definition, command.type);
  if (!spec) throw new SidanError('EVENT_NOT_ALLOWED', { event: command.type, state });
  const held = capacities.filter((one) => spec.by.includes(one));
  if (!held.length) throw new SidanError('CAPACITY_NOT_ALLOWED', { event: command.type });
  const rated = ratings.map(({ kind }) => kind);
  const [capacity] = ratersLeft(definition, command.type, held, rated);
  if (!capacity) throw new SidanError('ALREADY_RATED');
  const problems = checkEventData(spec, command.data);
  if (problems.length)
    throw new SidanError('INVALID_DATA', { problems: problems.map(({ code, path }) => ({ field: path, code })) });
  return capacity;
}

/** The team for which the caller acts: the one that has the order; of several the one named, else the lead, else any of the caller's; else the one named, or the only one that was asked. */
function actorTeam(command: Command, ties: TeamTie[], { teamId, joined }: OrderPlace): TeamTie | undefined {
  const have = teamId ? [teamId, ...joined.map((one) => one.teamId)] : [];
  const mine = have.flatMap((id) => ties.find((tie) => tie.teamId === id) ?? []);
  if (mine[0]) return mine.find((tie) => tie.teamId === command.teamId) ?? mine[0];
  const asked = ties.filter((tie) => tie.offered && tie.role !== 'member');
  if (command.teamId) return asked.find((tie) => tie.teamId === command.teamId);
  return asked.length === 1 ? asked[0] : undefined;
}

/** A warning's event has a dot in its name, which no other has. */
const isClock = (event: string): boolean => !event.includes('.');

const dues = (timers: readonly { event: string; dueAt: string }[]): Date[] =>
  timers
    .filter(({ event }) => isClock(event))
    .map(({ dueAt }) => new Date(dueAt))
    .sort((a, b) => a.getTime() - b.getTime());

/** When the clock runs out that this step sets. */
const responseDue = (effects: readonly Effect[]): Date | null =>
  dues(
    effects.flatMap(({ type, params }) => (type === 'timer.set' ? [params as { event: string; dueAt: string }] : [])),
  )[0] ?? null;

/** The clock that a page shows: the earliest one set by this step; a step that stays in its state leaves the running one alone. */
function nextDue(ctx: StepContext, stayed: boolean): Date | null {
  if (ctx.dueAt !== undefined) return ctx.dueAt;
  const [next] = dues(ctx.timers);
  if (next) return next;
  const stopped = ctx.cancelledTimers.length > 0;
  return stayed && !stopped ? ((ctx.order.get('dueAt') as Date | null) ?? null) : null;
}

function lineOf(ctx: StepContext, teamNameBefore: string | null): NeutralLine {
  const { sidan, order, command, item } = ctx;
  const { definition } = ctx.lifecycle;
  const place = placeOf(order);
  const capacities = capacitiesOf(command.actor, place, ctx.ties, definition);
  const iso = (name: string) => (order.get(name) ? new Date(order.get(name) as Date).toISOString() : null);
  return {
    id: idOf(order),
    regionCode: place.regionCode,
    orderNo: String(order.get('orderNo')),
    title: String(order.get('title')),
    state: String(order.get('state')),
    definitionVersion: definition.version,
    itemName: item?.name ?? '',
    itemNameEn: item?.nameEn ?? null,
    placedAt: iso('placedAt') ?? command.now.toISOString(),
    expectStart: iso('expectStart'),
    townCode: place.townCode,
    teamName: place.teamId ? (ctx.ties.find((tie) => tie.teamId === place.teamId)?.teamName ?? teamNameBefore) : null,
    allowed: allowedNow(definition, order.get('snapshot') as Snapshot, capacities, knownOf(sidan, ctx, order)),
    version: Number(order.get('version')),
    ...(order.get('emergencyId') ? { emergency: true } : {}),
  };
}
