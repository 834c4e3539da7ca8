import type { Effect, Effects, EffectType } from '@sidan/lifecycle';
import type { StepContext } from '../commands/command';
import { closeAttendance, openAttendance } from './attendance';
import { award } from './award/award';
import { closeOffers, openOffers } from './offers';
import { recordRating } from './rating';

/** What the plugin does for each effect that a lifecycle step can return. A new kind of effect fails to compile until it has its line here. */
const EXECUTORS = {
  'offer.open': openOffers,
  'offer.close': closeOffers,
  'attendance.open': openAttendance,
  'attendance.close': closeAttendance,
  'rating.record': recordRating,
  award,
  notify(ctx: StepContext, params: { template: string; to: string[] }) {
    const accepted = ctx.order.get('teamId') as string | null;
    // A step that closed offers tells the teams that lost theirs, and no other.
    const teamIds = ctx.touchedTeams.size || ctx.closedOffers ? [...ctx.touchedTeams] : accepted ? [accepted] : [];
    ctx.notices.push({ template: params.template, to: params.to, teamIds });
  },
  'timer.set'(ctx: StepContext, params: { id: string; event: string; dueAt: string }) {
    ctx.timers.push({ name: params.id, event: params.event, dueAt: params.dueAt });
  },
  'timer.cancel'(ctx: StepContext, params: { id: string }) {
    ctx.cancelledTimers.push(params.id);
  },
} satisfies { [T in EffectType]: (ctx: StepContext, params: Effects[T]) => void | Promise<void> };

/** Carries out one effect of a step, in the step's transaction. */
export async function carryOutEffect(ctx: StepContext, effect: Effect): Promise<void> {
  await (EXECUTORS[effect.type] as (ctx: StepContext, params: unknown) => void | Promise<void>)(ctx, effect.params);
}
