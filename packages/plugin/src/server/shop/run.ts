import { checkEventData, eventSpec, step, type Effect } from '@sidan/lifecycle';
import type { Capacity } from '../../api/types';
import { calendarsFor } from '../calendar';
import { actorKey, checkKey, hashBody, replay } from '../commands/requests';
import { isDuplicate, withRetry } from '../commands/retry';
import { isSidanError, SidanError } from '../errors';
import type { Lifecycle } from '../lifecycles';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import { transact } from '../transaction';
import { redemptionCapacities } from './capacities';
import { codeIndex, readCode } from './code';
import { handsOf } from './delivery';
import { carryOutEffect } from './effects';
import { lockRedemption, type RedemptionAround } from './lock';
import type { OutletFacts, RedemptionCommand, RedemptionDone, RedemptionRow, RedemptionStep } from './redemption';
import { settleStep } from './settle';

/** The definition's name. */
export const REDEMPTION = 'redemption';

const DAY_MINUTES = 24 * 60;

/**
 * Carries out one event on one redemption, in one transaction: its points, its stock, its clocks and its story go together or not at all.
 * @throws NOT_FOUND (also when the caller has no part in it), EVENT_NOT_ALLOWED, CAPACITY_NOT_ALLOWED, INVALID_DATA, CODE_WRONG, KEY_REUSED, KEY_INVALID, what the
 *   ledger refuses, BUSY
 */
export async function runRedemption(sidan: Sidan, command: RedemptionCommand): Promise<RedemptionDone> {
  checkKey(command.key);
  const run = () => withRetry(() => transact(sidan.db, (q) => stepRedemption(sidan, q, command)));
  const done = await run().catch((error: unknown) => (isDuplicate(error) ? run() : Promise.reject(error)));
  sidan.wake();
  return done;
}

/** The same within a transaction that has begun. */
export async function stepRedemption(sidan: Sidan, q: Connection, command: RedemptionCommand): Promise<RedemptionDone> {
  const { row, around } = await lockRedemption(sidan, q, command);
  const lifecycle = await sidan.redemptions.of(q, row.regionCode, row.definitionVersion);
  return judge(sidan, q, lifecycle, command, row, around).catch((error: unknown) => {
    // Refused in the words of the redemption's own lifecycle.
    if (isSidanError(error)) Object.assign(error, { titles: lifecycle.definition.titles, definition: REDEMPTION });
    throw error;
  });
}

async function judge(
  sidan: Sidan,
  q: Connection,
  lifecycle: Lifecycle,
  command: RedemptionCommand,
  row: RedemptionRow,
  around: RedemptionAround,
): Promise<RedemptionDone> {
  const { type, actor, key, now, timerId } = command;
  const bodyHash = hashBody({ redemptionId: command.redemptionId, data: command.data });
  const capacities = redemptionCapacities(actor, row, around.outlet);
  if (!capacities.length && around.request?.actor !== actorKey(actor))
    throw new SidanError('NOT_FOUND', { what: 'redemption' });
  if (around.request && key) return replay(around.request, `redemption.${type}`, actor, bodyHash, key);
  if (timerId && around.timer?.state !== 'pending') throw notNow(type, row.state);
  const capacity = checkEvent(sidan, lifecycle, command, capacities, row);
  const calendars = calendarsFor(around.calendar);
  const from = row.state;
  const result = step(lifecycle.definition, row.snapshot!, command, factsOf(row, around.outlet), now, calendars);
  if (!result.ok) {
    if (result.code === 'EVENT_NOT_ALLOWED' || result.code === 'EVENT_UNKNOWN') throw notNow(type, from);
    throw new SidanError(result.code === 'SNAPSHOT_UNFIT' ? 'SNAPSHOT_UNFIT' : 'CLOCK_UNFIT', {
      order: row.redemptionNo,
    });
  }
  Object.assign(row, { state: result.state, snapshot: result.snapshot }, handsOf(row, command));
  const taken: RedemptionStep = {
    sidan,
    q,
    lifecycle,
    command,
    row,
    outlet: around.outlet,
    calendars,
    capacity,
    seq: around.seq + 1,
    notices: [],
    timers: [],
    cancelledTimers: [],
  };
  await takeEffects(taken, from, result.effects);
  return settleStep(taken, { from, bodyHash });
}

/** Carries out the effects of a step; the clock that pages show is the earliest that it has set. */
export async function takeEffects(
  taken: RedemptionStep,
  from: string | null,
  effects: readonly Effect[],
): Promise<void> {
  for (const effect of effects) await carryOutEffect(taken, effect);
  const [due] = taken.timers
    .filter(({ event }) => !event.includes('.'))
    .map(({ dueAt }) => new Date(dueAt))
    .sort((a, b) => a.getTime() - b.getTime());
  if (due || from !== taken.row.state) taken.row.dueAt = due ?? null;
}

const notNow = (event: string, state: string): SidanError => new SidanError('EVENT_NOT_ALLOWED', { event, state });

/** What guards and clocks may ask of a redemption. */
export const factsOf = (
  row: Pick<RedemptionRow, 'refund' | 'returnDays' | 'handover'>,
  { selfService }: Pick<OutletFacts, 'selfService'>,
  more: Record<string, boolean> = {},
): Record<string, boolean | number> => ({
  'redemption.needsApproval': false,
  'redemption.inStock': true,
  'redemption.delivery': row.handover === 'delivery',
  'redemption.selfService': selfService,
  'redemption.returnable': Boolean(row.refund && row.returnDays),
  ...(row.returnDays ? { 'redemption.returnMinutes': row.returnDays * DAY_MINUTES } : {}),
  ...more,
});

function checkEvent(
  sidan: Sidan,
  { definition }: Lifecycle,
  { type, actor, data }: RedemptionCommand,
  capacities: readonly Capacity[],
  row: RedemptionRow,
): string {
  if (actor.kind === 'system') return 'system';
  const spec = eventSpec(definition, type);
  if (!spec) throw notNow(type, row.state);
  const capacity = capacities.find((one) => spec.by.includes(one));
  if (!capacity) throw new SidanError('CAPACITY_NOT_ALLOWED', { event: type });
  const problems = checkEventData(spec, data);
  if (problems.length)
    throw new SidanError('INVALID_DATA', { problems: problems.map(({ code, path }) => ({ field: path, code })) });
  // Whoever hands over has been shown the code of this very redemption.
  const asksCode = spec.fields.some(({ name }) => name === 'code');
  const code = asksCode ? readCode(data.code) : undefined;
  if (asksCode && (!code || codeIndex(sidan.vault, row.regionCode, code) !== row.codeIndex))
    throw new SidanError('CODE_WRONG');
  return capacity;
}
