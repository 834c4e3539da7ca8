import type { Context } from '@nocobase/actions';
import type { OrderAnswer } from '../../api/types';
import { checkReason, moveOrder } from '../commands/move';
import { runCommand, type CommandAnswer } from '../commands/run';
import { placeOrder } from '../commands/place';
import { SidanError } from '../errors';
import { orderFields, type Compile, type CoreFields } from '../forms/fields';
import { candidates } from '../dispatch/candidates';
import { pile } from '../dispatch/pile';
import { sendPile } from '../dispatch/sendPile';
import { sayRefusal } from '../errorHandler';
import { orderDetail } from '../reads/detail';
import { sayLine } from '../reads/lines';
import { claimableOrders, myOrders, myTasks } from '../reads/lists';
import { orderStates } from '../reads/states';
import { pagingOf } from '../reads/reader';
import { reveal } from '../people/reveal';
import type { Sidan } from '../sidan';
import { connectionOf } from '../sql';
import { deviceOf } from '../watch/device';
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

/** `sidanOrders:<event>` for each event of the shipped definition, `send` for any other of a county's, and the reads of orders. */
export function orderActions(sidan: Sidan, core: CoreFields): Record<string, Handler> {
  const starting =
    (event: 'place' | 'declare'): Handler =>
    async (ctx, next) => {
      const { key, body } = keyed(ctx);
      const { serviceItemId, requesterId, beneficiaryId, channel, summary, minutes, ...rest } = body;
      // What is declared beside the form; of `place` such fields are a county's own.
      const told = { ...(summary === undefined ? {} : { summary }), ...(minutes === undefined ? {} : { minutes }) };
      const values = event === 'declare' ? rest : { ...rest, ...told };
      if (channel !== undefined && !CHANNELS.includes(channel as never))
        throw new SidanError('INVALID_DATA', { problems: [{ field: 'channel', code: 'CHOICE' }] });
      const fields = orderFields(sidan.db.getCollection('sidanOrders'), core, compileIn(ctx));
      const placing = {
        event,
        ...(event === 'declare' ? { data: told } : {}),
        serviceItemId: String(serviceItemId ?? ''),
        requesterId: typeof requesterId === 'string' ? requesterId : undefined,
        beneficiaryId: event === 'place' ? beneficiaryId : undefined,
        channel: channel as (typeof CHANNELS)[number] | undefined,
        values,
        actor: await actorOf(ctx, sidan),
        now: sidan.clock(),
        key,
      };
      await answer(ctx, sidan, await placeOrder(sidan, placing, fields));
      await next();
    };
  const sending =
    (read: (body: Record<string, unknown>) => { type: string; data: Record<string, unknown> }): Handler =>
    async (ctx, next) => {
      const { key, body } = keyed(ctx);
      const { teamId, ...rest } = body;
      const command = {
        ...read(rest),
        orderId: tkOf(ctx),
        teamId: typeof teamId === 'string' ? teamId : undefined,
        actor: callerOf(ctx),
        now: sidan.clock(),
        key,
        deviceKey: deviceOf(ctx, sidan),
        chosen: true,
      };
      await answer(ctx, sidan, await runCommand(sidan, command));
      await next();
    };
  const actions: Record<string, Handler> = {
    place: starting('place'),
    declare: starting('declare'),
    // Any event of the order's own lifecycle, those that a county's layer added included.
    send: sending(({ event, data }) => ({
      type: String(event ?? ''),
      data: data && typeof data === 'object' && !Array.isArray(data) ? { ...data } : {},
    })),
    async correct(ctx, next) {
      const { key, body } = keyed(ctx);
      const moving = {
        type: 'correct' as const,
        orderId: tkOf(ctx),
        to: String(body.state ?? ''),
        reason: checkReason(body.reason),
        actor: callerOf(ctx),
        now: sidan.clock(),
        key,
      };
      await answer(ctx, sidan, await moveOrder(sidan, moving));
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
    async states(ctx, next) {
      reply(ctx, await orderStates(await readerFor(ctx, sidan)));
      await next();
    },
    async claimable(ctx, next) {
      reply(ctx, await claimableOrders(await readerFor(ctx, sidan), pagingOf(ctx.action.params)));
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
    async pile(ctx, next) {
      const { regionCode } = ctx.action.params;
      reply(ctx, await pile(await readerFor(ctx, sidan), regionCode ? String(regionCode) : undefined));
      await next();
    },
    async dispatchPile(ctx, next) {
      const { key, body } = keyed(ctx);
      const tell = (error: SidanError) => sayRefusal(error, ctx);
      reply(ctx, await sendPile(await readerFor(ctx, sidan), callerOf(ctx), body.rows, key, tell));
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
  for (const type of sidan.lifecycles.events) actions[type] ??= sending((data) => ({ type, data }));
  return actions;
}
