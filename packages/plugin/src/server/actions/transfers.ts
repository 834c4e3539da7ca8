import { countyOf } from '../reads/portal';
import { previewOf } from '../transfers/preview';
import { give } from '../transfers/give';
import { transferOptions } from '../transfers/options';
import type { Sidan } from '../sidan';
import { actorOf, keyed, readerFor, reply, type Handler } from './context';
import type { Context } from '@nocobase/actions';

async function countyIn(ctx: Context, sidan: Sidan): Promise<string> {
  const { regionCode } = ctx.action.params;
  const own = (await actorOf(ctx, sidan)).regionCode;
  return (await countyOf(sidan, typeof regionCode === 'string' && regionCode ? regionCode : own)).regionCode;
}

/** `sidanTransfers:*`: what somebody moves out of their account by themselves. */
export const transferActions = (sidan: Sidan): Record<string, Handler> => ({
  async options(ctx, next) {
    reply(ctx, await transferOptions(await readerFor(ctx, sidan), await countyIn(ctx, sidan)));
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
