import { previewOf } from '../transfers/preview';
import { give } from '../transfers/give';
import { transferOptions } from '../transfers/options';
import type { Sidan } from '../sidan';
import { keyed, readerFor, reply, type Handler } from './context';
import { countyIn } from './county';

/** `sidanTransfers:*`: what somebody moves out of their account by themselves. */
export const transferActions = (sidan: Sidan): Record<string, Handler> => ({
  async options(ctx, next) {
    const { teamId } = ctx.action.params;
    reply(ctx, await transferOptions(await readerFor(ctx, sidan), await countyIn(ctx, sidan), teamId));
    await next();
  },
  async preview(ctx, next) {
    reply(ctx, await previewOf(await readerFor(ctx, sidan), await countyIn(ctx, sidan), keyed(ctx).body));
    await next();
  },
  async give(ctx, next) {
    const { key, body } = keyed(ctx);
    reply(ctx, await give(await readerFor(ctx, sidan), await countyIn(ctx, sidan), body, key));
    await next();
  },
});
