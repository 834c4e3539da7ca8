import { hasBeneficiary } from '../access/capacities';
import { addedFacts } from '../packs/facts/added';
import type { Sidan } from '../sidan';
import { inRegion } from './command';
import { addedOfOrder, type Known } from './facts';
import { joinedOf, togetherOf } from './joined';
import type { OrderRow } from './orderRow';
import type { Surroundings } from './surroundings';

/** What guards and clocks may ask of an order and what lies around it; `answering` is the team that accepts or claims by the command. */
export const knownOf = (
  sidan: Pick<Sidan, 'db' | 'coreOf'>,
  around: Pick<Surroundings, 'item' | 'offeredTo' | 'present' | 'ratings' | 'toRedeem'>,
  order: OrderRow,
  answering?: { people?: unknown },
): Known => ({
  item: around.item,
  openOffers: around.offeredTo.size,
  openAttendances: around.present.size,
  together: togetherOf((field) => order.get(field), answering),
  rated: around.ratings.map(({ kind }) => kind),
  hasBeneficiary: hasBeneficiary(placeOf(order)),
  toRedeem: around.toRedeem,
  disputeCount: order.get('disputeCount') as number | null,
  priority: order.get('priority') as string | null,
  channel: order.get('channel') as string | null,
  level: order.get('level') as string | null,
  pausedAt: order.get('pausedAt'),
  emergency: Boolean(order.get('emergencyId')),
  added: addedOfOrder(addedFacts(sidan.db, sidan.coreOf, ['order']), (field) => order.get(field)),
});

export const placeOf = (order: OrderRow) => ({
  regionCode: inRegion(order),
  townCode: (order.get('townCode') as string | null) ?? null,
  requesterId: (order.get('requesterId') as string | null) ?? null,
  beneficiaryId: (order.get('beneficiaryId') as string | null) ?? null,
  teamId: (order.get('teamId') as string | null) ?? null,
  joined: joinedOf((field) => order.get(field)),
});

/** Of whose packs the rules are that decide on it. */
export const placeIn = (order: OrderRow): string =>
  String(order.get('areaCode') ?? order.get('townCode') ?? inRegion(order));

export type OrderPlace = ReturnType<typeof placeOf>;
