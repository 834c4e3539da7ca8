import type { Snapshot } from '@sidan/lifecycle';
import type { OrderRow } from '../commands/orderRow';
import type { Capacity, OrderDetail, TimelineEntry } from '../../api/types';
import { isWard } from '../access/wards';
import { capacitiesOf, type TeamTie } from '../access/capacities';
import { allowedNow } from '../commands/facts';
import { teamsOf } from '../commands/joined';
import { correctable } from '../commands/move';
import { knownOf, placeOf } from '../commands/known';
import { readOrder } from '../commands/surroundings';
import { barredFrom, claimingEvents } from '../dispatch/claims';
import { toldWhy } from '../dispatch/told';
import { SidanError } from '../errors';
import { customFields, type Compile, type CoreFields } from '../forms/fields';
import type { Words } from '../packs/words';
import { maskName } from '../privacy/masks';
import { lifecycleIn, titlesOf } from '../lifecycles/titles';
import { allowedEvents } from './allowed';
import { duplicatesOf } from './duplicates';
import { ORDER_RECORDS, type OrderRecords } from './orderRecords';
import { sayLine } from './lines';
import { paymentOf } from './payment';
import { progressOf } from './progress';
import { ratingsOf } from './ratings';
import { iso, named, rowsOf, type Reader } from './reader';

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

/** Whose word an attendance is that nobody checked in for. */
const SAID_BY: Readonly<Record<string, 'leader' | 'volunteer'>> = { stated: 'leader', declared: 'volunteer' };

/** While the team serves, its people may call; afterwards the number is masked again. */
const MAY_CALL = new Set(['accepted', 'serving']);

/**
 * One order as this reader may see it: its story, its people, the decisions in words, and what the reader may do now.
 * @throws ORDER_NOT_FOUND also when the reader has no part in it; RULES_BROKEN where it is asked what a team may claim
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
  const version = order.get('definitionVersion') as string | null;
  const lifecycle = await lifecycleIn(reader, place.regionCode, version);
  const capacities = capacitiesOf(actor, place, around.ties, lifecycle?.definition);
  if (!capacities.length) throw new SidanError('ORDER_NOT_FOUND');
  const inside = capacities.some((capacity) => INSIDE.includes(capacity));
  const [row] = await rowsOf<{ found: OrderRecords }>(reader, ORDER_RECORDS, [place.regionCode, orderId]);
  const found = row!.found;
  const words = await sidan.packs.words(q, reader.lang, place.regionCode, found.decisions ?? [], compile);
  const barred = await barredFrom(reader, order, around.ties);
  const isBarred = ({ role, offered, teamId }: TeamTie) =>
    role === 'member' || !offered || barred.some((one) => one.teamId === teamId);
  const may = lifecycle
    ? allowedNow(lifecycle.definition, order.get('snapshot') as Snapshot, capacities, knownOf(sidan, around, order))
    : [];
  const allowed =
    lifecycle && barred.length > 0 && around.ties.every(isBarred)
      ? may.filter((event) => !claimingEvents(lifecycle).has(event))
      : may;
  const line = await sayLine(reader, {
    id: orderId,
    regionCode: place.regionCode,
    orderNo: String(order.get('orderNo')),
    title: String(order.get('title')),
    state: String(order.get('state')),
    definitionVersion: version ?? undefined,
    itemName: around.item?.name ?? '',
    itemNameEn: around.item?.nameEn ?? null,
    placedAt: iso(order.get('placedAt') as Date)!,
    expectStart: iso(order.get('expectStart') as Date | null) ?? null,
    townCode: place.townCode,
    teamName: around.teamName,
    allowed,
    version: Number(order.get('version')),
    ...(order.get('emergencyId') ? { emergency: true } : {}),
  });
  // Each thing that happened is told in the words of the version in which it did.
  const told = new Map<string, (key: string) => string>();
  for (const then of new Set((found.events ?? []).flatMap((event) => event.definitionVersion ?? [])))
    told.set(then, titlesOf(reader, await lifecycleIn(reader, place.regionCode, then)));
  const who = (name: string, personId: string | null) =>
    inside || (personId && (personId === actor.personId || isWard(actor, personId))) ? name : maskName(name);
  const timeline = (found.events ?? []).map((event): TimelineEntry => {
    const title = told.get(event.definitionVersion ?? '') ?? titlesOf(reader, lifecycle);
    return {
      seq: event.seq,
      type: event.type,
      label: title(`done.${event.type}`),
      at: iso(event.at)!,
      by: event.actorName
        ? `${who(event.actorName, event.actorPersonId)} · ${say(`lifecycle.capacity.${event.capacity}`)}`
        : say(`lifecycle.capacity.${event.capacity}`),
      toState: event.toState,
      toStateName: title(`state.${event.toState}`),
      reason: event.reason ?? undefined,
      ...(inside && (event.plan || event.suggested || event.pile)
        ? { because: toldWhy(words, say, event.plan, event.suggested, event.pile) }
        : {}),
      // The centre's word is for the team; what was done at home, asked and answered the resident may read.
      note:
        event.report ||
        event.said ||
        (inside && event.note) ||
        (event.abstained ? say('api.rating.abstained') : undefined),
    };
  });
  const progress = lifecycle && progressOf(lifecycle.definition, line.state, timeline, titlesOf(reader, lifecycle));
  const text = (name: string) => (order.get(name) as string | null) ?? undefined;
  return {
    ...line,
    regionCode: place.regionCode,
    description: text('description'),
    address: text('address'),
    ...peopleOf(found, inside, say, {
      isOwn: capacities.includes('requester'),
      ofWard: isWard(actor, order.get('requesterId')),
    }),
    contactName: text('contactName'),
    contactPhone: phoneFor(reader, order, capacities, around.ties),
    expectEnd: iso(order.get('expectEnd') as Date | null),
    headcount: Number(order.get('headcount') ?? 1),
    ...(found.teams ? { teams: found.teams, teamCount: Number(order.get('teamCount') ?? 1) } : {}),
    priority: (order.get('priority') as 'normal' | 'urgent' | null) ?? 'normal',
    siteName: (found.site && named(reader.lang, found.site.name, found.site.nameEn)) || undefined,
    channel: say(`collections.sidanOrders.channel.${String(order.get('channel'))}`),
    planTitle: (inside && found.planTitle) || undefined,
    emergencyName: found.emergencyName ?? undefined,
    dueAt: iso(order.get('dueAt') as Date | null),
    ...(await paymentOf(reader, order, words, inside)),
    customFields: customValues(reader, order, core, compile),
    timeline,
    ...(progress ? { progress } : {}),
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
      saidBy: SAID_BY[row.origin],
    })),
    ...ratingsOf(found, say, lifecycle && { definition: lifecycle.definition, title: titlesOf(reader, lifecycle) }),
    decisions: (found.decisions ?? [])
      .filter((decision) => inside || decision.subjectId === actor.personId || isWard(actor, decision.subjectId))
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
    ...(lifecycle && capacities.some((held) => held === 'countyAdmin' || held === 'supervisor')
      ? {
          correctTo: correctable(lifecycle, String(order.get('state')), place.teamId).map((value) => ({
            value,
            label: titlesOf(reader, lifecycle)(`state.${value}`),
          })),
        }
      : {}),
    ...(barred.length
      ? {
          barred: barred.map(({ teamName, because }) => ({
            teamName,
            reasons: because.map((text) => words.say(text)),
          })),
        }
      : {}),
    ...(await duplicatesOf(reader, order)),
    allowedEvents: lifecycle ? await allowedEvents(reader, lifecycle, order, allowed) : [],
  };
}

/** Who asked, who is helped, and how it was agreed to. Whose it is knows the names. */
function peopleOf(
  { people, events }: OrderRecords,
  inside: boolean,
  say: Reader['say'],
  { isOwn, ofWard }: { isOwn: boolean; ofWard: boolean },
): Pick<OrderDetail, 'requesterName' | 'beneficiaryName' | 'forName' | 'consent'> {
  const shown = (name: string | null | undefined) => (name ? (inside || isOwn ? name : maskName(name)) : undefined);
  const placed = (events ?? []).find(({ consent }) => consent);
  return {
    requesterName: shown(people?.requester),
    beneficiaryName: shown(people?.beneficiary),
    forName: shown(people?.beneficiary ?? (ofWard ? people?.requester : null)),
    ...(inside && placed
      ? { consent: { way: say(`api.consent.${placed.consent}`), by: placed.actorName, at: iso(placed.at)! } }
      : {}),
  };
}

/** Awards have an amount, and what was redeemed, which is taken off. */
function amountOf(
  words: Words,
  { kind, amount, outcome }: Pick<NonNullable<OrderRecords['decisions']>[number], 'kind' | 'amount' | 'outcome'>,
) {
  if ((kind !== 'award' && kind !== 'redeem') || amount === null) return {};
  return words.amount(kind === 'redeem' ? -amount : amount, outcome.measure ?? WHOLE_POINTS);
}

function phoneFor({ sidan }: Reader, order: OrderRow, capacities: Capacity[], ties: TeamTie[]): string | undefined {
  const masked = order.get('contactPhone') as string | null;
  const sealed = order.get('contactPhoneCipher') as string | null;
  const own = capacities.includes('requester');
  const serving =
    MAY_CALL.has(String(order.get('state'))) &&
    ties.some((tie) => teamsOf((field) => order.get(field)).includes(tie.teamId)) &&
    capacities.some((held) => held === 'volunteer' || held === 'teamLeader');
  return (sealed && (own || serving) ? sidan.vault.open(sealed) : masked) ?? undefined;
}

function customValues(
  { sidan, say }: Reader,
  order: OrderRow,
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
