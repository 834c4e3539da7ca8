import { can, eventSpec, type Snapshot } from '@sidan/lifecycle';
import type { Model } from '@nocobase/database';
import type { AllowedEvent, Capacity, OrderDetail, OrderEventType, TimelineEntry } from '../../api/types';
import { capacitiesOf, type TeamTie } from '../access/capacities';
import { factsOf, placeOf } from '../commands/run';
import { readOrder } from '../commands/surroundings';
import { SidanError } from '../errors';
import { customFields, type Compile, type CoreFields } from '../forms/fields';
import type { StoredOutcome, Words } from '../packs/words';
import { maskName } from '../privacy/masks';
import { sayLine } from './lines';
import { iso, rowsOf, type Reader } from './reader';

interface Found {
  events:
    | {
        seq: number;
        type: string;
        at: string;
        capacity: string;
        actorName: string;
        actorPersonId: string | null;
        toState: OrderDetail['state'];
        reason: string | null;
        note: string | null;
        report: string | null;
      }[]
    | null;
  offers:
    | {
        id: string;
        teamName: string;
        state: OrderDetail['offers'][number]['state'];
        offeredAt: string;
        answeredAt: string | null;
        reason: string | null;
      }[]
    | null;
  attendances:
    | {
        id: string;
        personId: string;
        name: string;
        checkInAt: string;
        checkOutAt: string | null;
        minutes: number | null;
      }[]
    | null;
  ratings: { raterKind: string; score: number; comment: string | null; at: string }[] | null;
  decisions:
    | {
        id: string;
        at: string;
        subjectId: string;
        subjectName: string;
        pack: string;
        packVersion: string;
        rule: string;
        kind: string;
        amount: number | null;
        outcome: StoredOutcome;
      }[]
    | null;
}

/** Of decisions from before assets had measures. */
const WHOLE_POINTS = { unit: 'point', scale: 0 };

/** Capacities that work on an order and see names in full; a requester sees that somebody acted. */
const INSIDE: readonly Capacity[] = [
  'dispatcher',
  'siteManager',
  'countyAdmin',
  'supervisor',
  'teamLeader',
  'volunteer',
];

/** While the team serves, its people may call; afterwards the number is masked again. */
const MAY_CALL = new Set(['accepted', 'serving']);

/**
 * One order as this reader may see it: its story, its people, the decisions in words, and what the reader may do now.
 * @throws ORDER_NOT_FOUND also when the reader has no part in it
 */
export async function orderDetail(
  reader: Reader,
  orderId: string,
  core: CoreFields,
  compile: Compile,
): Promise<OrderDetail> {
  const { sidan, q, actor, say } = reader;
  const { order, around } = await readOrder(sidan, q, { orderId, actor });
  const place = placeOf(order);
  const capacities = capacitiesOf(actor, place, around.ties);
  if (!capacities.length) throw new SidanError('ORDER_NOT_FOUND');
  const inside = capacities.some((capacity) => INSIDE.includes(capacity));
  const [row] = await rowsOf<{ found: Found }>(reader, STATEMENT, [place.regionCode, orderId]);
  const found = row!.found;
  const words = await sidan.packs.words(q, reader.lang, place.regionCode, found.decisions ?? [], compile);
  const allowed = can(sidan.orders, order.get('snapshot') as Snapshot, capacities, factsOf(around, order));
  const line = await sayLine(reader, {
    id: orderId,
    regionCode: place.regionCode,
    orderNo: String(order.get('orderNo')),
    title: String(order.get('title')),
    state: order.get('state') as OrderDetail['state'],
    itemName: around.item?.name ?? '',
    itemNameEn: around.item?.nameEn ?? null,
    placedAt: iso(order.get('placedAt') as Date)!,
    expectStart: iso(order.get('expectStart') as Date | null) ?? null,
    townCode: place.townCode,
    teamName: around.teamName,
    allowed,
    version: Number(order.get('version')),
  });
  const who = (name: string, personId: string | null) =>
    inside || (personId && personId === actor.personId) ? name : maskName(name);
  const text = (name: string) => (order.get(name) as string | null) ?? undefined;
  return {
    ...line,
    regionCode: place.regionCode,
    description: text('description'),
    address: text('address'),
    contactName: text('contactName'),
    contactPhone: phoneFor(reader, order, capacities, around.ties),
    expectEnd: iso(order.get('expectEnd') as Date | null),
    headcount: Number(order.get('headcount') ?? 1),
    priority: (order.get('priority') as 'normal' | 'urgent' | null) ?? 'normal',
    channel: say(`collections.sidanOrders.channel.${String(order.get('channel'))}`),
    dueAt: iso(order.get('dueAt') as Date | null),
    customFields: customValues(reader, order, core, compile),
    timeline: (found.events ?? []).map(
      (event): TimelineEntry => ({
        seq: event.seq,
        type: event.type,
        label: say(`lifecycle.done.${event.type}`),
        at: iso(event.at)!,
        by: event.actorName
          ? `${who(event.actorName, event.actorPersonId)} · ${say(`lifecycle.capacity.${event.capacity}`)}`
          : say(`lifecycle.capacity.${event.capacity}`),
        toState: event.toState,
        toStateName: say(`lifecycle.state.${event.toState}`),
        reason: event.reason ?? undefined,
        // The centre's word is for the team; what was done at home the resident may read.
        note: event.report || (inside && event.note) || undefined,
      }),
    ),
    offers: inside
      ? (found.offers ?? []).map((offer) => ({
          ...offer,
          offeredAt: iso(offer.offeredAt)!,
          answeredAt: iso(offer.answeredAt),
          reason: offer.reason ?? undefined,
        }))
      : [],
    attendances: (found.attendances ?? []).map((row) => ({
      id: row.id,
      volunteerName: who(row.name, row.personId),
      mine: row.personId === actor.personId,
      checkInAt: iso(row.checkInAt)!,
      checkOutAt: iso(row.checkOutAt),
      minutes: row.minutes ?? undefined,
    })),
    ratings: (found.ratings ?? []).map((rating) => ({
      ...rating,
      comment: rating.comment ?? undefined,
      at: iso(rating.at)!,
    })),
    decisions: (found.decisions ?? [])
      .filter((decision) => inside || decision.subjectId === actor.personId)
      .map((decision) => ({
        id: decision.id,
        at: iso(decision.at)!,
        subjectName: who(decision.subjectName, decision.subjectId),
        pack: words.packTitle(decision.pack),
        packVersion: decision.packVersion,
        rule: words.title(decision.pack, decision.rule),
        sentence: words.sentence(decision.outcome),
        ...amountOf(words, decision),
      })),
    allowedEvents: allowed.map((type) => allowedEvent(reader, type)),
  };
}

/** Only awards have an amount. */
function amountOf(
  words: Words,
  { kind, amount, outcome }: Pick<NonNullable<Found['decisions']>[number], 'kind' | 'amount' | 'outcome'>,
) {
  if (kind !== 'award' || amount === null) return {};
  return words.amount(amount, outcome.measure ?? WHOLE_POINTS);
}

function allowedEvent({ sidan, say }: Reader, type: string): AllowedEvent {
  const spec = eventSpec(sidan.orders, type);
  return {
    type: type as OrderEventType,
    label: say(`lifecycle.event.${type}`),
    fields: (spec?.fields ?? []).map((field) => ({
      name: field.name,
      kind: field.kind,
      required: field.required,
      label: say(`lifecycle.field.${type}.${field.name}`),
    })),
  };
}

function phoneFor({ sidan, actor }: Reader, order: Model, capacities: Capacity[], ties: TeamTie[]): string | undefined {
  const masked = order.get('contactPhone') as string | null;
  const sealed = order.get('contactPhoneCipher') as string | null;
  const own = actor.personId !== undefined && actor.personId === order.get('requesterId');
  const serving =
    MAY_CALL.has(String(order.get('state'))) &&
    ties.some((tie) => tie.teamId === order.get('teamId')) &&
    capacities.some((held) => held === 'volunteer' || held === 'teamLeader');
  return (sealed && (own || serving) ? sidan.vault.open(sealed) : masked) ?? undefined;
}

function customValues(
  { sidan, say }: Reader,
  order: Model,
  core: CoreFields,
  compile: Compile,
): OrderDetail['customFields'] {
  return customFields(sidan.db.getCollection('sidanOrders'), core, compile).flatMap((field) => {
    const value: unknown = order.get(field.name);
    if (value === null || value === undefined || value === '') return [];
    const label = (one: unknown) => field.options?.find((option) => option.value === String(one))?.label ?? String(one);
    const shown = Array.isArray(value)
      ? value.map(label).join(say('api.list.separator'))
      : typeof value === 'boolean'
        ? say(value ? 'api.yes' : 'api.no')
        : field.kind === 'datetime' || field.kind === 'date'
          ? iso(value as Date)!
          : label(value);
    return [{ name: field.name, title: field.title, value: shown }];
  });
}

const STATEMENT = `
select json_build_object(
  'events', (select json_agg(json_build_object('seq', e.[seq], 'type', e.[type], 'at', e.[at], 'capacity', e.[capacity], 'actorName', e.[actorName],
                                               'actorPersonId', e.[actorPersonId], 'toState', e.[toState], 'reason', e.[reason],
                                               'note', e.[data] ->> 'note', 'report', e.[data] ->> 'report') order by e.[seq])
               from {sidanOrderEvents} e where e.[regionCode] = $1 and e.[orderId] = $2::uuid),
  'offers', (select json_agg(json_build_object('id', f.[id], 'teamName', t.[name], 'state', f.[state], 'offeredAt', f.[offeredAt], 'answeredAt', f.[answeredAt], 'reason', f.[reason])
                             order by f.[offeredAt], f.[id])
               from {sidanOffers} f join {sidanTeams} t on t.[regionCode] = $1 and t.[id] = f.[teamId] where f.[regionCode] = $1 and f.[orderId] = $2::uuid),
  'attendances', (select json_agg(json_build_object('id', a.[id], 'personId', a.[personId], 'name', p.[name], 'checkInAt', a.[checkInAt], 'checkOutAt', a.[checkOutAt],
                                                    'minutes', a.[minutes]) order by a.[checkInAt], a.[id])
                    from {sidanAttendances} a join {sidanPeople} p on p.[regionCode] = $1 and p.[id] = a.[personId] where a.[regionCode] = $1 and a.[orderId] = $2::uuid),
  'ratings', (select json_agg(json_build_object('raterKind', r.[raterKind], 'score', r.[score], 'comment', r.[comment], 'at', r.[at]) order by r.[at])
                from {sidanRatings} r where r.[regionCode] = $1 and r.[orderId] = $2::uuid),
  'decisions', (select json_agg(json_build_object('id', d.[id], 'at', d.[at], 'subjectId', d.[subjectId], 'subjectName', d.[subjectName], 'pack', d.[pack],
                                                  'packVersion', d.[packVersion], 'rule', d.[rule], 'kind', d.[kind], 'amount', d.[amount], 'outcome', d.[outcome])
                                order by d.[at], d.[id])
                  from {sidanDecisions} d where d.[regionCode] = $1 and d.[orderId] = $2::uuid)
) as found`;
