import { checkEventData, eventSpec, start } from '@sidan/lifecycle';
import type { WorkCalendarSetting } from '../../api/types';
import { covers, isStaff, type Actor } from '../access/actor';
import { isWard } from '../access/wards';
import { calendarsFor } from '../calendar';
import { checkKey, hashBody, replay, type StoredRequest } from '../commands/requests';
import { isDuplicate, withRetry } from '../commands/retry';
import { SidanError } from '../errors';
import { isId, newOrderNo } from '../ids';
import type { Lifecycle } from '../lifecycles';
import { dayOf } from '../packs/regions';
import type { Sidan } from '../sidan';
import { keepDecision } from '../spending/decision';
import { householdOf, type Household } from '../spending/holder';
import { pricesOf, type Priced, type Wanted } from '../spending/price';
import { refusedByRule } from '../spending/refused';
import type { Connection } from '../sql';
import { transact } from '../transaction';
import { codeIndex, newCode } from './code';
import { deliveryColumns, deliveryOf, isDelivered, type Delivery } from './delivery';
import { OUTLET } from './lock';
import { isOffered, REWARD, usedBy, type RewardRow } from './offered';
import { recipientAmong, recipientInBook, recipientsOf } from './recipients';
import type { OutletFacts, RedemptionDone, RedemptionRow, RedemptionStep } from './redemption';
import { factsOf, stepRedemption, takeEffects } from './run';
import { message, settleStep } from './settle';
import { takeStock } from './stock';
import { wantedOf } from './wanted';

export const QUANTITY_MAX = 100;
const NAME_MAX = 50;

/** 申请兑换：what somebody asks for. */
export interface Asking {
  rewardId: unknown;
  outletId: unknown;
  quantity: unknown;
  /** For somebody else whom the book knows. */
  beneficiaryId?: unknown;
  /** For somebody else, by name only. */
  beneficiaryName?: unknown;
  /** 送货上门：`{ address, phone }`. */
  delivery?: unknown;
  /** 自助领取：taken out at once, by who is there. */
  takeNow?: unknown;
  /** For somebody without a telephone: by staff who have an office over the outlet's place, or by their guardian. */
  personId?: unknown;
  actor: Actor;
  now: Date;
  key?: string;
}

interface Found {
  request: StoredRequest<RedemptionDone> | null;
  reward: RewardRow | null;
  outlet: (OutletFacts & { status: string }) | null;
  person: {
    id: string;
    name: string;
    regionCode: string;
    townCode: string | null;
    isVolunteer: boolean;
    household: Household | null;
  } | null;
  calendar: WorkCalendarSetting | null;
}

/**
 * Asks for a reward: takes it from the stock, sets its price aside, and keeps both until it is collected, given up or expires. In one transaction; of several who want the
 * last one, one has it.
 * @throws NOT_JOINED, REWARD_OFF, INVALID_DATA, DELIVERY_NOT_HERE, EVENT_NOT_ALLOWED (`takeNow` where there is no self-service), CAPACITY_NOT_ALLOWED (in another's name), NOT_FOUND (that person), OUT_OF_STOCK, REDEEM_NO_RULE, REDEEM_REFUSED, REDEEM_LIMIT,
 *   REDEEM_SELF_ONLY, REDEEM_FAMILY_ONLY, REDEEM_OTHERS_ONLY, RECIPIENT_UNKNOWN, RULES_BROKEN, LIFECYCLE_BROKEN, KEY_REUSED, KEY_INVALID, what the ledger refuses (INSUFFICIENT), BUSY
 */
export async function requestReward(sidan: Sidan, asking: Asking): Promise<RedemptionDone> {
  checkKey(asking.key);
  const { rewardId, outletId, quantity, beneficiaryId, beneficiaryName, personId, delivery, takeNow } = asking;
  const bodyHash = hashBody({
    rewardId,
    outletId,
    quantity,
    beneficiaryId,
    beneficiaryName,
    personId,
    delivery,
    takeNow,
  });
  let kept: (() => void) | undefined;
  const run = () =>
    withRetry(() =>
      transact(sidan.db, async (q) => {
        const { done, keep } = await attempt(sidan, q, asking, bodyHash);
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
  bodyHash: string,
): Promise<{ done: RedemptionDone; keep?: () => void }> {
  const { actor, key, now } = asking;
  const quantity = quantityOf(asking.quantity);
  const named = nameOf(asking.beneficiaryName);
  const delivery = deliveryOf(asking.delivery);
  const found = await load(sidan, q, asking);
  if (found.request && key) return { done: replay(found.request, 'redemption.request', actor, bodyHash, key) };
  const { reward, outlet, person } = found;
  if (!reward || !outlet || !isOffered(reward, now) || outlet.status !== 'active') throw new SidanError('REWARD_OFF');
  const { regionCode } = reward;
  if (!person && asking.personId === undefined) throw new SidanError('NOT_JOINED');
  if (!person || person.regionCode !== regionCode) throw new SidanError('NOT_FOUND', { what: 'person' });
  const capacity = capacityOf(actor, person.id, outlet.townCode ?? regionCode);
  const forWhom = await recipientFor(sidan, q, asking, regionCode, person.id, capacity, named);
  const lifecycle = await sidan.redemptions.current(q, outlet.townCode ?? regionCode, now);
  checkEvent(lifecycle, capacity);
  if (delivery && !isDelivered(lifecycle, reward, outlet)) throw new SidanError('DELIVERY_NOT_HERE');
  // One after the other for one person, and for one household: no limit is passed by two requests at once.
  await q.query(
    sidan.write(`select 1 from {sidanPeople} where [regionCode] = $1 and [id] = $2::uuid for no key update`),
    [regionCode, person.id],
  );
  if (person.household)
    await q.query(
      sidan.write(`select 1 from {sidanHouseholds} where [regionCode] = $1 and [id] = $2::uuid for no key update`),
      [regionCode, person.household.id],
    );
  await checkLimit(sidan, q, reward, person.id, quantity, now);
  const byGuardian = actor.personId !== person.id && isWard(actor, person.id);
  const more = { atHome: delivery !== null, byGuardian };
  const priced = await priceFor(sidan, q, reward, outlet, person, quantity, forWhom, more, now);
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

function quantityOf(given: unknown): number {
  const quantity = given === undefined ? 1 : Number(given);
  if (Number.isSafeInteger(quantity) && quantity >= 1 && quantity <= QUANTITY_MAX) return quantity;
  throw new SidanError('INVALID_DATA', { problems: [{ field: 'quantity', code: 'RANGE', min: 1, max: QUANTITY_MAX }] });
}

/** Somebody else for whom it is: known to the book, or by name only. */
interface ForWhom {
  id?: string;
  name: string;
  relation?: string | null;
}

const forOf = (whom: ForWhom | null): Wanted['for'] => (!whom ? 'self' : whom.relation ? 'family' : 'other');

/** Who asks for themselves chooses among those whom they know; staff, anybody in the book. @throws RECIPIENT_UNKNOWN */
async function recipientFor(
  sidan: Sidan,
  q: Connection,
  { beneficiaryId, now }: Asking,
  regionCode: string,
  personId: string,
  capacity: ReturnType<typeof capacityOf>,
  named: string | null,
): Promise<ForWhom | null> {
  if (beneficiaryId === undefined || beneficiaryId === null || beneficiaryId === personId)
    return named ? { name: named } : null;
  const known = await recipientsOf(sidan, q, regionCode, personId, now);
  return capacity === 'requester' || known.some(({ id }) => id === beneficiaryId)
    ? recipientAmong(known, beneficiaryId)
    : recipientInBook(sidan, q, regionCode, beneficiaryId);
}

function nameOf(given: unknown): string | null {
  const name = typeof given === 'string' ? given.trim() : '';
  if (name.length > NAME_MAX)
    throw new SidanError('INVALID_DATA', { problems: [{ field: 'beneficiaryName', code: 'FIELD_TOO_LONG' }] });
  return name || null;
}

/** Oneself or one's ward; or, in another's name, an office over the outlet's place. @throws CAPACITY_NOT_ALLOWED */
function capacityOf(actor: Actor, personId: string, place: string): 'requester' | 'siteManager' | 'dispatcher' {
  if (actor.personId === personId || isWard(actor, personId)) return 'requester';
  const role = (['siteManager', 'dispatcher'] as const).find((one) =>
    actor.scopes.some((scope) => scope.role === one && covers(scope, place)),
  );
  if (role) return role;
  if (actor.unbound) return 'siteManager';
  const error = new SidanError('CAPACITY_NOT_ALLOWED', { event: 'request' });
  error.definition = 'redemption';
  throw error;
}

function checkEvent({ definition }: Lifecycle, capacity: ReturnType<typeof capacityOf>): void {
  const spec = eventSpec(definition, 'request');
  if (spec?.by.includes(capacity) && !checkEventData(spec, {}).length) return;
  const error = new SidanError(spec ? 'CAPACITY_NOT_ALLOWED' : 'EVENT_NOT_ALLOWED', { event: 'request', state: '' });
  error.definition = 'redemption';
  throw error;
}

/** @throws REDEEM_LIMIT */
async function checkLimit(
  sidan: Sidan,
  q: Connection,
  reward: RewardRow,
  personId: string,
  quantity: number,
  now: Date,
): Promise<void> {
  if (reward.limitCount === null) return;
  const used = (await usedBy(sidan, q, reward.regionCode, personId, [reward], now)).get(reward.id) ?? 0;
  if (used + quantity > reward.limitCount)
    throw new SidanError('REDEEM_LIMIT', { limit: reward.limitCount, window: reward.limitWindow, used });
}

/** @throws REDEEM_NO_RULE, REDEEM_REFUSED, REDEEM_SELF_ONLY, REDEEM_FAMILY_ONLY, REDEEM_OTHERS_ONLY */
async function priceFor(
  sidan: Sidan,
  q: Connection,
  reward: RewardRow,
  outlet: OutletFacts,
  person: NonNullable<Found['person']>,
  quantity: number,
  forWhom: ForWhom | null,
  { atHome, byGuardian }: { atHome: boolean; byGuardian: boolean },
  now: Date,
): Promise<Priced> {
  const { regionCode } = reward;
  const { townCode, isVolunteer, household } = person;
  const spender = { personId: person.id, townCode, isVolunteer, household };
  const asked = { regionCode, place: outlet.townCode ?? regionCode, at: now };
  const wanted: Wanted = {
    ...wantedOf(reward, quantity, outlet.kind, atHome),
    ...(forWhom?.id ? { recipientId: forWhom.id } : {}),
    for: forOf(forWhom),
    byGuardian,
  };
  const [priced] = await pricesOf(sidan, q, asked, spender, [wanted]);
  if (!priced) throw new SidanError('REDEEM_NO_RULE');
  if (!priced.redemption.allowed) throw await refusedByRule(sidan, q, regionCode, priced);
  const { benefits } = priced.redemption;
  if (forWhom && benefits === 'self') throw new SidanError('REDEEM_SELF_ONLY');
  if (forWhom && !forWhom.relation && benefits === 'household') throw new SidanError('REDEEM_FAMILY_ONLY');
  if (!forWhom && benefits === 'thirdParty') throw new SidanError('REDEEM_OTHERS_ONLY');
  return priced;
}

interface Making {
  reward: RewardRow;
  outlet: OutletFacts;
  personId: string;
  forWhom: ForWhom | null;
  quantity: number;
  priced: Priced;
  lifecycle: Lifecycle;
  now: Date;
  delivery: Delivery | null;
}

const DAY_MS = 24 * 60 * 60_000;

function rowOf(sidan: Sidan, making: Making): RedemptionRow {
  const { reward, outlet, personId, forWhom, quantity, priced, lifecycle, now, delivery } = making;
  const { cost, asset, refund } = priced.redemption;
  const code = newCode();
  // As long as the rule says, or the reward itself.
  const byRule = refund ? Math.round((Date.parse(refund.until) - Date.parse(dayOf(now))) / DAY_MS) + 1 : null;
  return {
    id: sidan.newId(),
    regionCode: reward.regionCode,
    redemptionNo: newOrderNo(now),
    state: 'new',
    rewardId: reward.id,
    rewardName: reward.name,
    outletId: outlet.id,
    townCode: outlet.townCode,
    quantity,
    personId,
    householdId: priced.holder.ownerKind === 'household' ? priced.holder.ownerId : null,
    beneficiaryId: forWhom?.id ?? null,
    beneficiaryName: forWhom?.name ?? null,
    ...deliveryColumns(sidan.vault, delivery),
    carrier: null,
    signedBy: null,
    price: cost,
    asset,
    refund: refund?.amount ?? null,
    returnDays: refund ? (reward.returnDays ?? byRule) : null,
    decisionId: null,
    requestedAt: now,
    dueAt: null,
    collectedAt: null,
    collectedBy: null,
    closedAt: null,
    version: 0,
    definitionVersion: lifecycle.definition.version,
    snapshot: null,
    holdId: null,
    captureId: null,
    codeIndex: codeIndex(sidan.vault, reward.regionCode, code),
    codeCipher: sidan.vault.seal(code),
  };
}

async function load(sidan: Sidan, q: Connection, asking: Asking): Promise<Found> {
  const id = (value: unknown) => (isId(value) ? value : null);
  const { rows } = await q.query<{ found: Found }>(sidan.write(STATEMENT), [
    id(asking.rewardId),
    id(asking.outletId),
    asking.personId === undefined ? (asking.actor.personId ?? null) : id(asking.personId),
    asking.key ?? null,
  ]);
  const found = rows[0]!.found;
  const { personId, actor } = asking;
  if (personId !== undefined && !isStaff(actor) && personId !== actor.personId && !isWard(actor, personId))
    throw new SidanError('NOT_FOUND', { what: 'person' });
  return found;
}

const STATEMENT = `
with w as (select * from {sidanRewards} where [id] = $1::uuid)
select json_build_object(
  'reward', (select ${REWARD} from w),
  'outlet', (select (${OUTLET})::jsonb || jsonb_build_object('status', coalesce(t.[status], 'active'))
               from {sidanOutlets} t where t.[id] = $2::uuid and t.[regionCode] = (select w.[regionCode] from w)),
  'person', (select json_build_object('id', p.[id], 'name', p.[name], 'regionCode', p.[regionCode], 'townCode', p.[townCode], 'household', ${householdOf('p.[regionCode]', 'p.[id]')}, 'isVolunteer',
                      exists (select 1 from {sidanVolunteers} v where v.[personId] = p.[id] and coalesce(v.[status], 'active') = 'active'))
               from {sidanPeople} p where p.[id] = $3::uuid),
  'request', (select json_build_object('action', q.[action], 'actor', q.[actor], 'bodyHash', q.[bodyHash], 'answer', q.[answer])
                from {sidanRequests} q where q.[regionCode] = (select w.[regionCode] from w) and q.[key] = $4),
  'calendar', (select c.[calendar] from {sidanCounties} c where c.[regionCode] = (select w.[regionCode] from w))
) as found`;
