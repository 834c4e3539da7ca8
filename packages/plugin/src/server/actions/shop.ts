import { standingIn } from '../access/wards';
import { SidanError } from '../errors';
import { pagingOf } from '../reads/reader';
import { counterView, findByCode, withTries } from '../shop/counter';
import { shopGoods } from '../shop/goods';
import { requestReward } from '../shop/request';
import { runRedemption } from '../shop/run';
import { stockLog } from '../shop/stock/log';
import { stockLines } from '../shop/stock/lines';
import { moveStock } from '../shop/stock/move';
import { myRedemptions, redemptionDetail } from '../shop/view';
import type { Sidan } from '../sidan';
import { keyed, readerFor, reply, tkOf, type Handler } from './context';
import { countyIn } from './county';

/** `sidanShop:*`: what is offered, and the counters. */
export const shopActions = (sidan: Sidan): Record<string, Handler> => ({
  async goods(ctx, next) {
    const { outletId, recipientId, wardId } = ctx.action.params;
    const region = await countyIn(ctx, sidan);
    const only = (value: unknown) => (typeof value === 'string' && value ? value : undefined);
    const asked = { outletId: only(outletId), recipientId: only(recipientId) };
    reply(ctx, await shopGoods(standingIn(await readerFor(ctx, sidan), wardId), region, asked));
    await next();
  },
  async counter(ctx, next) {
    reply(ctx, await counterView(await readerFor(ctx, sidan)));
    await next();
  },
});

/** `sidanStocks:adjust`, `sidanStocks:lines`, `sidanStocks:log`. */
export const stockActions = (sidan: Sidan): Record<string, Handler> => ({
  async lines(ctx, next) {
    reply(ctx, { rows: await stockLines(await readerFor(ctx, sidan)) });
    await next();
  },
  async log(ctx, next) {
    reply(ctx, await stockLog(await readerFor(ctx, sidan), tkOf(ctx), pagingOf(ctx.action.params)));
    await next();
  },
  async adjust(ctx, next) {
    const { key, body } = keyed(ctx);
    const reader = await readerFor(ctx, sidan);
    const { rewardId, outletId, add, count, lowAt, note } = body;
    const moving = { rewardId, outletId, add, count, lowAt, note, actor: reader.actor, now: sidan.clock(), key };
    const { id } = await moveStock(sidan, moving);
    reply(ctx, (await stockLines(reader, { id }))[0] ?? null);
    await next();
  },
});

/** `sidanRedemptions:<event>` for each event of the shipped definition, `send` for any other of a county's, and the reads. */
export function redemptionActions(sidan: Sidan): Record<string, Handler> {
  const sending =
    (read: (body: Record<string, unknown>) => { type: string; data: Record<string, unknown> }): Handler =>
    async (ctx, next) => {
      const { key, body } = keyed(ctx);
      const reader = await readerFor(ctx, sidan);
      const { actor } = reader;
      const command = { ...read(body), redemptionId: tkOf(ctx), actor, now: sidan.clock(), key };
      const { id } = await withTries(actor.userId, command.now, () => runRedemption(sidan, command));
      // Who has just ended their part in it has no more to see.
      reply(ctx, await redemptionDetail(reader, id));
      await next();
    };
  const actions: Record<string, Handler> = {
    async request(ctx, next) {
      const { key, body } = keyed(ctx);
      const reader = await readerFor(ctx, sidan);
      const { rewardId, outletId, quantity, beneficiaryId, beneficiaryName, personId, delivery, takeNow } = body;
      const asking = { rewardId, outletId, quantity, beneficiaryId, beneficiaryName, personId, delivery, takeNow };
      const { id } = await requestReward(sidan, { ...asking, actor: reader.actor, now: sidan.clock(), key });
      reply(ctx, await redemptionDetail(reader, id));
      await next();
    },
    async mine(ctx, next) {
      reply(ctx, await myRedemptions(await readerFor(ctx, sidan), pagingOf(ctx.action.params)));
      await next();
    },
    async detail(ctx, next) {
      reply(ctx, await redemptionDetail(await readerFor(ctx, sidan), tkOf(ctx)));
      await next();
    },
    async find(ctx, next) {
      const { body } = keyed(ctx);
      reply(ctx, { redemption: await findByCode(await readerFor(ctx, sidan), body.code, await countyIn(ctx, sidan)) });
      await next();
    },
    send: sending(({ event, data }) => {
      const type = String(event ?? '');
      if (type === 'request') throw new SidanError('EVENT_NOT_ALLOWED', { event: type, state: '' });
      return { type, data: data && typeof data === 'object' && !Array.isArray(data) ? { ...data } : {} };
    }),
  };
  for (const type of sidan.redemptions.events) actions[type] ??= sending((data) => ({ type, data }));
  return actions;
}
