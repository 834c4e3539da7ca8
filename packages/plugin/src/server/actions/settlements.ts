import { countyAsked } from '../bank';
import { pagingOf } from '../reads/reader';
import {
  confirmSettlement,
  makeSettlements,
  mySettlements,
  paySettlement,
  settlementDesk,
  settlementFile,
  settlementSheet,
} from '../settlements';
import type { Sidan } from '../sidan';
import { bodyOf, readerFor, reply, tkOf, type Handler } from './context';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** `sidanSettlements:*`: made and paid by county administrators, confirmed by merchants. */
export function settlementActions(sidan: Sidan): Record<string, Handler> {
  return {
    async desk(ctx, next) {
      const reader = await readerFor(ctx, sidan);
      const { params } = ctx.action;
      reply(ctx, await settlementDesk(reader, await countyAsked(reader, params.regionCode), pagingOf(params)));
      await next();
    },
    async mine(ctx, next) {
      reply(ctx, await mySettlements(await readerFor(ctx, sidan)));
      await next();
    },
    async sheet(ctx, next) {
      reply(ctx, await settlementSheet(await readerFor(ctx, sidan), tkOf(ctx)));
      await next();
    },
    async file(ctx, next) {
      const reader = await readerFor(ctx, sidan);
      const { name, bytes } = await settlementFile(await settlementSheet(reader, tkOf(ctx)), reader.say);
      ctx.withoutDataWrapping = true;
      ctx.set('Content-Type', XLSX);
      ctx.set('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
      ctx.body = bytes;
      await next();
    },
    async make(ctx, next) {
      const reader = await readerFor(ctx, sidan);
      const { regionCode: asked, month } = bodyOf(ctx);
      const regionCode = await countyAsked(reader, asked);
      await makeSettlements(reader, regionCode, month);
      reply(ctx, await settlementDesk(reader, regionCode, pagingOf({})));
      await next();
    },
    async confirm(ctx, next) {
      const reader = await readerFor(ctx, sidan);
      await confirmSettlement(reader, tkOf(ctx));
      reply(ctx, (await settlementSheet(reader, tkOf(ctx))).settlement);
      await next();
    },
    async pay(ctx, next) {
      const reader = await readerFor(ctx, sidan);
      await paySettlement(reader, tkOf(ctx), bodyOf(ctx));
      reply(ctx, (await settlementSheet(reader, tkOf(ctx))).settlement);
      await next();
    },
  };
}
