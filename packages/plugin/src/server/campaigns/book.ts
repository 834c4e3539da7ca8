import { SidanError } from '../errors';
import { measuresOf } from '../reads/measures';
import type { Reader } from '../reads/reader';
import type { Connection } from '../sql';
import type { Campaign } from './campaign';

/** How a campaign's asset is counted in its county. */
export const measureOf = async (reader: Reader, { regionCode, asset }: Pick<Campaign, 'regionCode' | 'asset'>) =>
  (await measuresOf(reader, regionCode))(asset);

/** What is left of the budget, in the asset's own unit; nothing where there is none. */
export const leftOf = (
  { budget, given }: Pick<Campaign, 'budget' | 'given'>,
  inUnits: (amount: number) => number,
): number | undefined => (budget === null ? undefined : Math.max(0, budget - inUnits(given)));

/** Whether so much more may be given; the campaign is locked by then. @throws CAMPAIGN_BUDGET (`left`, in the asset's own unit) */
export async function checkBudget(reader: Reader, campaign: Campaign, more: number): Promise<void> {
  const { name, budget, given } = campaign;
  if (budget === null || more <= 0) return;
  const { inUnits, unit } = await measureOf(reader, campaign);
  if (inUnits(given + more) <= budget) return;
  throw new SidanError('CAMPAIGN_BUDGET', { name, left: leftOf(campaign, inUnits), unit });
}

/** What an entry changes of the sums. */
export interface Change {
  entries: number;
  quantity: number;
  given: number;
}

/** Keeps a campaign's sums with an entry that has been written: whoever has an entry that stands is one of its people. */
export async function addUp(
  { sidan }: Pick<Reader, 'sidan'>,
  q: Connection,
  { regionCode, id }: Pick<Campaign, 'regionCode' | 'id'>,
  { entryId, personId }: { entryId: string; personId: string },
  { entries, quantity, given }: Change,
): Promise<void> {
  await q.query(sidan.write(SUMS), [regionCode, id, entryId, personId, entries, quantity, given]);
}

const SUMS = `
update {sidanCampaigns} c
   set [entries] = coalesce(c.[entries], 0) + $5::bigint, [quantity] = coalesce(c.[quantity], 0) + $6::bigint, [given] = coalesce(c.[given], 0) + $7::bigint, [updatedAt] = now(),
       [people] = coalesce(c.[people], 0) + case when exists (
         select 1 from {sidanCampaignEntries} e where e.[regionCode] = $1 and e.[campaignId] = $2::uuid and e.[personId] = $4::uuid and e.[id] <> $3::uuid and e.[status] = 'stands')
         then 0 else $5::bigint end
 where c.[regionCode] = $1 and c.[id] = $2::uuid`;
