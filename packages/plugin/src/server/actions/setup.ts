import type { Context } from '@nocobase/actions';
import type { Application } from '@nocobase/server';
import type { HealthCheck } from '../../api/types';
import { locale } from '../assets';
import { saveCalendar, workCalendar } from '../calendar/store';
import { SidanError } from '../errors';
import { isPageKey, pageStates, restorePage } from '../pages';
import { setUpCounty } from '../setup/county';
import type { Sidan } from '../sidan';
import { keptFor } from '../packs/keptList';
import { health, WORDS, worstOf } from '../setup/health';
import { connectionOf } from '../sql';
import { actorOf, bodyOf, langOf, reply, sayIn, type Handler } from './context';

/** `sidanSetup:*`: for who administers the installation (snippet `pm.sidan.settings`). */
export function setupActions(app: Application, sidan: Sidan, version: string): Record<string, Handler> {
  /** A county's administrator keeps that county; a new one is set up by the installation's. @throws NOT_ALLOWED */
  const keeperOf = async (ctx: Context, regionCode: unknown): Promise<string> => {
    const actor = await actorOf(ctx, sidan);
    const code = String(regionCode ?? '');
    const own = actor.scopes.some((scope) => scope.role === 'countyAdmin' && scope.code === code);
    if (!actor.unbound && !own) throw new SidanError('NOT_ALLOWED');
    return code;
  };
  return {
    async status(ctx, next) {
      const say = sayIn(ctx);
      const lang = langOf(ctx);
      const speaking = { lang, say, texts: locale(lang) };
      const kept = await keptFor(sidan, connectionOf(sidan.db), await actorOf(ctx, sidan), speaking);
      const checks = await health(sidan, kept, say);
      const pages = await pageStates(app);
      reply(ctx, {
        version,
        level: worstOf(checks),
        checks: checks.map(
          ({ key, level, detail }): HealthCheck => ({
            key,
            level,
            label: say(`api.check.${key}`),
            ...(detail ? { detail: say(`api.check.${key}.${WORDS[level]}`, { detail }) } : {}),
          }),
        ),
        pages: pages.map((page) => ({ ...page, title: say(`pages.menu.${page.key}`) })),
      });
      await next();
    },
    async restorePage(ctx, next) {
      const { key } = bodyOf(ctx);
      if (!isPageKey(key)) throw new SidanError('INVALID_DATA', { problems: [{ field: 'key', code: 'CHOICE' }] });
      await restorePage(app, key);
      reply(ctx, { key });
      await next();
    },
    async county(ctx, next) {
      const body = bodyOf(ctx);
      await keeperOf(ctx, body.regionCode);
      reply(ctx, await setUpCounty(sidan, body));
      await next();
    },
    async calendar(ctx, next) {
      const regionCode = await keeperOf(ctx, ctx.action.params.regionCode);
      reply(ctx, await workCalendar(sidan, connectionOf(sidan.db), regionCode));
      await next();
    },
    async saveCalendar(ctx, next) {
      const body = bodyOf(ctx);
      const regionCode = await keeperOf(ctx, body.regionCode);
      const titleOf = (field: string) => sayIn(ctx)(`api.calendar.field.${field}`);
      reply(ctx, await saveCalendar(sidan, connectionOf(sidan.db), regionCode, body, titleOf));
      await next();
    },
  };
}
