import type { Facts } from '@sidan/rules';
import { dayOf } from '../regions';

/** The occasions on which orders award. */
export type Occasion = 'confirmed' | 'rated' | 'declared';

/** When a volunteer's registration comes into force. */
export type Registering = 'registered';

/** When somebody spends what an order gave. */
export type Spending = 'redeem';

/** When it is asked who may have an order. */
export type Choosing = 'dispatch';

/** When somebody's hours are looked at: as they are credited, and a day later. */
export type Watching = 'watched';

/** When a household's month, or half-year, is written down. */
export type Settling = 'period';

/** What is given of an order and its service, whoever is awarded. */
export interface OrderFacts {
  occasion: Occasion | Registering | Spending | Choosing | Watching | Settling;
  at: Date;
  item?: { code?: string | null; category?: string | null; unit?: string | null } | null;
  priority?: string | null;
  channel?: string | null;
  emergency?: boolean;
  ratingScore?: number | string | null;
  teamCategory?: string | null;
}

const known = (value: string | null | undefined): string | undefined => value ?? undefined;

/** Monday is 1. */
const weekdayOf = (at: Date): number => new Date(`${dayOf(at)}T00:00:00Z`).getUTCDay() || 7;

/** The given facts of an event of an order (rules/base/catalogue/facts.json); what is not there is missing. */
export const orderFacts = (event: OrderFacts): Facts => ({
  occasion: event.occasion,
  'event.weekday': weekdayOf(event.at),
  'item.category': known(event.item?.category),
  'item.unit': known(event.item?.unit),
  'item.code': known(event.item?.code),
  'order.priority': known(event.priority),
  'order.channel': known(event.channel),
  'order.emergency': event.emergency ?? false,
  'rating.score': event.ratingScore === null || event.ratingScore === undefined ? undefined : Number(event.ratingScore),
  'team.category': known(event.teamCategory),
});
