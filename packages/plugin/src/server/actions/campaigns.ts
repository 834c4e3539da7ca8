import {
  campaignDesk,
  correctEntry,
  enteredView,
  enterHandedIn,
  entryLines,
  findPeople,
  previewEntry,
  rewardView,
} from '../campaigns';
import { countyOf } from '../reads/portal';
import type { Sidan } from '../sidan';
import { bodyOf, keyed, readerFor, reply, tkOf, type Handler } from './context';

/** `sidanCampaigns:*`: for whoever sits at a stand. Campaigns themselves are kept in the host's forms. */
export const campaignActions = (sidan: Sidan): Record<string, Handler> => ({
  async desk(ctx, next) {
    reply(ctx, await campaignDesk(await readerFor(ctx, sidan), ctx.action.params.regionCode));
    await next();
  },
  async find(ctx, next) {
    const reader = await readerFor(ctx, sidan);
    // In the body: an address is written into logs.
    const { regionCode: asked, search } = bodyOf(ctx);
    const own = reader.actor.scopes.find(({ code }) => code.length >= 6)?.code.slice(0, 6);
    const { regionCode } = await countyOf(sidan, typeof asked === 'string' && asked ? asked : own);
    reply(ctx, await findPeople(reader, regionCode, search));
    await next();
  },
});

/** `sidanCampaignEntries:*`: what is handed in. */
export const campaignEntryActions = (sidan: Sidan): Record<string, Handler> => ({
  async lines(ctx, next) {
    const { campaignId, search, after } = ctx.action.params;
    reply(ctx, await entryLines(await readerFor(ctx, sidan), { campaignId, search, after }));
    await next();
  },
  async preview(ctx, next) {
    const reader = await readerFor(ctx, sidan);
    reply(ctx, await rewardView(reader, await previewEntry(reader, bodyOf(ctx))));
    await next();
  },
  async enter(ctx, next) {
    const reader = await readerFor(ctx, sidan);
    const { key, body } = keyed(ctx);
    reply(ctx, await enteredView(reader, await enterHandedIn(reader, body, key)));
    await next();
  },
  async correct(ctx, next) {
    const reader = await readerFor(ctx, sidan);
    const { key, body } = keyed(ctx);
    reply(ctx, await enteredView(reader, await correctEntry(reader, tkOf(ctx), body, key)));
    await next();
  },
});
