/** What a command leaves behind for the plan of dispatch: how far it is, and the timer of its next turn. */
import type { DispatchPlan, Run } from '@sidan/lifecycle';
import type { StepContext } from '../commands/command';
import { CLAIMABLE, OFFERED, planOf, TURN, WAITING } from './plan';
import { ended, handed, storedRuns } from './progress';
import { levelOf, runsOfOrder } from './situation';

/** Who takes an order into their own hands by taking it back. */
const OFFICES = new Set(['dispatcher', 'siteManager', 'countyAdmin', 'supervisor']);
/** With which a team answers. */
const ANSWERS = new Set(['accept', 'decline']);
/** What the dispatcher is told when an order comes to rest; not to be told while the plan goes on by itself. */
const QUIET = new Set(['dispatchNeeded', 'offersExhausted', 'offerExpired', 'claimExpired']);

/** Written with the order's row and the clocks of the command itself: no statement more. Without a plan nothing is done. */
export function followPlan(ctx: StepContext, from: string | null, to: string): void {
  const { order, command, lifecycle } = ctx;
  const { definition } = lifecycle;
  const plan = planOf(definition);
  if (!plan || (command.type.includes('.') && !command.plan)) return;
  const runs = command.plan?.runs ?? runsAfter(ctx, from, to);
  const isKept = runs.length > 0 && (to === WAITING || to === OFFERED || to === CLAIMABLE);
  order.set({ dispatching: isKept ? storedRuns(definition.version, runs) : null });
  ctx.cancelledTimers.push(TURN);
  const at = nextTurn(ctx, to, runs, plan);
  if (!at) return;
  ctx.timers.push({ name: TURN, event: TURN, dueAt: at.toISOString() });
  if (at > command.now) return;
  ctx.notices = ctx.notices.flatMap((notice) => {
    if (!QUIET.has(notice.template)) return [notice];
    const left = notice.to.filter((capacity) => !OFFICES.has(capacity));
    return left.length ? [{ ...notice, to: left }] : [];
  });
}

/** What this command makes of the runs so far, where the plan itself did not send it. */
function runsAfter(ctx: StepContext, from: string | null, to: string): Run[] {
  const { order, command, lifecycle, capacity } = ctx;
  const { definition } = lifecycle;
  const runs = runsOfOrder(order, definition.version);
  if (from === to && to !== OFFERED) return runs;
  const isClock = command.actor.kind === 'system';
  if (to === WAITING) {
    if (from !== OFFERED && from !== CLAIMABLE && from !== 'accepted') return [];
    if (isClock) return ended(runs);
    return OFFICES.has(capacity) ? handed(planOf(definition)!, runs, levelOf(order.get('level')), command.now) : runs;
  }
  // A person asked, or opened it to all, in place of the plan.
  return OFFICES.has(capacity) && (to === OFFERED || to === CLAIMABLE) ? ended(runs) : runs;
}

/** When the plan is to look at the order again; undefined while somebody else has the turn. */
function nextTurn(
  { order, command }: StepContext,
  to: string,
  runs: readonly Run[],
  plan: DispatchPlan,
): Date | undefined {
  if (order.get('pausedAt')) return undefined;
  if (command.plan) return command.plan.again;
  const last = runs.at(-1);
  const isHere = last !== undefined && last.level === levelOf(order.get('level'));
  if (isHere && last.round === plan.rounds.length) return undefined;
  // Others may be asked in place of who declines, or beside who has joined.
  if (to === OFFERED) return ANSWERS.has(command.type) ? command.now : undefined;
  if (to !== WAITING) return undefined;
  const isDispatchers = isHere && plan.rounds[last.round]?.to === 'ask' && !last.over;
  if (!isDispatchers) return command.now;
  return last.until && last.until < command.now ? command.now : last.until;
}
