import type { Context } from '@nocobase/actions';
import type { OrderAnswer } from '../../api/types';
import { runCommand, type CommandAnswer } from '../commands/run';
import { placeOrder } from '../commands/place';
import { SidanError } from '../errors';
import { orderFields, type Compile, type CoreFields } from '../forms/fields';
import { candidates } from '../reads/candidates';
import { orderDetail } from '../reads/detail';
import { sayLine } from '../reads/lines';
import { myOrders, myTasks } from '../reads/lists';
import { pagingOf } from '../reads/reader';
import { reveal } from '../people/reveal';
import type { Sidan } from '../sidan';
import { connectionOf } from '../sql';
import { actorOf, callerOf, keyed, langOf, readerFor, reply, sayIn, tkOf, type Handler } from './context';

/** Turns titles that administrators gave into the reader's language. */
export const compileIn = (ctx: Context): Compile => {
  const say = sayIn(ctx);
  return (title) =>
    String(title ?? '').replace(/\{\{\s*t\(\s*["']([^"']+)["'](?:[^)]*)\)\s*\}\}/g, (_all, key: string) => say(key));
};

const CHANNELS = ['portal', 'clerk', 'grid', 'hotline'] as const;

async function answer(ctx: Context, sidan: Sidan, { line, replayed }: CommandAnswer): Promise<void> {
  const order = await sayLine({ sidan, q: connectionOf(sidan.db), lang: langOf(ctx), say: sayIn(ctx) }, line);
  reply(ctx, { order, replayed } satisfies OrderAnswer);
}

/** `sidanOrders:<event>` for each event of the definition that people may send, and the reads of orders. */
export function orderActions(sidan: Sidan, core: CoreFields): Record<string, Handler> {
  const actions: Record<string, Handler> = {
    async place(ctx, next) {
      const { key, body } = keyed(ctx);
      const { serviceItemId, requesterId, channel, ...values } = body;
      if (channel !== undefined && !CHANNELS.includes(channel as never))
        throw new SidanError('INVALID_DATA', { problems: [{ field: 'channel', code: 'CHOICE' }] });
      const fields = orderFields(sidan.db.getCollection('sidanOrders'), core, compileIn(ctx));
      const placing = {
        serviceItemId: String(serviceItemId ?? ''),
        requesterId: typeof requesterId === 'string' ? requesterId : undefined,
        channel: channel as (typeof CHANNELS)[number] | undefined,
        values,
        actor: await actorOf(ctx, sidan),
        now: sidan.clock(),
        key,
      };
      await answer(ctx, sidan, await placeOrder(sidan, placing, fields));
      await next();
    },
    async mine(ctx, next) {
      reply(ctx, await myOrders(await readerFor(ctx, sidan), pagingOf(ctx.action.params)));
      await next();
    },
    async tasks(ctx, next) {
      reply(ctx, await myTasks(await readerFor(ctx, sidan), pagingOf(ctx.action.params)));
      await next();
    },
    async detail(ctx, next) {
      reply(ctx, await orderDetail(await readerFor(ctx, sidan), tkOf(ctx), core, compileIn(ctx)));
      await next();
    },
    async candidates(ctx, next) {
      reply(ctx, await candidates(await readerFor(ctx, sidan), tkOf(ctx)));
      await next();
    },
    async reveal(ctx, next) {
      const { body } = keyed(ctx);
      reply(
        ctx,
        await reveal(
          sidan,
          await actorOf(ctx, sidan),
          'sidanOrders',
          tkOf(ctx),
          'contactPhone',
          body.reason,
          sidan.clock(),
        ),
      );
      await next();
    },
  };
  for (const type of Object.keys(sidan.orders.events)) {
    if (type === 'place') continue;
    actions[type] = async (ctx, next) => {
      const { key, body } = keyed(ctx);
      const { teamId, ...data } = body;
      const command = {
        type,
        orderId: tkOf(ctx),
        data,
        teamId: typeof teamId === 'string' ? teamId : undefined,
        actor: callerOf(ctx),
        now: sidan.clock(),
        key,
      };
      await answer(ctx, sidan, await runCommand(sidan, command));
      await next();
    };
  }
  return actions;
}
