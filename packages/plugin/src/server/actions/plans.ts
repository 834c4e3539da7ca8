import type { Context } from '@nocobase/actions';
import { orderFields, type CoreFields } from '../forms/fields';
import { planDesk, plansIn, planView, previewPlan, savePlan, switchPlan } from '../plans';
import { countyOf } from '../reads/portal';
import type { Sidan } from '../sidan';
import { bodyOf, readerFor, reply, tkOf, type Handler } from './context';
import { compileIn } from './orders';

/** `sidanPlans:*`: plans that come round, for county administrators and site managers, each in their own area. */
export function planActions(sidan: Sidan, core: CoreFields): Record<string, Handler> {
  const form = (ctx: Context) => orderFields(sidan.db.getCollection('sidanOrders'), core, compileIn(ctx));
  const where = async (ctx: Context, asked: unknown) => {
    const reader = await readerFor(ctx, sidan);
    const own = reader.actor.scopes.find(({ code }) => code.length >= 6)?.code.slice(0, 6);
    const { regionCode } = await countyOf(sidan, typeof asked === 'string' && asked ? asked : own);
    return { reader, regionCode };
  };
  const switched =
    (state: 'active' | 'paused'): Handler =>
    async (ctx, next) => {
      const reader = await readerFor(ctx, sidan);
      reply(ctx, await planView(reader, await switchPlan(reader, tkOf(ctx), state)));
      await next();
    };
  return {
    async desk(ctx, next) {
      reply(ctx, await planDesk(await readerFor(ctx, sidan), form(ctx), ctx.action.params.regionCode));
      await next();
    },
    async overview(ctx, next) {
      const { reader, regionCode } = await where(ctx, ctx.action.params.regionCode);
      reply(ctx, { rows: await plansIn(reader, regionCode) });
      await next();
    },
    async detail(ctx, next) {
      reply(ctx, await planView(await readerFor(ctx, sidan), tkOf(ctx)));
      await next();
    },
    async preview(ctx, next) {
      const body = bodyOf(ctx);
      const { reader, regionCode } = await where(ctx, body.regionCode);
      reply(ctx, await previewPlan(reader, regionCode, body));
      await next();
    },
    async save(ctx, next) {
      const reader = await readerFor(ctx, sidan);
      reply(ctx, await planView(reader, await savePlan(reader, bodyOf(ctx), form(ctx))));
      await next();
    },
    pause: switched('paused'),
    resume: switched('active'),
  };
}
