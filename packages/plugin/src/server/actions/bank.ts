import {
  accountsIn,
  bankOutlook,
  bankStatement,
  countyAsked,
  setAccountTerms,
  setPrice,
  statementFile,
  termsOf,
} from '../bank';
import type { Sidan } from '../sidan';
import { bodyOf, readerFor, reply, tkOf, type Handler } from './context';

const TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

/** `sidanBank:*`: to be looked at by county administrators and supervisors, changed by county administrators. */
export function bankActions(sidan: Sidan): Record<string, Handler> {
  return {
    async statement(ctx, next) {
      const reader = await readerFor(ctx, sidan);
      const { regionCode, from, to } = ctx.action.params;
      reply(ctx, await bankStatement(reader, await countyAsked(reader, regionCode), { from, to }));
      await next();
    },
    async export(ctx, next) {
      const reader = await readerFor(ctx, sidan);
      const { regionCode, from, to, format } = ctx.action.params;
      const statement = await bankStatement(reader, await countyAsked(reader, regionCode), { from, to });
      const kind = format === 'csv' ? 'csv' : 'xlsx';
      const { name, bytes } = await statementFile(statement, kind, reader.say);
      ctx.withoutDataWrapping = true;
      ctx.set('Content-Type', TYPES[kind]);
      ctx.set('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
      ctx.body = bytes;
      await next();
    },
    async outlook(ctx, next) {
      const reader = await readerFor(ctx, sidan);
      reply(ctx, await bankOutlook(reader, await countyAsked(reader, ctx.action.params.regionCode)));
      await next();
    },
    async price(ctx, next) {
      const reader = await readerFor(ctx, sidan);
      const { regionCode: asked, ...body } = bodyOf(ctx);
      const regionCode = await countyAsked(reader, asked);
      await setPrice(reader, regionCode, body);
      reply(ctx, await bankOutlook(reader, regionCode));
      await next();
    },
    async accounts(ctx, next) {
      const reader = await readerFor(ctx, sidan);
      const { regionCode, search, after } = ctx.action.params;
      reply(ctx, await accountsIn(reader, await countyAsked(reader, regionCode), { search, after }));
      await next();
    },
    async terms(ctx, next) {
      const reader = await readerFor(ctx, sidan);
      reply(ctx, await termsOf(reader, await countyAsked(reader, ctx.action.params.regionCode), tkOf(ctx)));
      await next();
    },
    async setTerms(ctx, next) {
      const reader = await readerFor(ctx, sidan);
      const { regionCode: asked, ...body } = bodyOf(ctx);
      const regionCode = await countyAsked(reader, asked);
      await setAccountTerms(reader, regionCode, tkOf(ctx), body);
      reply(ctx, await termsOf(reader, regionCode, tkOf(ctx)));
      await next();
    },
  };
}
