/** Orders: the service menu, the form that places one, lists, one order, its events. */
import type { DecisionView } from './ledger';

export type OrderState =
  | 'review'
  | 'waiting'
  | 'offered'
  | 'accepted'
  | 'serving'
  | 'finished'
  | 'confirmed'
  | 'rated'
  | 'closed'
  | 'rejected'
  | 'cancelled';

export type OrderEventType =
  | 'place'
  | 'approve'
  | 'reject'
  | 'dispatch'
  | 'accept'
  | 'decline'
  | 'withdraw'
  | 'start'
  | 'finish'
  | 'confirm'
  | 'rate'
  | 'reopen'
  | 'cancel';

/** In which capacity somebody acts on an order; worked out on the server for each request. */
export type Capacity =
  | 'requester'
  | 'dispatcher'
  | 'siteManager'
  | 'teamLeader'
  | 'volunteer'
  | 'countyAdmin'
  | 'supervisor'
  | 'system';

/** One field of the form for placing an order, made from the collection's fields (an administrator's own fields included). */
export interface FormField {
  name: string;
  /** Already in the caller's language. */
  title: string;
  description?: string;
  kind:
    | 'text'
    | 'textarea'
    | 'phone'
    | 'number'
    | 'integer'
    | 'boolean'
    | 'date'
    | 'datetime'
    | 'select'
    | 'multiselect';
  required: boolean;
  options?: { value: string; label: string }[];
  maxLength?: number;
  /** True for a field that an administrator added in NocoBase. */
  custom: boolean;
}

/** `GET sidanPortal:menu` (public): the service menu. */
export interface ServiceItemView {
  id: string;
  code: string;
  name: string;
  description?: string;
  category: string;
  categoryName: string;
  durationMinutes?: number;
  headcount: number;
  needsReview: boolean;
}

/** `GET sidanPortal:form?serviceItemId=…` (signed in). */
export interface OrderForm {
  serviceItemId?: string;
  fields: FormField[];
  /** Towns for the field `townCode`. */
  towns: { code: string; name: string }[];
}

/** A line of a list of orders: `GET sidanOrders:mine` (as requester), `GET sidanOrders:tasks` (as leader or member of the accepted team). */
export interface OrderLine {
  id: string;
  orderNo: string;
  title: string;
  state: OrderState;
  stateName: string;
  serviceItemName: string;
  placedAt: string;
  expectStart?: string;
  townName?: string;
  teamName?: string;
  /** What the caller may do to it now. */
  allowed: OrderEventType[];
}

/** `GET sidanOffers:mine?state=open|all`: offers to teams that the caller leads. */
export interface OfferLine {
  id: string;
  state: 'open' | 'accepted' | 'declined' | 'expired' | 'withdrawn';
  offeredAt: string;
  expiresAt?: string;
  teamId: string;
  teamName: string;
  order: OrderLine;
}

/** `GET sidanOrders:detail?filterByTk=…`: one order as the caller may see it. */
export interface OrderDetail extends OrderLine {
  regionCode: string;
  description?: string;
  address?: string;
  contactName?: string;
  /** Masked, except to the requester and to the accepted team while it serves. */
  contactPhone?: string;
  expectEnd?: string;
  headcount: number;
  priority: 'normal' | 'urgent';
  channel: string;
  version: number;
  /** The clock that runs now, if any. */
  dueAt?: string;
  /** Fields that an administrator added, titled in the caller's language, values as text. */
  customFields: { name: string; title: string; value: string }[];
  timeline: TimelineEntry[];
  offers: {
    id: string;
    teamName: string;
    state: OfferLine['state'];
    offeredAt: string;
    answeredAt?: string;
    reason?: string;
  }[];
  attendances: AttendanceView[];
  ratings: { raterKind: string; score: number; comment?: string; at: string }[];
  decisions: DecisionView[];
  /** For each allowed event the data it takes, so that a page can draw its form. */
  allowedEvents: AllowedEvent[];
}

export interface AllowedEvent {
  type: OrderEventType;
  /** In the caller's language: 派单. */
  label: string;
  fields: EventField[];
}

export interface EventField {
  name: string;
  kind: 'text' | 'score' | 'teams' | 'boolean';
  required: boolean;
  label: string;
}

export interface TimelineEntry {
  seq: number;
  type: string;
  /** In the caller's language: “中心派单”. */
  label: string;
  at: string;
  /** A name masked as the caller may see it, or the capacity. */
  by: string;
  toState: OrderState;
  toStateName: string;
  reason?: string;
  /** What was said with it: the centre's word for the team, the volunteer's report. */
  note?: string;
}

export interface AttendanceView {
  id: string;
  volunteerName: string;
  mine: boolean;
  checkInAt: string;
  checkOutAt?: string;
  minutes?: number;
}

/** `GET sidanOrders:candidates?filterByTk=…`: teams that could take the order, best first, each with its reasons. */
export interface Candidate {
  teamId: string;
  name: string;
  categoryName: string;
  townName?: string;
  members: number;
  openOrders: number;
  rating?: number;
  reasons: string[];
}

/** What every order action answers. */
export interface OrderAnswer {
  order: OrderLine & { version: number };
  /** True when this is the stored answer to an earlier request with the same key. */
  replayed: boolean;
}
