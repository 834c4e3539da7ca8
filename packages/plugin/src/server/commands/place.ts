import { start } from '@sidan/lifecycle';
import type { Model } from '@nocobase/database';
import type { Transaction } from 'sequelize';
import type { FormField } from '../../api/types';
import { covers, isStaff, type Actor } from '../access/actor';
import { carryOutEffect } from '../effects';
import { SidanError } from '../errors';
import { checkForm } from '../forms/check';
import { isId, newOrderNo } from '../ids';
import type { Sidan } from '../sidan';
import { connectionOf, type Connection } from '../sql';
import type { ItemFacts, StepContext } from './command';
import { checkKey, hashBody, replay, type StoredRequest } from './requests';
import { isDuplicate, withRetry } from './retry';
import { factsOf, finishCommand, type CommandAnswer } from './run';

/** What a new order is made of. */
export interface Placing {
  serviceItemId: string;
  /** Values of the form's fields (`forms/fields.ts`), the county's own included. */
  values: Record<string, unknown>;
  /** For somebody without a phone or an account: placed by staff in this person's name. */
  requesterId?: string;
  channel?: 'portal' | 'clerk' | 'grid' | 'hotline';
  actor: Actor;
  now: Date;
  key?: string;
}

interface Found {
  request: StoredRequest | null;
  item: (ItemFacts & { regionCode: string; open: boolean }) | null;
  requester: { id: string; name: string; regionCode: string } | null;
  town: boolean;
}

/**
 * 点单：places an order in the county of its service item.
 *
 * @throws NOT_JOINED, ITEM_CLOSED, INVALID_DATA (all fields at once), CAPACITY_NOT_ALLOWED (in another's name without a role in that town), NOT_FOUND
 *   (that person), KEY_REUSED, KEY_INVALID, BUSY
 */
export async function placeOrder(sidan: Sidan, placing: Placing, fields: readonly FormField[]): Promise<CommandAnswer> {
  checkKey(placing.key);
  const { serviceItemId, values, requesterId, channel } = placing;
  const bodyHash = hashBody({ serviceItemId, values, requesterId, channel });
  const run = () =>
    withRetry(() =>
      sidan.db.sequelize.transaction((transaction) => attempt(sidan, placing, fields, bodyHash, transaction)),
    );
  // The same key at the same moment: one insert won, the others find its answer.
  const answer = await run().catch((error: unknown) => (isDuplicate(error) ? run() : Promise.reject(error)));
  if (!answer.replayed) sidan.wake();
  return answer;
}

async function attempt(
  sidan: Sidan,
  placing: Placing,
  fields: readonly FormField[],
  bodyHash: string,
  transaction: Transaction,
): Promise<CommandAnswer> {
  const q = connectionOf(sidan.db, transaction);
  const { actor, key, now } = placing;
  if (!actor.personId && !placing.requesterId) {
    if (!isStaff(actor)) throw new SidanError('NOT_JOINED');
    throw new SidanError('INVALID_DATA', { problems: [{ field: 'requesterId', code: 'REQUIRED' }] });
  }
  const found = await load(sidan, q, placing);
  if (found.request && key) return { line: replay(found.request, 'place', actor, bodyHash, key), replayed: true };
  const item = found.item;
  if (!item?.open) throw new SidanError('ITEM_CLOSED');
  const { values, problems } = checkForm(fields, placing.values);
  const town = String(values.townCode ?? '');
  if (town && !found.town) problems.push({ field: 'townCode', code: 'CHOICE' });
  if (problems.length) throw new SidanError('INVALID_DATA', { problems });
  const capacity = placingCapacity(placing, town);
  if (!found.requester || found.requester.regionCode !== item.regionCode)
    throw new SidanError('NOT_FOUND', { what: 'requester' });

  const command = { type: 'place', orderId: '', data: {}, actor, now, key };
  const result = start(
    sidan.orders,
    { type: 'place' },
    factsOf({ item, openOffers: 0, openAttendances: 0 }, null),
    now,
    sidan.calendar,
  );
  if (!result.ok) throw new SidanError('EVENT_NOT_ALLOWED', { event: 'place', state: '' });
  const order = (await sidan.db.getModel('sidanOrders').create(
    {
      ...values,
      id: sidan.newId(),
      regionCode: item.regionCode,
      orderNo: newOrderNo(now),
      title: item.name,
      serviceItemId: item.id,
      headcount: item.headcount ?? 1,
      contactName: values.contactName ?? found.requester.name,
      requesterId: found.requester.id,
      channel: placing.channel ?? 'portal',
      priority: 'normal',
      state: result.state,
      placedAt: now,
      definition: sidan.orders.name,
      definitionVersion: sidan.orders.version,
      snapshot: result.snapshot,
      version: 0,
      reopenCount: 0,
    },
    { transaction, sidanCommand: true } as never,
  )) as Model;
  // The host's workflows and listeners hear of a new order as they would of one made in its own form.
  await sidan.db.emitAsync('sidanOrders.afterCreateWithAssociations', order, { transaction });
  const ctx: StepContext = {
    sidan,
    q,
    transaction,
    command: { ...command, orderId: String(order.get('id')) },
    order,
    item,
    ties: [],
    expiresAt: null,
    openOffers: 0,
    openAttendances: 0,
    touchedTeams: new Set(),
    closedOffers: false,
    notices: [],
    timers: [],
    cancelledTimers: [],
  };
  for (const effect of result.effects) await carryOutEffect(ctx, effect);
  const line = await finishCommand(ctx, {
    from: null,
    to: result.state,
    seq: 1,
    capacity,
    snapshot: result.snapshot,
    teamName: null,
    bodyHash,
  });
  return { line, replayed: false };
}

/** Oneself; or, in another's name, a role that covers the town. @throws CAPACITY_NOT_ALLOWED */
function placingCapacity({ actor, requesterId, channel }: Placing, town: string): string {
  const forOneself = !requesterId || requesterId === actor.personId;
  if (forOneself && (channel ?? 'portal') === 'portal') return 'requester';
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
  ]);
  return rows[0]!.found;
}

const STATEMENT = `
with item as (select * from {sidanServiceItems} i where i.[id] = $1::uuid)
select json_build_object(
  'request', (select json_build_object('action', r.[action], 'actor', r.[actor], 'bodyHash', r.[bodyHash], 'answer', r.[answer])
                from {sidanRequests} r where r.[regionCode] = (select item.[regionCode] from item) and r.[key] = $2),
  'item', (select json_build_object('id', i.[id], 'regionCode', i.[regionCode], 'code', i.[code], 'name', i.[name], 'nameEn', i.[nameEn], 'category', i.[category],
                                    'unit', i.[unit], 'responseMinutes', i.[responseMinutes], 'needsReview', coalesce(i.[needsReview], false), 'headcount', i.[headcount],
                                    'open', coalesce(i.[status], 'active') = 'active') from item i),
  'requester', (select json_build_object('id', p.[id], 'name', p.[name], 'regionCode', p.[regionCode]) from {sidanPeople} p where p.[id] = $3::uuid),
  'town', exists (select 1 from {sidanRegions} t where t.[code] = $4 and t.[level] = 'town' and t.[regionCode] = (select item.[regionCode] from item))
) as found`;
