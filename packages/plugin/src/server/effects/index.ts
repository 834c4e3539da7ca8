import type { Effect, Effects, EffectType } from '@sidan/lifecycle';
import type { StepContext } from '../commands/command';
import { teamsOf } from '../commands/joined';
import { flush } from '../commands/parts';
import { closeAttendance, openAttendance, recordAttendance } from './attendance';
import { award } from './award/award';
import { pauseClocks, resumeClocks } from './clock';
import { levelDown, levelUp } from './level';
import { claimOffer, closeOffers, openOffers } from './offers';
import { compileOrder, mergeOrder } from './order';
import { capturePrice, holdPrice, releasePrice } from './pay';
import { presumeRatings, recordRating, voidRatings } from './rating';
import { redeem } from './redeem';

/** What the plugin does for the effects of a lifecycle step. A lifecycle that asks for another is refused when it is composed, see `lifecycles/`. */
const EXECUTORS = {
  'offer.open': openOffers,
  'offer.close': closeOffers,
  'attendance.open': openAttendance,
  'attendance.close': closeAttendance,
  'offer.claim': claimOffer,
  'attendance.record': recordAttendance,
  'rating.record': recordRating,
  'rating.default': presumeRatings,
  'rating.void': voidRatings,
  'order.compile': compileOrder,
  'order.merge': mergeOrder,
  'level.down': levelDown,
  'level.up': levelUp,
  'clock.pause': pauseClocks,
  'clock.resume': resumeClocks,
  redeem,
  'hold.open': holdPrice,
  'hold.capture': capturePrice,
  'hold.release': releasePrice,
  award,
  notify(ctx: StepContext, params: { template: string; to: string[] }) {
    // A step that closed offers tells the teams that lost theirs, and no other.
    const teamIds =
      ctx.touchedTeams.size || ctx.closedOffers ? [...ctx.touchedTeams] : teamsOf((field) => ctx.order.get(field));
    ctx.notices.push({ template: params.template, to: params.to, teamIds });
  },
  'timer.set'(ctx: StepContext, params: { id: string; event: string; dueAt: string }) {
    ctx.timers.push({ name: params.id, event: params.event, dueAt: params.dueAt });
  },
  'timer.cancel'(ctx: StepContext, params: { id: string }) {
    ctx.cancelledTimers.push(params.id);
  },
} satisfies { [T in EffectType]?: (ctx: StepContext, params: Effects[T]) => void | Promise<void> };

/** Effects that look at nothing that another may have left to be written. */
const LEAVES: ReadonlySet<EffectType> = new Set<EffectType>([
  'offer.open',
  'offer.close',
  'attendance.open',
  'attendance.close',
  'notify',
  'timer.set',
  'timer.cancel',
]);

/** Carries out one effect of a step, in the step's transaction. */
export async function carryOutEffect(ctx: StepContext, effect: Effect): Promise<void> {
  if (!LEAVES.has(effect.type)) await flush(ctx);
  const executors = EXECUTORS as Record<string, (ctx: StepContext, params: unknown) => void | Promise<void>>;
  await executors[effect.type]!(ctx, effect.params);
}

/** The effects that the plugin carries out. */
export const CARRIED_OUT = Object.keys(EXECUTORS) as EffectType[];

/** Whether the plugin carries out effects of that type. */
export const isCarriedOut = (type: EffectType): boolean => Object.hasOwn(EXECUTORS, type);
