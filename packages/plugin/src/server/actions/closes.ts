import type { Context } from '@nocobase/actions';
import {
  closesIn,
  enterHours,
  monthFigures,
  monthStatements,
  placeOf,
  previewClose,
  recompute,
  startClose,
} from '../close';
import { checkCloser } from '../close/start';
import { SidanError } from '../errors';
import { countyOf } from '../reads/portal';
import type { Reader } from '../reads/reader';
import type { Sidan } from '../sidan';
import { bodyOf, readerFor, reply, type Handler } from './context';

/** `sidanCloses:*`: for county administrators. */
export function closeActions(sidan: Sidan): Record<string, Handler> {
  const where = async ({ actor }: Reader, asked: unknown) => {
    const own = actor.scopes.find(({ role, code }) => role === 'countyAdmin' && code.length >= 6)?.code.slice(0, 6);
    return (await countyOf(sidan, typeof asked === 'string' && asked ? asked : own)).regionCode;
  };
  return {
    async overview(ctx: Context, next) {
      const reader = await readerFor(ctx, sidan);
      reply(ctx, await closesIn(reader, await where(reader, ctx.action.params.regionCode)));
      await next();
    },
    async preview(ctx, next) {
      const reader = await readerFor(ctx, sidan);
      reply(ctx, await previewClose(reader, await where(reader, ctx.action.params.regionCode)));
      await next();
    },
    async figures(ctx, next) {
      const reader = await readerFor(ctx, sidan);
      const { regionCode, month } = ctx.action.params;
      reply(ctx, await monthFigures(reader, await where(reader, regionCode), month));
      await next();
    },
    async statements(ctx, next) {
      const reader = await readerFor(ctx, sidan);
      const { regionCode, month, search, after } = ctx.action.params;
      reply(ctx, await monthStatements(reader, await where(reader, regionCode), { month, search, after }));
      await next();
    },
    async start(ctx, next) {
      const reader = await readerFor(ctx, sidan);
      const { regionCode: asked, month } = bodyOf(ctx);
      const regionCode = await where(reader, asked);
      checkCloser(reader.actor, regionCode);
      await startClose(sidan, { regionCode, month, by: reader.actor.name });
      reply(ctx, await closesIn(reader, regionCode));
      await next();
    },
    async recompute(ctx, next) {
      const reader = await readerFor(ctx, sidan);
      const { regionCode: asked, after } = ctx.action.params;
      const regionCode = await where(reader, asked);
      checkCloser(reader.actor, regionCode);
      const place = placeOf(after);
      if (after !== undefined && !place) throw new SidanError('INVALID_DATA', { field: 'after' });
      const words = await sidan.packs.words(reader.q, reader.lang, regionCode, []);
      reply(ctx, await recompute(sidan, reader.q, regionCode, place, words.title));
      await next();
    },
    async enter(ctx, next) {
      const reader = await readerFor(ctx, sidan);
      const { regionCode: asked, rows } = bodyOf(ctx);
      reply(ctx, await enterHours(reader, await where(reader, asked), rows));
      await next();
    },
  };
}
