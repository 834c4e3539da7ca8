import { isWard } from '../access/wards';
import { idOf, inRegion, type StepContext } from '../commands/command';
import { placeIn } from '../commands/known';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import { areFamily } from '../households/family';
import type { ForWhom } from './purpose';
import { answerOf, forWhomOf, type Answered } from './whom';

/** A service that is paid: by whom, in what, for how long. */
export interface Paying {
  item: ServiceTerms;
  person: { id: string; name: string; isVolunteer: boolean };
  townCode: string | null;
  asset: string;
  for: ForWhom;
  /** The payer's guardian placed it. */
  byGuardian: boolean;
  /** Who is served, where the book knows them. */
  recipientId?: string;
  /** Of all who serve together. */
  minutes: number;
}

/** What a county has set of a service: in what it is paid, and whether one may have it without. */
export interface ServiceTerms {
  id: string;
  code: string;
  category: string;
  unit: string;
  durationMinutes: number | null;
  payment: 'none' | 'optional' | 'required';
  payAsset: string | null;
  price: number | null;
}

interface Found {
  item: ServiceTerms | null;
  person: Paying['person'] | null;
  served: number;
  /** Whether who is served belongs to the payer's household. */
  family: boolean;
  guardian: boolean;
}

/**
 * Who pays for an order, and for how long: what is expected; `actual`: what was served. Whoever was asked for pays where staff placed it for somebody else, unless they were told that who asks
 * pays for them (`payFor` `family` or `other`); else who placed it.
 * Undefined: nothing is to be paid.
 */
export async function paidBy(ctx: StepContext, { actual = false } = {}): Promise<Paying | undefined> {
  const { sidan, q, order, command, capacity } = ctx;
  const requesterId = order.get('requesterId') as string;
  const beneficiaryId = order.get('beneficiaryId') as string | null;
  const known = order.get('payerId') as string | null;
  const isTreated = command.data.payFor === 'family' || command.data.payFor === 'other';
  const payerId = known ?? (capacity !== 'requester' && beneficiaryId && !isTreated ? beneficiaryId : requesterId);
  const { rows } = await q.query<{ found: Found }>(sidan.write(STATEMENT), [
    inRegion(order),
    order.get('serviceItemId'),
    payerId,
    idOf(order),
    beneficiaryId,
  ]);
  const { item, person, served, family, guardian } = rows[0]!.found;
  if (!item || !person) return undefined;
  const asset = (order.get('payAsset') as string | null) ?? item.payAsset;
  if (!asset || item.payment === 'none') return undefined;
  const wanted = known !== null || item.payment === 'required' || command.data.pay === true;
  if (!wanted) return undefined;
  const isSelf = (beneficiaryId ?? requesterId) === payerId;
  const forWhom =
    (order.get('payFor') as ForWhom | null) ?? forWhomOf(command.data.payFor, { isSelf, isFamily: family });
  const each = Number(command.data.payMinutes ?? order.get('payMinutes') ?? item.durationMinutes ?? 60);
  const people = command.data.payMinutes === undefined && order.get('payMinutes') ? 1 : Number(order.get('headcount'));
  return {
    item,
    person,
    townCode: order.get('townCode') as string | null,
    asset,
    for: forWhom,
    byGuardian: guardian || (command.actor.personId !== payerId && isWard(command.actor, payerId)),
    ...(beneficiaryId ? { recipientId: beneficiaryId } : {}),
    minutes: actual ? Number(served) : each * Math.max(1, people || 1),
  };
}

/** What the rules in force at the order's place on that day take for it, and whether it may be had for whom it is; `setAside` is held for it already. @throws RULES_BROKEN */
export async function priceOfService(ctx: StepContext, paying: Paying, at: Date, setAside = 0): Promise<Answered> {
  const { sidan, q, order } = ctx;
  const { item, person, townCode, asset, minutes } = paying;
  return answerOf(
    sidan,
    q,
    {
      regionCode: inRegion(order),
      place: placeIn(order),
      at,
      order: {
        id: idOf(order),
        teamId: order.get('teamId') as string | null,
        siteId: order.get('siteId') as string | null,
        facts: {
          item,
          channel: order.get('channel') as string | null,
          emergency: Boolean(order.get('emergencyId')),
          priority: order.get('priority') as string | null,
        },
      },
    },
    { personId: person.id, townCode, isVolunteer: person.isVolunteer, setAside: { asset, amount: setAside } },
    { ...wantedService(item, asset, minutes, paying.for, paying.recipientId), byGuardian: paying.byGuardian },
  );
}

/** A service as the rules know it that take something for it. */
export const wantedService = (
  { price }: Pick<ServiceTerms, 'price'>,
  asset: string,
  minutes: number,
  forWhom: ForWhom,
  recipientId?: string,
) => ({
  purpose: 'served' as const,
  for: forWhom,
  ...(recipientId ? { recipientId } : {}),
  asset,
  kind: 'service',
  quantity: 1,
  minutes,
  ...(price === null ? {} : { price: Number(price) }),
});

const LOTS_MAX = 1000;

/** How much somebody can spend at once, in the smallest unit: not what has expired, and what may not be spent yet. */
export async function spendable(
  { ledger }: Pick<Sidan, 'ledger'>,
  q: Connection,
  regionCode: string,
  personId: string,
  asset: string,
  at: Date,
): Promise<number> {
  const account = { regionCode, ownerKind: 'person' as const, ownerId: personId, asset };
  const lots = await ledger.lots(q, account, { limit: LOTS_MAX });
  return lots
    .filter(({ expiresAt, spendableFrom }) => (!expiresAt || expiresAt > at) && (!spendableFrom || spendableFrom <= at))
    .reduce((sum, { remaining }) => sum + Number(remaining), 0);
}

/** `ServiceTerms` of a service item `i`. */
export const TERMS = `json_build_object('id', i.[id], 'code', i.[code], 'category', i.[category], 'unit', i.[unit], 'durationMinutes', i.[durationMinutes],
  'payment', coalesce(i.[payment], 'none'), 'payAsset', i.[payAsset], 'price', i.[price])`;

/** Whoever pays, as the rules ask about them. */
export const PAYER = `json_build_object('id', p.[id], 'name', p.[name],
  'isVolunteer', exists (select 1 from {sidanVolunteers} v where v.[regionCode] = p.[regionCode] and v.[personId] = p.[id] and coalesce(v.[status], 'active') = 'active'))`;

const STATEMENT = `
select json_build_object(
  'item', (select ${TERMS} from {sidanServiceItems} i where i.[regionCode] = $1 and i.[id] = $2::uuid),
  'person', (select ${PAYER} from {sidanPeople} p where p.[regionCode] = $1 and p.[id] = $3::uuid),
  'served', (select coalesce(sum(a.[minutes]), 0)::bigint from {sidanAttendances} a where a.[regionCode] = $1 and a.[orderId] = $4::uuid and a.[voidedAt] is null),
  'guardian', exists (select 1 from {sidanOrderEvents} e where e.[regionCode] = $1 and e.[orderId] = $4::uuid and e.[seq] = 1 and e.[capacity] = 'guardian'),
  'family', $5::uuid is not null and ${areFamily('$1', '$3::uuid', '$5::uuid')}
) as found`;
