import type { Context } from '@nocobase/actions';
import { checkKeeper, checkMayChange } from '../access/packs';
import { locale } from '../assets';
import { SidanError } from '../errors';
import { lifecycleVersions, migrateOrders, previewMigration } from '../lifecycles/migrate';
import type { Sidan } from '../sidan';
import { connectionOf } from '../sql';
import { actorOf, bodyOf, langOf, reply, sayIn, type Handler } from './context';

/** `sidanLifecycles:*`: versions by which a county's orders run, and moving them to the one in force; with the permission `pm.sidan.settings`. */
export function lifecycleActions(sidan: Sidan): Record<string, Handler> {
  const keeper = async (ctx: Context, regionCode: unknown) => {
    const actor = await actorOf(ctx, sidan);
    checkKeeper(actor);
    const region = String(regionCode ?? '');
    if (!/^\d{6}$/.test(region))
      throw new SidanError('INVALID_DATA', { problems: [{ field: 'regionCode', code: 'CHOICE' }] });
    checkMayChange(actor, region);
    const lang = langOf(ctx);
    return { actor, region, q: connectionOf(sidan.db), told: { lang, say: sayIn(ctx), texts: locale(lang) } };
  };
  return {
    async versions(ctx, next) {
      const { q, region, told } = await keeper(ctx, ctx.action.params.regionCode);
      reply(ctx, await lifecycleVersions(sidan, q, region, told));
      await next();
    },
    async previewMigration(ctx, next) {
      const { from, mapping, regionCode } = bodyOf(ctx);
      const { q, region, told } = await keeper(ctx, regionCode);
      reply(ctx, await previewMigration(sidan, q, { regionCode: region, from, mapping }, told));
      await next();
    },
    async migrate(ctx, next) {
      const { from, mapping, regionCode, reason } = bodyOf(ctx);
      const { actor, q, region, told } = await keeper(ctx, regionCode);
      reply(ctx, await migrateOrders(sidan, q, actor, { regionCode: region, from, mapping, reason }, told));
      await next();
    },
  };
}
