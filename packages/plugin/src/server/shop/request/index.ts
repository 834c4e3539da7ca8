import { start } from '@sidan/lifecycle';
import { isWard } from '../../access/wards';
import { calendarsFor } from '../../calendar';
import { checkKey, replay } from '../../commands/requests';
import { isDuplicate, withRetry } from '../../commands/retry';
import { SidanError } from '../../errors';
import type { Sidan } from '../../sidan';
import { keepDecision } from '../../spending/decision';
import type { Connection } from '../../sql';
import { transact } from '../../transaction';
import { deliveryOf, isDelivered } from '../delivery';
import { isOffered } from '../offered';
import type { RedemptionDone, RedemptionStep } from '../redemption';
import { factsOf, stepRedemption, takeEffects } from '../run';
import { message, settleStep } from '../settle';
import { takeStock } from '../stock/change';
import { bodyHashOf, nameOf, quantityOf, type Asking } from './asked';
import { capacityOf, checkEvent } from './capacity';
import { load } from './found';
import { checkLimit, lockSpender } from './limit';
import { priceFor } from './price';
import { rowOf } from './row';
import { recipientFor } from './whom';

export type { Asking } from './asked';

/**
 * Asks for a reward: takes it from the stock, sets its price aside, and keeps both until it is collected, given up or expires. In one transaction; of several who want the
 * last one, one has it.
 * @throws NOT_JOINED, REWARD_OFF, INVALID_DATA, DELIVERY_NOT_HERE, EVENT_NOT_ALLOWED (`takeNow` where there is no self-service), CAPACITY_NOT_ALLOWED (in another's name), NOT_FOUND (that person), OUT_OF_STOCK, REDEEM_NO_RULE, REDEEM_REFUSED, REDEEM_LIMIT,
 *   REDEEM_SELF_ONLY, REDEEM_FAMILY_ONLY, REDEEM_OTHERS_ONLY, RECIPIENT_UNKNOWN, RULES_BROKEN, LIFECYCLE_BROKEN, KEY_REUSED, KEY_INVALID, what the ledger refuses (INSUFFICIENT), BUSY
 */
export async function requestReward(sidan: Sidan, asking: Asking): Promise<RedemptionDone> {
  checkKey(asking.key);
  let kept: (() => void) | undefined;
  const run = () =>
    withRetry(() =>
      transact(sidan.db, async (q) => {
        const { done, keep } = await attempt(sidan, q, asking);
        kept = keep;
        return done;
      }),
    );
  // The same key at the same moment, or a code that somebody has already: the second time it is found.
  const done = await run().catch((error: unknown) => (isDuplicate(error) ? run() : Promise.reject(error)));
  kept?.();
  sidan.wake();
  return done;
}

async function attempt(
  sidan: Sidan,
  q: Connection,
  asking: Asking,
): Promise<{ done: RedemptionDone; keep?: () => void }> {
  const { actor, key, now } = asking;
  const bodyHash = bodyHashOf(asking);
  const quantity = quantityOf(asking);
  const named = nameOf(asking);
  const delivery = deliveryOf(asking.delivery);
  const found = await load(sidan, q, asking);
  if (found.request && key) return { done: replay(found.request, 'redemption.request', actor, bodyHash, key) };
  const { reward, outlet, person } = found;
  if (!reward || !outlet || !isOffered(reward, now) || outlet.status !== 'active') throw new SidanError('REWARD_OFF');
  const { regionCode } = reward;
  if (!person && asking.personId === undefined) throw new SidanError('NOT_JOINED');
  if (!person || person.regionCode !== regionCode) throw new SidanError('NOT_FOUND', { what: 'person' });
  const place = outlet.townCode ?? regionCode;
  const capacity = capacityOf(actor, person.id, place);
  const forWhom = await recipientFor(sidan, q, asking, { regionCode, personId: person.id, capacity, named });
  const lifecycle = await sidan.redemptions.current(q, place, now);
  checkEvent(lifecycle, capacity);
  if (delivery && !isDelivered(lifecycle, reward, outlet)) throw new SidanError('DELIVERY_NOT_HERE');
  await lockSpender(sidan, q, person);
  await checkLimit(sidan, q, reward, person.id, quantity, now);
  const byGuardian = actor.personId !== person.id && isWard(actor, person.id);
  const spent = { reward, outlet, person, quantity, forWhom, atHome: delivery !== null, byGuardian };
  const priced = await priceFor(sidan, q, spent, now);
  const row = rowOf(sidan, {
    reward,
    outlet,
    personId: person.id,
    forWhom,
    quantity,
    priced,
    lifecycle,
    now,
    delivery,
  });
  const { low } = await takeStock(sidan, q, row, now);
  const kept = { regionCode, townCode: row.townCode, key: `redemption:${row.id}`, person, at: now };
  row.decisionId = await keepDecision(sidan, q, kept, priced);
  const facts = factsOf(row, outlet, { 'redemption.needsApproval': reward.needsApproval });
  const calendars = calendarsFor(found.calendar);
  const begun = start(lifecycle.definition, { type: 'request', data: {} }, facts, now, calendars);
  if (!begun.ok) throw new SidanError('CLOCK_UNFIT', { order: row.redemptionNo });
  Object.assign(row, { state: begun.state, snapshot: begun.snapshot });
  await sidan.redemptions.keep(q, regionCode, lifecycle);
  const command = { type: 'request', redemptionId: row.id, data: {}, actor, now, key };
  const step: RedemptionStep = {
    ...{ sidan, q, lifecycle, command, row, outlet, calendars, capacity },
    seq: 1,
    notices: [],
    timers: [],
    cancelledTimers: [],
  };
  await takeEffects(step, null, begun.effects);
  const done = await settleStep(step, { from: null, bodyHash, isNew: true });
  if (low) await message(step, 'stockLow', ['siteManager', 'countyAdmin', 'merchant']);
  // What has to be approved first waits like any other.
  if (asking.takeNow === true && row.state === 'ready')
    await stepRedemption(sidan, q, { type: 'takeOut', redemptionId: row.id, data: {}, actor, now });
  return { done, keep: () => sidan.redemptions.kept(regionCode, lifecycle) };
}
