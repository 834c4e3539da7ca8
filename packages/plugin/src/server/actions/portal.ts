import type { Context } from '@nocobase/actions';
import type { JoinRequest, OrderForm, VolunteerRequest } from '../../api/types';
import { orderFields, type CoreFields } from '../forms/fields';
import { SidanError } from '../errors';
import { isId } from '../ids';
import { joinCounty, registerVolunteer } from '../people/join';
import { officesFor } from '../people/offices';
import { reveal } from '../people/reveal';
import { usersFor } from '../people/users';
import { myOffers } from '../reads/lists';
import { toldWith } from '../reads/begins';
import { countyOf, me, portalConfig, serviceMenu, teamChoices, towns } from '../reads/portal';
import { pagingOf } from '../reads/reader';
import { assetsIn } from '../reads/measures';
import { ruleTitles } from '../reads/rules';
import { myMonths } from '../close';
import { dayOf } from '../packs/regions';
import { POINTS } from '../reads/entries';
import { daysAsked } from '../reads/period';
import { myStatement } from '../reads/statement';
import { myWallet } from '../reads/wallet';
import { workbench } from '../reads/workbench';
import type { Sidan } from '../sidan';
import { familyFor } from '../reads/family';
import { quoteOf, type Expected } from '../spending/quote';
import { connectionOf } from '../sql';
import { standingIn } from '../access/wards';
import { actorOf, bodyOf, keyed, langOf, officerOf, readerFor, reply, sayIn, tkOf, type Handler } from './context';
import { compileIn } from './orders';

/** The county that a request names; else, of somebody who is signed in, their own; else the first of the installation. @throws NO_COUNTY */
async function countyIn(ctx: Context, sidan: Sidan) {
  const { regionCode } = ctx.action.params;
  if (typeof regionCode === 'string' && regionCode) return countyOf(sidan, regionCode);
  return countyOf(sidan, ctx.state.currentUser ? (await actorOf(ctx, sidan)).regionCode : undefined);
}

const MINUTES_MAX = 24 * 60;

/** What a form asks the price for; what makes no sense is as if it had not been said. */
function expectedOf({ minutes, payFor, beneficiaryId }: Record<string, unknown>): Expected {
  const whole = Number(minutes);
  return {
    ...(Number.isSafeInteger(whole) && whole > 0 && whole <= MINUTES_MAX ? { minutes: whole } : {}),
    for: payFor,
    ...(isId(beneficiaryId) ? { beneficiaryId } : {}),
  };
}

/** `sidanPortal:*`: what the residents' and volunteers' web app asks for beside orders. */
export function portalActions(sidan: Sidan, core: CoreFields): Record<string, Handler> {
  return {
    async config(ctx, next) {
      const reader = { sidan, q: connectionOf(sidan.db), lang: langOf(ctx), say: sayIn(ctx) };
      reply(ctx, await portalConfig(reader, await countyIn(ctx, sidan)));
      await next();
    },
    async menu(ctx, next) {
      const county = await countyIn(ctx, sidan);
      reply(ctx, {
        rows: await serviceMenu({ sidan, q: connectionOf(sidan.db), lang: langOf(ctx) }, county.regionCode),
      });
      await next();
    },
    async form(ctx, next) {
      const reader = standingIn(await readerFor(ctx, sidan), ctx.action.params.wardId);
      const county = await countyIn(ctx, sidan);
      const places = await towns(reader, county.regionCode);
      const fields = orderFields(sidan.db.getCollection('sidanOrders'), core, compileIn(ctx)).map((field) =>
        field.name === 'townCode'
          ? { ...field, options: places.map(({ code, name }) => ({ value: code, label: name })) }
          : field,
      );
      const { serviceItemId, event } = ctx.action.params;
      const payment =
        typeof serviceItemId === 'string'
          ? await quoteOf(reader, county.regionCode, serviceItemId, expectedOf(ctx.action.params))
          : undefined;
      const family = event === 'declare' ? [] : await familyFor(reader, county.regionCode);
      reply(ctx, {
        serviceItemId: typeof serviceItemId === 'string' ? serviceItemId : undefined,
        fields,
        towns: places,
        ...(await toldWith(reader, county.regionCode, event === 'declare' ? 'declare' : 'place')),
        ...(payment ? { payment } : {}),
        ...(family.length ? { family } : {}),
      } satisfies OrderForm);
      await next();
    },
    async me(ctx, next) {
      const user = ctx.state.currentUser as { nickname?: string; username?: string };
      reply(ctx, await me(await readerFor(ctx, sidan), user.nickname || user.username || ''));
      await next();
    },
    async teams(ctx, next) {
      const county = await countyIn(ctx, sidan);
      reply(ctx, { rows: await teamChoices(await readerFor(ctx, sidan), county.regionCode) });
      await next();
    },
    async join(ctx, next) {
      const county = await countyIn(ctx, sidan);
      await joinCounty(
        sidan,
        await actorOf(ctx, sidan),
        county.regionCode,
        keyed(ctx).body as unknown as JoinRequest,
        sidan.clock(),
      );
      ctx.state.sidanActor = undefined;
      reply(
        ctx,
        await me(await readerFor(ctx, sidan), String((ctx.state.currentUser as { nickname?: string }).nickname ?? '')),
      );
      await next();
    },
    async volunteer(ctx, next) {
      await registerVolunteer(
        sidan,
        await actorOf(ctx, sidan),
        keyed(ctx).body as unknown as VolunteerRequest,
        sidan.clock(),
      );
      reply(
        ctx,
        await me(await readerFor(ctx, sidan), String((ctx.state.currentUser as { nickname?: string }).nickname ?? '')),
      );
      await next();
    },
  };
}

/** `sidanOffers:mine` */
export const offerActions = (sidan: Sidan): Record<string, Handler> => ({
  async mine(ctx, next) {
    reply(
      ctx,
      await myOffers(
        await readerFor(ctx, sidan),
        ctx.action.params.state === 'all' ? 'all' : 'open',
        pagingOf(ctx.action.params),
      ),
    );
    await next();
  },
});

/** `sidanLedger:wallet`, `sidanLedger:statement`, `sidanLedger:months`, `sidanLedger:rules`, `sidanLedger:assets` */
export const ledgerActions = (sidan: Sidan): Record<string, Handler> => ({
  async wallet(ctx, next) {
    const county = await countyIn(ctx, sidan);
    const { before, asset, wardId } = ctx.action.params;
    if (before !== undefined && !isId(before)) throw new SidanError('INVALID_DATA', { field: 'before' });
    const which = typeof asset === 'string' && asset ? asset : undefined;
    const reader = standingIn(await readerFor(ctx, sidan), wardId);
    reply(ctx, await myWallet(reader, county.regionCode, before, which));
    await next();
  },
  async statement(ctx, next) {
    const county = await countyIn(ctx, sidan);
    const { asset, from, to, wardId } = ctx.action.params;
    const period = daysAsked({ from, to }, dayOf(sidan.clock()));
    const which = typeof asset === 'string' && asset ? asset : POINTS;
    const reader = standingIn(await readerFor(ctx, sidan), wardId);
    reply(ctx, await myStatement(reader, county.regionCode, { asset: which, ...period }));
    await next();
  },
  async months(ctx, next) {
    const county = await countyIn(ctx, sidan);
    reply(ctx, await myMonths(await readerFor(ctx, sidan), county.regionCode));
    await next();
  },
  async rules(ctx, next) {
    const { q, lang } = await readerFor(ctx, sidan);
    reply(ctx, { rows: await ruleTitles(sidan, q, lang) });
    await next();
  },
  async assets(ctx, next) {
    const county = await countyIn(ctx, sidan);
    reply(ctx, { rows: await assetsIn(await readerFor(ctx, sidan), county.regionCode) });
    await next();
  },
});

/** `sidanWorkbench:today` */
export const workbenchActions = (sidan: Sidan): Record<string, Handler> => ({
  async today(ctx, next) {
    reply(ctx, await workbench(await readerFor(ctx, sidan), sidan.clock()));
    await next();
  },
});

/** `sidanPeople:reveal`, `sidanPeople:users`, `sidanPeople:offices` */
export const peopleActions = (sidan: Sidan): Record<string, Handler> => ({
  async reveal(ctx, next) {
    const { field, reason } = bodyOf(ctx);
    reply(
      ctx,
      await reveal(
        sidan,
        await actorOf(ctx, sidan),
        'sidanPeople',
        tkOf(ctx),
        String(field ?? ''),
        reason,
        sidan.clock(),
      ),
    );
    await next();
  },
  async users(ctx, next) {
    const { search, ids } = ctx.action.params;
    reply(ctx, { rows: await usersFor(sidan, await actorOf(ctx, sidan), { search, ids }) });
    await next();
  },
  async offices(ctx, next) {
    // By the same offices as when one is given.
    reply(ctx, { rows: officesFor(await officerOf(ctx, sidan, 'sidanScopes', 'create')) });
    await next();
  },
});
