import type { Context } from '@nocobase/actions';
import type { OrderAnswer } from '../../api/types';
import { orderFields, type CoreFields } from '../forms/fields';
import { callerOf, checkClerk, deskOf, placeForAnother, quoteAtDesk } from '../intake/clerk';
import { sayLine } from '../reads/lines';
import { countyOf } from '../reads/portal';
import type { Sidan } from '../sidan';
import { bodyOf, keyed, readerFor, reply, type Handler } from './context';
import { compileIn } from './orders';

/** `sidanIntake:*`: orders in another's name, for dispatchers, site managers and county administrators. */
export function intakeActions(sidan: Sidan, core: CoreFields): Record<string, Handler> {
  const countyFor = async (asked: unknown, own: string | undefined) =>
    (await countyOf(sidan, typeof asked === 'string' && asked ? asked : own)).regionCode;
  const ownOf = (scopes: readonly { code: string }[]) => scopes.find(({ code }) => code.length >= 6)?.code.slice(0, 6);
  const form = (ctx: Context) => orderFields(sidan.db.getCollection('sidanOrders'), core, compileIn(ctx));
  return {
    async desk(ctx, next) {
      reply(ctx, await deskOf(await readerFor(ctx, sidan), form(ctx), ctx.action.params.regionCode));
      await next();
    },
    async caller(ctx, next) {
      const reader = await readerFor(ctx, sidan);
      // In the body: an address is written into logs.
      const { phone, regionCode } = bodyOf(ctx);
      reply(ctx, await callerOf(reader, await countyFor(regionCode, ownOf(reader.actor.scopes)), phone));
      await next();
    },
    async quote(ctx, next) {
      const reader = await readerFor(ctx, sidan);
      // In the body: names and numbers are written into logs from an address.
      const body = bodyOf(ctx);
      const regionCode = await countyFor(body.regionCode, ownOf(reader.actor.scopes));
      checkClerk(reader.actor, regionCode);
      reply(ctx, await quoteAtDesk(reader, regionCode, body));
      await next();
    },
    async place(ctx, next) {
      const reader = await readerFor(ctx, sidan);
      const { key, body } = keyed(ctx);
      checkClerk(reader.actor, await countyFor(body.regionCode, ownOf(reader.actor.scopes)));
      const { line, replayed } = await placeForAnother(reader, { body, fields: form(ctx), key });
      reply(ctx, { order: await sayLine(reader, line), replayed } satisfies OrderAnswer);
      await next();
    },
  };
}
