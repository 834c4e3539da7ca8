import { checkEventData, eventSpec, start } from '@sidan/lifecycle';
import type { Model } from '@nocobase/database';
import type { Transaction } from 'sequelize';
import type { FormField, WorkCalendarSetting } from '../../api/types';
import { covers, isStaff, type Actor } from '../access/actor';
import { OFFICES } from '../access/roles';
import { isWard } from '../access/wards';
import { calendarsFor } from '../calendar';
import { carryOutEffect } from '../effects';
import { SidanError } from '../errors';
import { checkForm } from '../forms/check';
import { familyOf } from '../households/family';
import { isId, newOrderNo } from '../ids';
import type { Lifecycle } from '../lifecycles';
import { addedFacts } from '../packs/facts/added';
import { codesOf } from '../packs/regions';
import { revisionSql } from '../packs/stored';
import type { Sidan } from '../sidan';
import { connectionOf, type Connection } from '../sql';
import { emergencyFor } from '../emergencies/force';
import type { ItemNow, NeutralLine, StepContext } from './command';
import { addedOfOrder, lifecycleFacts } from './facts';
import { checkKey, hashBody, replay, type StoredRequest } from './requests';
import { isDuplicate, withRetry } from './retry';
import { finishCommand, type CommandAnswer } from './run';

/** 来源：by which way an order came. */
export type Channel = 'portal' | 'clerk' | 'grid' | 'hotline' | 'plan' | 'batch' | 'open311';

/** Who asks, and for whom when that is somebody else. */
export interface PlacedFor {
  requester: { id: string; name: string; regionCode: string };
  beneficiaryId?: string;
}

/** What a new order is made of. */
export interface Placing {
  /** How it begins: `place` 点单, or `declare` 申报 where a county has the route of self-reports. */
  event?: 'place' | 'declare';
  /** Data of the event, where its lifecycle asks for any. */
  data?: Record<string, unknown>;
  serviceItemId: string;
  /** Values of the form's fields (`forms/fields.ts`), the county's own included. */
  values: Record<string, unknown>;
  /** For somebody without a phone or an account: placed in this person's name by staff, or by their guardian. */
  requesterId?: string;
  /** For somebody of the household of who asks. */
  beneficiaryId?: unknown;
  channel?: Channel;
  /** Who asks, and for whom, found or made in the order's own transaction (`intake/`); instead of `requesterId`. */
  people?(transaction: Transaction, regionCode: string): Promise<PlacedFor>;
  /** The people as they were named: the same key with others is another request. */
  told?: unknown;
  /** Columns beside the form's. */
  extra?: { latitude?: number; longitude?: number; expectEnd?: Date };
  /** Kept with the event beside its data: where it comes from. */
  origin?: Record<string, unknown>;
  /** One of many: the staff are told of all of them together, by who places them. */
  oneOfMany?: boolean;
  /** Written together with the order, or not at all. */
  also?(transaction: Transaction, line: NeutralLine): Promise<void>;
  actor: Actor;
  now: Date;
  key?: string;
}

interface Found {
  request: StoredRequest | null;
  item: (ItemNow & { regionCode: string; open: boolean }) | null;
  requester: { id: string; name: string; regionCode: string } | null;
  town: boolean;
  /** What the county has set; null where the standard holds. */
  calendar: WorkCalendarSetting | null;
  revision: string;
  /** Whether the requester is a volunteer. */
  volunteer: boolean;
}

interface Attempt extends CommandAnswer {
  /** What was kept with the order, if this was committed. */
  kept?: { regionCode: string; lifecycle: Lifecycle };
}

/**
 * 点单：places an order in the county of its service item.
 *
 * @throws NOT_JOINED, ITEM_CLOSED, EMERGENCY_ONLY, EVENT_NOT_ALLOWED (a route that the county has not), LIFECYCLE_BROKEN, RULES_BROKEN, INVALID_DATA (all fields at once), CAPACITY_NOT_ALLOWED (in another's name without a role in that town), BENEFICIARY_UNKNOWN, NOT_FOUND
 *   (that person), KEY_REUSED, KEY_INVALID, BUSY
 */
export async function placeOrder(sidan: Sidan, placing: Placing, fields: readonly FormField[]): Promise<CommandAnswer> {
  checkKey(placing.key);
  const { serviceItemId, values, requesterId, beneficiaryId, channel, data, told } = placing;
  const more = { ...(told ? { told } : {}), ...(beneficiaryId ? { beneficiaryId } : {}) };
  const bodyHash = hashBody({ serviceItemId, values, requesterId, channel, data, ...more });
  const run = () =>
    withRetry(() =>
      sidan.db.sequelize.transaction((transaction) => attempt(sidan, placing, fields, bodyHash, transaction)),
    );
  // The same key at the same moment: one insert won, the others find its answer.
  const answer = await run().catch((error: unknown) => (isDuplicate(error) ? run() : Promise.reject(error)));
  const { kept, line, replayed } = answer;
  if (kept) sidan.lifecycles.kept(kept.regionCode, kept.lifecycle);
  if (!replayed) sidan.wake();
  return { line, replayed };
}

async function attempt(
  sidan: Sidan,
  placing: Placing,
  fields: readonly FormField[],
  bodyHash: string,
  transaction: Transaction,
): Promise<Attempt> {
  const q = connectionOf(sidan.db, transaction);
  const { actor, key, now, event = 'place' } = placing;
  if (!actor.personId && !placing.requesterId && !placing.people) {
    if (!isStaff(actor)) throw new SidanError('NOT_JOINED');
    throw new SidanError('INVALID_DATA', { problems: [{ field: 'requesterId', code: 'REQUIRED' }] });
  }
  const found = await load(sidan, q, placing);
  if (found.request && key) return { line: replay(found.request, event, actor, bodyHash, key), replayed: true };
  const item = found.item;
  if (!item?.open) throw new SidanError('ITEM_CLOSED');
  if (item.emergencyOnly && !item.emergencyId) throw new SidanError('EMERGENCY_ONLY');
  const town = String(placing.values.townCode ?? '');
  const lifecycle = found.town
    ? await sidan.lifecycles.current(q, town, now, found.revision)
    : await sidan.lifecycles.current(q, item.regionCode, now);
  const { definition } = lifecycle;
  const spec = eventSpec(definition, event);
  if (!spec) throw new SidanError('EVENT_NOT_ALLOWED', { event, state: '' });
  const told = toldBeside(spec, fields, placing.values);
  const data = { ...placing.data, ...told };
  const { values, problems } = checkForm(fields, without(placing.values, told));
  if (town && !found.town) problems.push({ field: 'townCode', code: 'CHOICE' });
  const wrong = [...problems, ...checkEventData(spec, data).map(({ path, code }) => ({ field: path, code }))];
  if (wrong.length) throw new SidanError('INVALID_DATA', { problems: wrong });
  const capacity = placingCapacity(placing, town, found.volunteer);
  const { requester, beneficiaryId } = placing.people
    ? await placing.people(transaction, item.regionCode)
    : { requester: found.requester, beneficiaryId: await relativeFor(sidan, q, placing, item.regionCode, found) };
  if (!requester || requester.regionCode !== item.regionCode) throw new SidanError('NOT_FOUND', { what: 'requester' });

  const command = { type: event, orderId: '', data: { ...data, ...placing.origin }, actor, now, key };
  const channel = placing.channel ?? 'portal';
  const known = {
    item,
    openOffers: 0,
    openAttendances: 0,
    rated: [],
    toRedeem: 0,
    channel,
    level: 'center',
    emergency: item.emergencyId !== null,
    added: addedOfOrder(addedFacts(sidan.db, sidan.coreOf, ['order']), (field) => values[field]),
  };
  const calendars = calendarsFor(found.calendar);
  const result = start(definition, { type: event, data }, lifecycleFacts(definition, known), now, calendars);
  if (!result.ok) {
    if (result.code === 'EVENT_NOT_ALLOWED') throw new SidanError('EVENT_NOT_ALLOWED', { event, state: '' });
    throw new SidanError('CLOCK_UNFIT', { order: item.name });
  }
  const order = (await sidan.db.getModel('sidanOrders').create(
    {
      ...values,
      ...placing.extra,
      id: sidan.newId(),
      regionCode: item.regionCode,
      orderNo: newOrderNo(now),
      title: item.name,
      serviceItemId: item.id,
      emergencyId: item.emergencyId,
      headcount: item.headcount ?? 1,
      teamCount: item.teamCount ?? 1,
      contactName: values.contactName ?? requester.name,
      requesterId: requester.id,
      beneficiaryId: beneficiaryId ?? null,
      channel,
      level: 'center',
      ...(event === 'declare' ? { description: String(data.summary ?? values.description ?? '') } : {}),
      priority: 'normal',
      state: result.state,
      placedAt: now,
      definition: definition.name,
      definitionVersion: definition.version,
      snapshot: result.snapshot,
      version: 0,
      reopenCount: 0,
    },
    { transaction, sidanCommand: true } as never,
  )) as Model;
  // The host's workflows and listeners hear of a new order as they would of one made in its own form.
  await sidan.db.emitAsync('sidanOrders.afterCreateWithAssociations', order, { transaction });
  await sidan.lifecycles.keep(q, item.regionCode, lifecycle);
  const ctx: StepContext = {
    sidan,
    lifecycle,
    q,
    transaction,
    command: { ...command, orderId: String(order.get('id')) },
    order,
    item,
    ties: [],
    calendars,
    expiresAt: null,
    offeredTo: new Set(),
    present: new Set(),
    teams: [],
    parts: [],
    ratings: [],
    toRedeem: 0,
    capacity,
    touchedTeams: new Set(),
    closedOffers: false,
    notices: [],
    timers: [],
    cancelledTimers: [],
  };
  for (const effect of result.effects) await carryOutEffect(ctx, effect);
  if (placing.oneOfMany) ctx.notices = notToOffices(ctx.notices);
  const line = await finishCommand(ctx, {
    from: null,
    to: result.state,
    seq: 1,
    snapshot: result.snapshot,
    teamName: null,
    bodyHash,
  });
  await placing.also?.(transaction, line);
  return { line, replayed: false, kept: { regionCode: item.regionCode, lifecycle } };
}

/** 为家人点单：somebody of the household of who asks; oneself is nobody else. @throws BENEFICIARY_UNKNOWN */
async function relativeFor(
  sidan: Sidan,
  q: Connection,
  { beneficiaryId }: Placing,
  regionCode: string,
  { requester }: Found,
): Promise<string | undefined> {
  if (!beneficiaryId || beneficiaryId === requester?.id) return undefined;
  const family = requester ? await familyOf(sidan, q, regionCode, requester.id) : [];
  const found = family.find(({ personId }) => personId === beneficiaryId);
  if (!found) throw new SidanError('BENEFICIARY_UNKNOWN');
  return found.personId;
}

function notToOffices(notices: StepContext['notices']): StepContext['notices'] {
  return notices.flatMap((notice) => {
    const to = notice.to.filter((capacity) => !Object.hasOwn(OFFICES, capacity));
    return to.length ? [{ ...notice, to }] : [];
  });
}

/** Data of the event itself (`pay`, `summary`, what a county's layer asks): sent beside the form, and none of its fields. */
function toldBeside(
  spec: NonNullable<ReturnType<typeof eventSpec>>,
  form: readonly FormField[],
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const own = spec.fields.filter(({ name }) => name in values && !form.some((field) => field.name === name));
  return Object.fromEntries(own.flatMap(({ name }) => (isBlank(values[name]) ? [] : [[name, values[name]]])));
}

const isBlank = (value: unknown): boolean => value === undefined || value === null || value === '';

function without(values: Record<string, unknown>, told: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !(name in told)));
}

/** Oneself or one's ward; or, in another's name, a role that covers the town. What one has done oneself, only a volunteer declares. @throws CAPACITY_NOT_ALLOWED */
function placingCapacity(
  { actor, requesterId, channel, event = 'place' }: Placing,
  town: string,
  volunteer: boolean,
): string {
  // Another system, whose key was checked (`intake/open311`), or a plan of the county's own.
  if (actor.kind === 'system') return 'system';
  const forOneself = !requesterId || requesterId === actor.personId;
  if (event === 'declare') {
    if (forOneself && volunteer) return 'volunteer';
    throw new SidanError('CAPACITY_NOT_ALLOWED', { event });
  }
  if ((forOneself || isWard(actor, requesterId)) && (channel ?? 'portal') === 'portal') return 'requester';
  const scope = actor.scopes.find(
    ({ role, code }) => ['dispatcher', 'siteManager', 'countyAdmin'].includes(role) && covers({ role, code }, town),
  );
  if (scope) return scope.role;
  if (actor.unbound) return 'dispatcher';
  throw new SidanError('CAPACITY_NOT_ALLOWED', { event: 'place' });
}

async function load(sidan: Sidan, q: Connection, placing: Placing): Promise<Found> {
  const uuid = (value: unknown) => (typeof value === 'string' && isId(value) ? value : null);
  const { rows } = await q.query<{ found: Found }>(sidan.write(STATEMENT), [
    uuid(placing.serviceItemId),
    placing.key ?? null,
    placing.requesterId === undefined ? (placing.actor.personId ?? null) : uuid(placing.requesterId),
    String(placing.values.townCode ?? ''),
    codesOf(String(placing.values.townCode ?? '')),
    placing.now,
  ]);
  return rows[0]!.found;
}

const STATEMENT = `
with item as (select * from {sidanServiceItems} i where i.[id] = $1::uuid)
select json_build_object(
  'request', (select json_build_object('action', r.[action], 'actor', r.[actor], 'bodyHash', r.[bodyHash], 'answer', r.[answer])
                from {sidanRequests} r where r.[regionCode] = (select item.[regionCode] from item) and r.[key] = $2),
  'item', (select json_build_object('id', i.[id], 'regionCode', i.[regionCode], 'code', i.[code], 'name', i.[name], 'nameEn', i.[nameEn], 'category', i.[category],
                                    'unit', i.[unit], 'responseMinutes', i.[responseMinutes], 'needsReview', coalesce(i.[needsReview], false), 'headcount', i.[headcount], 'teamCount', i.[teamCount],
                                    'emergencyOnly', coalesce(i.[emergencyOnly], false), 'emergencyId', ${emergencyFor('i', '$6')},
                                    'open', coalesce(i.[status], 'active') = 'active') from item i),
  'requester', (select json_build_object('id', p.[id], 'name', p.[name], 'regionCode', p.[regionCode]) from {sidanPeople} p where p.[id] = $3::uuid),
  'calendar', (select c.[calendar] from {sidanCounties} c where c.[regionCode] = (select item.[regionCode] from item)),
  'revision', (${revisionSql('$5')}),
  'volunteer', exists (select 1 from {sidanVolunteers} v where v.[personId] = $3::uuid and coalesce(v.[status], 'active') = 'active'),
  'town', exists (select 1 from {sidanRegions} t where t.[code] = $4 and t.[level] = 'town' and t.[regionCode] = (select item.[regionCode] from item))
) as found`;
