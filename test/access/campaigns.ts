import { randomUUID } from 'node:crypto';
import type { Sql } from '../support/shared';
import type { World } from '../support/world';
import type { Try } from './try';

/** A campaign that runs, and what somebody handed in there, straight into the tables: no rule of these counties gives anything for it, and what is tried is who may ask. */
export interface Campaign {
  campaignId: string;
  entryId: string;
}

const dayFrom = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

export async function makeCampaign(sql: Sql, { root, regionCode, towns, people }: World): Promise<Campaign> {
  const [campaignId, entryId] = [randomUUID(), randomUUID()];
  await root.post('sidanCampaigns:create', {
    ...{ id: campaignId, regionCode, code: 'bottles', name: '空瓶换积分', unit: '个' },
    ...{ startsOn: dayFrom(-2), endsOn: dayFrom(2) },
  });
  await sql.query(
    `insert into "sidanCampaignEntries" ("id", "regionCode", "campaignId", "personId", "name", "townCode", "quantity", "asset", "amount", "at", "status", "createdAt", "updatedAt")
     values ($1, $2, $3, $4, '王某', $5, 1, 'points', 0, now(), 'stands', now(), now())`,
    [entryId, regionCode, campaignId, people.stranger.personId, towns[0]],
  );
  return { campaignId, entryId };
}

const handedIn = (what: string, { people }: World, { campaignId }: Campaign): Try => ({
  action: `sidanCampaignEntries:${what}`,
  body: () => ({ campaignId, personId: people.stranger.personId, quantity: 1 }),
});

const lines = ({ campaignId }: Campaign): Try => ({
  method: 'GET',
  action: `sidanCampaignEntries:lines?campaignId=${campaignId}`,
});

const correct = ({ entryId }: Campaign): Try => ({
  action: `sidanCampaignEntries:correct?filterByTk=${entryId}`,
  body: () => ({ quantity: 2, reason: '某因' }),
});

const desk = ({ regionCode }: World): Try => ({
  method: 'GET',
  action: `sidanCampaigns:desk?regionCode=${regionCode}`,
});

const find = ({ regionCode }: World): Try => ({
  action: 'sidanCampaigns:find',
  body: () => ({ regionCode, search: '王stranger' }),
});

/** What everybody tries with campaigns. */
export const campaignsTried = (
  made: () => { here: World; near: World; made: { here: Campaign; near: Campaign } },
): Record<string, () => Try> => ({
  'sidanCampaigns:desk': () => desk(made().here),
  'sidanCampaigns:desk elsewhere': () => desk(made().near),
  'sidanCampaigns:find': () => find(made().here),
  'sidanCampaigns:find elsewhere': () => find(made().near),
  'sidanCampaignEntries:lines': () => lines(made().made.here),
  'sidanCampaignEntries:lines elsewhere': () => lines(made().made.near),
  'sidanCampaignEntries:preview': () => handedIn('preview', made().here, made().made.here),
  'sidanCampaignEntries:preview elsewhere': () => handedIn('preview', made().near, made().made.near),
  'sidanCampaignEntries:enter': () => handedIn('enter', made().here, made().made.here),
  'sidanCampaignEntries:enter elsewhere': () => handedIn('enter', made().near, made().made.near),
  'sidanCampaignEntries:correct': () => correct(made().made.here),
  'sidanCampaignEntries:correct elsewhere': () => correct(made().made.near),
});
