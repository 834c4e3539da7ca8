/** What the guards of a lifecycle ask of the plan: `dispatch.next`. */
import type { Effect, Facts, Run } from '@sidan/lifecycle';
import type { OrderRow } from '../commands/orderRow';
import type { Command, PlanStep } from '../commands/command';
import type { Surroundings } from '../commands/surroundings';
import type { Lifecycle } from '../lifecycles';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import { asksNext, planOf } from './plan';
import { ended } from './progress';
import { inPlan } from './situation';

export interface Ahead {
  facts: Facts;
  /** The run that begins if the step goes that way. */
  step?: PlanStep;
}

const NOTHING: Ahead = { facts: {} };
const WAIT: Ahead = { facts: { 'dispatch.next': 'wait' } };

/**
 * What comes after this event by the plan: the team that declines is taken to have declined, and when a clock runs out all offers to have expired. Nothing is read
 * unless a guard of this state asks for it and the order would be without an open offer.
 * @throws RULES_BROKEN
 */
export async function planAhead(
  sidan: Sidan,
  q: Connection,
  lifecycle: Lifecycle,
  command: Command,
  order: OrderRow,
  around: Surroundings,
  teamId: string | undefined,
  facts: Facts,
): Promise<Ahead> {
  const { type, now, timerId } = command;
  if (!asksNext(lifecycle, String(order.get('state')), type)) return NOTHING;
  if (!planOf(lifecycle.definition) || (!timerId && around.offeredTo.size > 1)) return WAIT;
  const { weighed, runs, next } = await inPlan(sidan, q, lifecycle, order, facts, now);
  const offers = (weighed.order.offers ?? []).map((offer) => {
    if (offer.state !== 'open') return offer;
    if (timerId) return { ...offer, state: 'expired' as const };
    return offer.teamId === teamId ? { ...offer, state: 'declined' as const } : offer;
  });
  const so = timerId ? ended(runs) : runs;
  const result = next(so, offers);
  if (!result.ok) return WAIT;
  const { turn } = result;
  if (turn.do === 'open')
    return { facts: { 'dispatch.next': 'open' }, step: { ...stepOf(so, turn.run), teamIds: turn.teamIds } };
  if (turn.do === 'move' && turn.to === 'up') return { facts: { 'dispatch.next': 'up' }, step: stepOf(so, turn.run) };
  return WAIT;
}

const stepOf = (runs: readonly Run[], run: Run): PlanStep => ({
  runs: [...runs, run],
  ...(run.until ? { until: run.until } : {}),
});

/** Whether the step went the way that the plan had said: opened to all, or up a level. */
export const wentAhead = ({ facts }: Ahead, from: string, to: string, effects: readonly Effect[]): boolean =>
  facts['dispatch.next'] === 'open'
    ? to !== from && to === 'claimable'
    : facts['dispatch.next'] === 'up' && effects.some(({ type }) => type === 'level.up');

/** The clocks of the state that was entered are those of the round, where it has a span of its own; warnings keep their distance. */
export function withSpan(effects: readonly Effect[], until: Date | undefined, now: Date): Effect[] {
  if (!until) return [...effects];
  const clock = effects.find(({ type, params }) => type === 'timer.set' && !eventOf(params).includes('.'));
  if (!clock) return [...effects];
  const moved = until.getTime() - Date.parse((clock.params as { dueAt: string }).dueAt);
  return effects.flatMap((effect): Effect[] => {
    if (effect.type !== 'timer.set') return [effect];
    const params = effect.params as { id: string; event: string; dueAt: string };
    const dueAt = new Date(Date.parse(params.dueAt) + moved);
    if (params.event.includes('.') && dueAt <= now) return [];
    return [{ ...effect, params: { ...params, dueAt: dueAt.toISOString() } } as Effect];
  });
}

const eventOf = (params: unknown): string => (params as { event: string }).event;
