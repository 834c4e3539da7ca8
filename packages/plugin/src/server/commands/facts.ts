import { can, MINUTES_MAX, type Definition, type Facts, type Snapshot } from '@sidan/lifecycle';
import type { Capacity } from '../../api/types';
import { factsOfRow, type AddedFact } from '../packs/facts/added';
import type { Together } from './joined';
import { partiesOf, ratersLeft, type RaterKind } from './raters';

/** What has been read of an order, whoever reads it, as far as guards and clocks may ask. */
export interface Known {
  item: {
    needsReview?: boolean | null;
    responseMinutes?: number | null;
    category?: string | null;
    code?: string | null;
  } | null;
  openOffers: number;
  openAttendances: number;
  /** Where the lifecycle knows orders for several teams. */
  together?: Together;
  priority?: string | null;
  channel?: string | null;
  level?: string | null;
  pausedAt?: unknown;
  /** It was placed in an emergency. */
  emergency?: boolean;
  /** Who has rated since it was confirmed. */
  rated: readonly RaterKind[];
  /** Whether it is for somebody else than who asked for it. */
  hasBeneficiary?: boolean;
  /** How many of those who served have not redeemed. */
  toRedeem: number;
  /** How often a dispute about its rating was settled. */
  disputeCount?: number | null;
  /** Values of fields that administrators added. */
  added?: Facts;
}

/** The given facts of a step; the event's own data are added by `step()`. */
export const lifecycleFacts = (definition: Definition, known: Known): Facts => ({
  ...known.added,
  'item.needsReview': known.item?.needsReview ?? false,
  'item.responseMinutes': minutesOrNone(known.item?.responseMinutes),
  'item.category': known.item?.category ?? undefined,
  'item.code': known.item?.code ?? undefined,
  'offers.open': known.openOffers,
  'attendance.open': known.openAttendances,
  'teams.joined': known.together?.joined ?? 0,
  'teams.missing': known.together?.missing ?? 1,
  'order.priority': known.priority ?? 'normal',
  'order.channel': known.channel ?? undefined,
  'order.level': known.level ?? undefined,
  'order.paused': Boolean(known.pausedAt),
  'order.emergency': known.emergency ?? false,
  'ratings.missing': partiesOf(definition, known.hasBeneficiary ?? false).filter((kind) => !known.rated.includes(kind))
    .length,
  'redemptions.missing': known.toRedeem,
  'disputes.settled': Number(known.disputeCount ?? 0),
});

/** A county may have typed anything; what is no span of time leaves the definition's own default. */
const minutesOrNone = (minutes: number | null | undefined): number | undefined =>
  minutes && Number.isSafeInteger(minutes) && minutes > 0 && minutes <= MINUTES_MAX ? minutes : undefined;

/** What somebody with these capacities may send now: who has rated has no second rating. */
export function allowedNow(
  definition: Definition,
  snapshot: Snapshot,
  capacities: readonly Capacity[],
  known: Known,
): string[] {
  const facts = lifecycleFacts(definition, known);
  return can(definition, snapshot, capacities, facts).filter(
    (type) => ratersLeft(definition, type, capacities, known.rated).length > 0,
  );
}

/** Facts of an order's own added fields. */
export const addedOfOrder = (added: readonly AddedFact[], read: (field: string) => unknown): Facts =>
  factsOfRow(added, 'order', read);
