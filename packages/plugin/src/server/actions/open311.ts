import { countyOf } from '../reads/portal';
import { listKeys, makeKey, revokeKey } from '../intake/open311';
import type { Sidan } from '../sidan';
import { actorOf, bodyOf, reply, type Handler } from './context';

/** `sidanOpen311:*`: keys for other systems, for who administers a county (snippet `pm.sidan.settings`). */
export function open311Actions(sidan: Sidan): Record<string, Handler> {
  return {
    async keys(ctx, next) {
      reply(ctx, { rows: await listKeys(sidan, await actorOf(ctx, sidan)) });
      await next();
    },
    async make(ctx, next) {
      const actor = await actorOf(ctx, sidan);
      const { name, regionCode } = bodyOf(ctx);
      const own = actor.scopes.find(({ role }) => role === 'countyAdmin')?.code;
      const county = typeof regionCode === 'string' ? regionCode : (own ?? (await countyOf(sidan)).regionCode);
      reply(ctx, await makeKey(sidan, actor, county, { name, at: sidan.clock() }));
      await next();
    },
    async revoke(ctx, next) {
      const { id } = bodyOf(ctx);
      await revokeKey(sidan, await actorOf(ctx, sidan), id, sidan.clock());
      reply(ctx, { id });
      await next();
    },
  };
}
