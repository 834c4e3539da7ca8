import type { Actor } from '../access/actor';
import { once } from '../commands/once';
import { behindEarlier } from '../effects/award/order';
import { keepDecisions } from '../effects/award/store';
import { SidanError } from '../errors';
import { checkClerk } from '../intake/clerk';
import type { Reader } from '../reads/reader';
import type { Connection } from '../sql';
import { readEntry, readQuantity } from './asked';
import { addUp, checkBudget } from './book';
import { campaignOf, checkOn, lockCampaign, type Campaign } from './campaign';
import { personNear, type Person } from './person';
import { rewardOf, type HandedIn, type Reward } from './reward';

type Body = Record<string, unknown>;

/** Of whom and of what; asked before anything is held. @throws NOT_FOUND, NOT_ALLOWED (also for oneself) */
async function stand(reader: Reader, { campaignId, personId }: Body): Promise<{ campaign: Campaign; person: Person }> {
  const { sidan, q, actor } = reader;
  const campaign = await campaignOf(sidan, q, campaignId);
  checkClerk(actor, campaign.regionCode);
  const person = await personNear(sidan, q, actor, campaign.regionCode, personId);
  checkOther(actor, person.id);
  return { campaign, person };
}

/** Whoever stands at the counter writes down nothing for themselves. @throws NOT_ALLOWED */
export function checkOther(actor: Actor, personId: string): void {
  if (actor.personId === personId) throw new SidanError('NOT_ALLOWED');
}

/**
 * 预计：what somebody would get for what they hand in, by the rules of this moment. Nothing is written, and nothing is promised.
 * @throws NOT_FOUND, NOT_ALLOWED, INVALID_DATA, CAMPAIGN_CLOSED, CAMPAIGN_NO_RULE, CAMPAIGN_BUDGET, RULES_BROKEN
 */
export async function previewEntry(reader: Reader, body: Body): Promise<{ campaign: Campaign; reward: Reward }> {
  const { sidan, q } = reader;
  const quantity = readQuantity(body);
  const { campaign, person } = await stand(reader, body);
  checkOn(campaign, sidan.clock());
  const reward = await mustGive(reader, q, { campaign, person, quantity, entryId: sidan.newId(), revision: 0 });
  await checkBudget(reader, campaign, reward.issued);
  return { campaign, reward };
}

/** @throws CAMPAIGN_NO_RULE, RULES_BROKEN */
export async function mustGive(
  { sidan }: Pick<Reader, 'sidan'>,
  q: Connection,
  handed: HandedIn & { campaign: Pick<Campaign, 'name'> },
  at = sidan.clock(),
): Promise<Reward> {
  const reward = await rewardOf(sidan, q, handed, at);
  if (!reward) throw new SidanError('CAMPAIGN_NO_RULE', { name: handed.campaign.name });
  return reward;
}

/**
 * 登记：writes down what somebody hands in and gives them what the rules give for it, in one transaction, once for a key. Two stands at once pass neither the budget nor a limit.
 * @returns the id of the entry
 * @throws NOT_FOUND, NOT_ALLOWED, INVALID_DATA, CAMPAIGN_CLOSED, CAMPAIGN_NO_RULE, CAMPAIGN_BUDGET, KEY_INVALID, KEY_REUSED, RULES_BROKEN, BUSY, what the ledger refuses
 */
export async function enterHandedIn(reader: Reader, body: Body, key: string | undefined): Promise<string> {
  const { sidan, actor } = reader;
  const { quantity, note } = readEntry(body);
  const { campaign: found, person } = await stand(reader, body);
  const { regionCode } = found;
  return once(reader, { action: 'campaign.enter', regionCode, key, body }, async (q, now) => {
    const at = await behindEarlier(sidan, q, regionCode, [person.id], now);
    const campaign = await lockCampaign(sidan, q, found);
    // Here and not before: an answer that was lost is given again when the campaign is over, too.
    checkOn(campaign, now);
    const entryId = sidan.newId();
    const reward = await mustGive(reader, q, { campaign, person, quantity, entryId, revision: 0 }, at);
    await checkBudget(reader, campaign, reward.issued);
    await keepDecisions(sidan, q, regionCode, reward.made);
    await q.query(sidan.write(INSERT), [
      ...[entryId, regionCode, campaign.id, person.id, person.name, person.townCode, quantity, campaign.asset],
      ...[reward.own, note, at, actor.name, actor.userId ?? null],
    ]);
    const sums = { entries: 1, quantity, given: reward.issued };
    await addUp(reader, q, campaign, { entryId, personId: person.id }, sums);
    return entryId;
  });
}

const INSERT = `
insert into {sidanCampaignEntries} ([id], [regionCode], [campaignId], [personId], [name], [townCode], [quantity], [asset], [amount], [note], [at], [enteredBy], [userId], [status], [revision],
                                    [story], [createdAt], [updatedAt])
values ($1::uuid, $2, $3::uuid, $4::uuid, $5, $6, $7, $8, $9, $10, $11::timestamptz, $12, $13, 'stands', 0, '[]'::jsonb, now(), now())`;
