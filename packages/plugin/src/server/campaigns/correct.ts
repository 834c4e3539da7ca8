import { isNear } from '../access/near';
import { once } from '../commands/once';
import { behindEarlier } from '../effects/award/order';
import { keepDecisions } from '../effects/award/store';
import { SidanError } from '../errors';
import type { Reader } from '../reads/reader';
import type { Connection } from '../sql';
import { readCorrection } from './asked';
import { addUp, checkBudget } from './book';
import { campaignOf, lockCampaign, type Campaign } from './campaign';
import { checkOther, mustGive } from './enter';
import { entryOf, mayCorrect, type Entry } from './entry';
import { personIn } from './person';
import { aboutOf, type Reward } from './reward';

/**
 * 更正：an entry that was written down wrongly gets another quantity, or is void; with a reason, each time anew. What it gave goes back, all of it, and the rules of this day give
 * anew what it says now; after the campaign's last day too. What is void stays void.
 * @throws NOT_FOUND, NOT_ALLOWED, INVALID_DATA, CAMPAIGN_ENTRY_VOID, CAMPAIGN_NO_RULE, CAMPAIGN_BUDGET, KEY_INVALID, KEY_REUSED, RULES_BROKEN, BUSY,
 *   what the ledger refuses (INSUFFICIENT: it was spent; ACCOUNT_FROZEN)
 */
export async function correctEntry(
  reader: Reader,
  id: unknown,
  body: Record<string, unknown>,
  key: string | undefined,
): Promise<string> {
  const { sidan, actor } = reader;
  const found = await entryOf(reader, reader.q, id);
  if (!found || !isNear(actor, found.regionCode, found.townCode))
    throw new SidanError('NOT_FOUND', { what: 'sidanCampaignEntries' });
  const { regionCode, personId } = found;
  const { quantity, reason } = readCorrection(body);
  const campaign = await campaignOf(sidan, reader.q, found.campaignId);
  return once(reader, { action: 'campaign.correct', regionCode, key, body: { id, ...body } }, async (q, now) => {
    // Held in this order, here and where entries are made: who it is about, the entry, the campaign.
    const at = await behindEarlier(sidan, q, regionCode, [personId], now);
    const entry = (await entryOf(reader, q, id, true))!;
    if (entry.status === 'void') throw new SidanError('CAMPAIGN_ENTRY_VOID');
    if (!mayCorrect(actor, entry, now)) throw new SidanError('NOT_ALLOWED');
    checkOther(actor, personId);
    const locked = await lockCampaign(sidan, q, campaign);
    const back = await takeBack(reader, q, entry, locked, at);
    const revision = entry.revision + 1;
    const reward =
      quantity === null ? undefined : await giveAnew(reader, q, { entry, locked, quantity, back, goneAt: at });
    const told = { at: now, by: actor.name, from: entry.quantity, ...(quantity ? { to: quantity } : {}), reason };
    await q.query(sidan.write(UPDATE), [
      ...[regionCode, entry.id, quantity, reward?.own ?? 0, reason, revision, JSON.stringify([told])],
    ]);
    const sums = {
      entries: quantity === null ? -1 : 0,
      quantity: (quantity ?? 0) - entry.quantity,
      given: (reward?.issued ?? 0) - back,
    };
    await addUp(reader, q, campaign, { entryId: entry.id, personId }, sums);
    return entry.id;
  });
}

/** 冲回：what an entry gave goes back to where it came from. Gives how much of the campaign's asset that is. */
async function takeBack(
  { sidan }: Reader,
  q: Connection,
  { id, regionCode, revision }: Entry,
  { asset }: Campaign,
  at: Date,
): Promise<number> {
  const standing = await sidan.ledger.about(q, { regionCode, subject: aboutOf(id), unreversed: true });
  const entries = standing.map((posting) => ({ reverses: posting.id, key: `undo:${posting.id}:${revision}`, at }));
  if (entries.length) await sidan.ledger.reverse(q, { regionCode, entries });
  return standing.reduce((sum, posting) => sum + (posting.asset === asset ? Number(posting.amount) : 0), 0);
}

interface Anew {
  entry: Entry;
  locked: Campaign;
  quantity: number;
  back: number;
  goneAt: Date;
}

async function giveAnew(
  reader: Reader,
  q: Connection,
  { entry, locked, quantity, back, goneAt }: Anew,
): Promise<Reward> {
  const { sidan } = reader;
  const { regionCode, personId } = entry;
  // From behind what goes back: whoever reads the book sees both in their order.
  const at = await behindEarlier(sidan, q, regionCode, [personId], new Date(goneAt.getTime() + 1));
  const person = await personIn(sidan, q, regionCode, personId);
  const handed = { campaign: locked, person, quantity, entryId: entry.id, revision: entry.revision + 1 };
  const reward = await mustGive(reader, q, handed, at);
  // What becomes less is always put right, however small the budget has become meanwhile.
  if (reward.issued > back) await checkBudget(reader, { ...locked, given: locked.given - back }, reward.issued);
  await keepDecisions(sidan, q, regionCode, reward.made);
  return reward;
}

const UPDATE = `
update {sidanCampaignEntries} e
   set [quantity] = coalesce($3::bigint, e.[quantity]), [amount] = $4::bigint, [status] = case when $3::bigint is null then 'void' else 'stands' end, [reason] = $5, [revision] = $6,
       [story] = coalesce(e.[story]::jsonb, '[]'::jsonb) || $7::jsonb, [updatedAt] = now()
 where e.[regionCode] = $1 and e.[id] = $2::uuid`;
