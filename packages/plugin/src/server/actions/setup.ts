import type { Application } from '@nocobase/server';
import type { PackKept } from '../../api/types';
import { locale } from '../assets';
import { isSidanError, SidanError } from '../errors';
import { isPageKey, pageStates, restorePage } from '../pages';
import { setUpCounty } from '../setup/county';
import type { Sidan } from '../sidan';
import { keptFor } from '../packs/keptList';
import { NATION } from '../packs/regions';
import { connectionOf, type Connection } from '../sql';
import type { Say } from '../reads/reader';
import { actorOf, bodyOf, langOf, reply, sayIn, type Handler } from './context';

interface Check {
  key: string;
  ok: boolean;
  detail?: string;
}

/** `sidanSetup:*`: for who administers the installation (snippet `pm.sidan.settings`). */
export function setupActions(app: Application, sidan: Sidan, version: string): Record<string, Handler> {
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
        checks: checks.map((check) => ({
          ...check,
          label: say(`api.check.${check.key}`),
          detail: check.detail && say(`api.check.${check.key}.${check.ok ? 'ok' : 'bad'}`, { detail: check.detail }),
        })),
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
      const actor = await actorOf(ctx, sidan);
      // A county's administrator keeps that county; a new one is set up by the installation's.
      const own = actor.scopes.some(
        (scope) => scope.role === 'countyAdmin' && scope.code === String(body.regionCode ?? ''),
      );
      if (!actor.unbound && !own) throw new SidanError('NOT_ALLOWED');
      reply(ctx, await setUpCounty(sidan, body));
      await next();
    },
  };
}

/** Whether the parts do their work; figures, not opinions. */
async function health(sidan: Sidan, kept: readonly PackKept[], say: Say): Promise<Check[]> {
  const q = connectionOf(sidan.db);
  const now = sidan.clock();
  const { rows } = await q.query<{
    counties: string | null;
    codes: string[] | null;
    late: number;
    failed: number;
    waiting: number;
    sync: string;
  }>(
    sidan.write(`
      select (select string_agg([name], ' ') from {sidanCounties}) as counties,
             (select array_agg([regionCode]) from {sidanCounties}) as codes,
             (select count(*)::int from {sidanTimers} where [state] = 'pending' and [dueAt] < $1::timestamptz - interval '5 minutes') as late,
             (select count(*)::int from {sidanTimers} where [state] = 'failed') + (select count(*)::int from {sidanOutbox} where [state] = 'failed') as failed,
             (select count(*)::int from {sidanOutbox} where [state] = 'pending' and [availableAt] < $1::timestamptz - interval '5 minutes') as waiting,
             current_setting('synchronous_commit') as sync`),
    [now],
  );
  const found = rows[0]!;
  const year = Number(
    new Intl.DateTimeFormat('en', { timeZone: 'Asia/Shanghai', year: 'numeric' }).format(
      new Date(now.getTime() + 45 * 24 * 3600_000),
    ),
  );
  return [
    { key: 'county', ok: Boolean(found.counties), detail: found.counties ?? '-' },
    { key: 'timers', ok: found.late === 0, detail: String(found.late) },
    { key: 'messages', ok: found.waiting === 0, detail: String(found.waiting) },
    { key: 'failures', ok: found.failed === 0, detail: String(found.failed) },
    { key: 'durable', ok: found.sync === 'on', detail: found.sync },
    { key: 'rules', ...(await rulesCheck(sidan, q, found.codes ?? [], now)) },
    { key: 'kept', ok: kept.length === 0, detail: kept.map((one) => keptWords(one, say)).join(' · ') || '-' },
    { key: 'calendar', ok: sidan.calendar.covers(year), detail: String(year) },
  ];
}

/** A region and what it goes on with. */
const keptWords = ({ regionName, title, version, newer }: PackKept, say: Say): string =>
  say(version ? 'api.kept.older' : 'api.kept.without', { region: regionName, pack: title, version, newer });

/** Whether the rules in force can be used in every county: how many there are, or the pack in the way. */
async function rulesCheck(
  sidan: Sidan,
  q: Connection,
  counties: readonly string[],
  now: Date,
): Promise<Omit<Check, 'key'>> {
  let count = 0;
  for (const county of counties.length ? counties : [NATION]) {
    try {
      const { ruleSet } = await sidan.packs.inForce.rules(q, county, now);
      if (!ruleSet.rules.length) return { ok: false, detail: '-' };
      count += ruleSet.rules.length;
    } catch (error) {
      if (!isSidanError(error)) throw error;
      return { ok: false, detail: String(error.params.pack) };
    }
  }
  return { ok: true, detail: String(count) };
}
