/** Orders: the service menu, the form that places one, lists, one order, its events. */
import type { KnownOrder } from './intake';
import type { DecisionView } from './ledger';
import type { FamilyMember } from './transfers';

/** A state of the order's own lifecycle: `waiting`, or one that a county's layer added. Its name comes with it (`stateName`). */
export type OrderState = string;

/** An event of the order's own lifecycle: `dispatch`, or one that a county's layer added. */
export type OrderEventType = string;

/** In which capacity somebody acts on an order; worked out on the server for each request. */
export type Capacity =
  | 'requester'
  | 'beneficiary'
  | 'dispatcher'
  | 'siteManager'
  | 'teamLeader'
  | 'volunteer'
  | 'countyAdmin'
  | 'supervisor'
  | 'assessor'
  | 'merchant'
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
  /** It is ordered in emergencies only, and one in force covers it. */
  emergencyOnly?: boolean;
  /** The emergency in force covers it: an order of it is one in an emergency. */
  emergency?: boolean;
}

/** `GET sidanPortal:form?serviceItemId=…&event=…&minutes=…&payFor=…&beneficiaryId=…` (signed in); the last three for what it would cost. */
export interface OrderForm {
  serviceItemId?: string;
  fields: FormField[];
  /** Towns for the field `townCode`. */
  towns: { code: string; name: string }[];
  /** What the event that begins it asks beside the form, by a county's own layer: of `place`, or of `declare` with `event=declare`. */
  told?: EventField[];
  /** 支付：of a service that is paid in an asset of the county; for what was asked with `minutes`, `payFor` and `beneficiaryId`. */
  payment?: PaymentQuote;
  /** 家庭成员：for whom besides themselves the reader may place it (`beneficiaryId`). */
  family?: FamilyMember[];
}

/** 预计：what a service would cost the reader. */
export interface PaymentQuote {
  /** There is no order without payment; else who asks chooses (`pay`). */
  required: boolean;
  /** Its price goes by the minutes. */
  byTime: boolean;
  /** How long one person is expected to serve. */
  minutes: number;
  assetName: string;
  unit: string;
  balance: number;
  /** None where no rule is in force for it. */
  expected?: number;
  /** What speaks against it; empty: it may be had. */
  reasons: string[];
}

/** 支付：how an order is paid. */
export interface OrderPayment {
  assetName: string;
  unit: string;
  /** held: set aside until it is confirmed; taken; released: nothing was served, it went back. */
  state: 'held' | 'taken' | 'released';
  expected?: number;
  taken?: number;
  minutes?: number;
  payerName: string;
  /** The reader pays. */
  mine: boolean;
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
  /** It was placed in an emergency. */
  emergency?: boolean;
  /** The same with labels and fields, in lists; a field whose choices have to be looked up has none here, but in the order's detail. */
  events?: AllowedEvent[];
}

/** A state of the lifecycle by which orders are placed, or in which orders of an older version stand. */
export interface OrderStateView {
  state: OrderState;
  stateName: string;
  /** Nothing happens after it. */
  isEnd: boolean;
  /** The centre has something to do there. */
  isQueue: boolean;
}

/** `GET sidanOrders:states`: in the order of the lifecycle in force where the caller works. */
export interface OrderStates {
  rows: OrderStateView[];
  /** Of the same states those in which the centre has something to do, in the order in which they are worked off. */
  queues: OrderState[];
  /** The events with which orders begin there: `place`, and `declare` where there is a route of self-reports. */
  starts: OrderEventType[];
  /** What services may ask their raters (`ratingScale`, `ratingItems` of a service item or a kind of service): codes and names. */
  ratings: { scales: { value: string; label: string }[]; items: { value: string; label: string }[] };
}

/** One of the county's own steps: 群众点单, 中心制单, 中心派单, 团队接单, 群众评单. */
export interface CountyStep {
  event: OrderEventType;
  name: string;
}

/** And how far an order is in it. */
export interface ProgressStep extends CountyStep {
  state: 'done' | 'now' | 'later';
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
/** An order under way that is likely the same as another. */
export interface Duplicate extends KnownOrder {
  id: string;
  /** It may be merged into the other one now. */
  mayMerge: boolean;
}

export interface MergedOrder {
  id: string;
  orderNo: string;
  title: string;
}

export interface OrderDetail extends OrderLine {
  regionCode: string;
  description?: string;
  address?: string;
  /** Who asked, and who is helped when that is somebody else; to who does not work on the order without the given name. */
  requesterName?: string;
  beneficiaryName?: string;
  /** Whom it is for, where that is not the reader: somebody else, or a ward of theirs. */
  forName?: string;
  /** Of an order placed in another's name: how consent was given, who noted it, when. */
  consent?: { way: string; by: string; at: string };
  contactName?: string;
  /** Masked, except to the requester and to the accepted team while it serves. */
  contactPhone?: string;
  expectEnd?: string;
  headcount: number;
  /** 联合服务：the teams that have joined an order that may need several, the lead first, and how many are needed. */
  teams?: { id: string; name: string; people: number }[];
  teamCount?: number;
  priority: 'normal' | 'urgent';
  /** The site with which it lies, where it has gone down from the centre. */
  siteName?: string;
  channel: string;
  /** 周期计划：the title of the plan that it came round by; for those inside. */
  planTitle?: string;
  /** The emergency in which it was placed. */
  emergencyName?: string;
  version: number;
  /** The clock that runs now, if any. */
  dueAt?: string;
  payment?: OrderPayment;
  /** Fields that an administrator added, titled in the caller's language, values as text. */
  customFields: { name: string; title: string; value: string }[];
  timeline: TimelineEntry[];
  /** How far it is; none of an order that ended without being served. */
  progress?: ProgressStep[];
  offers: {
    id: string;
    teamName: string;
    state: OfferLine['state'];
    offeredAt: string;
    answeredAt?: string;
    reason?: string;
  }[];
  attendances: AttendanceView[];
  ratings: {
    raterKind: string;
    /** In the caller's language: 点单人、中心. */
    raterName: string;
    /** 1 to 5, whatever the scale; null: who was asked could not judge, or it was declared void. */
    score: number | null;
    /** What was given, of one that was declared void. */
    voidScore?: number;
    /** Parts that were rated, or the whole where the scale is not of stars; in the caller's language. `text` of a mark: satisfied, 8, could not be judged. */
    marks?: { name: string; text: string }[];
    comment?: string;
    at: string;
    /** Nobody gave it: the time to do so was over. */
    presumed: boolean;
    /** What it counts among several, in whole percent. */
    share?: number;
  }[];
  /** What several parties gave, put together by the county's rules, or else in equal parts: stars, with one decimal. */
  ratingMean?: number;
  decisions: DecisionView[];
  /** For who keeps an office over it: orders under way that are likely the same. */
  duplicates?: Duplicate[];
  /** For them: into which it was merged, and what was merged into it. */
  mergedInto?: MergedOrder;
  mergedFrom?: MergedOrder[];
  /** For each allowed event the data it takes, so that a page can draw its form. */
  allowedEvents: AllowedEvent[];
  /** Of an order that is open to all: the teams which the reader leads and which the rules leave out, with the reasons. */
  barred?: { teamName: string; reasons: string[] }[];
  /** For who may put the order right (`sidanOrders:correct { state, reason }`): the states that it can be put into. */
  correctTo?: { value: string; label: string }[];
}

export interface AllowedEvent {
  type: OrderEventType;
  /** In the caller's language: 派单. */
  label: string;
  fields: EventField[];
}

export interface EventField {
  name: string;
  kind: 'text' | 'score' | 'teams' | 'people' | 'boolean' | 'minutes' | 'whole' | 'choice' | 'site' | 'item' | 'order';
  required: boolean;
  label: string;
  /** Of a whole number (`score`, `minutes`, `whole`). */
  min?: number;
  max?: number;
  /** Of a text, in UTF-16 units. */
  lengthMax?: number;
  /** What may be chosen (`choice`, `people`, `site`, `item`, `order`): ids, or the options' own names. */
  options?: { value: string; label: string }[];
  /** Of the score of a rating, on the order's own page: the steps of the scale, from the least to the best. Stars where none are given. */
  scale?: { value: number; label: string }[];
  /** What is rated on it, each by itself: sent as `{ <item>: <step> or null }`; null: cannot be judged. Without items the score is sent as a number. */
  items?: { name: string; label: string }[];
  /** `abstain` may be sent in place of the score, or a null for an item. */
  mayAbstain?: boolean;
  /** The action that lists what may be chosen, for the same order. */
  optionsFrom?: string;
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
  /** Why the plan of dispatch did this, and what speaks for each team; what was suggested where somebody chose otherwise. */
  because?: string[];
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
  /** Nobody checked in or out: the team's leader stated it, or the volunteer declared it. */
  saidBy?: 'leader' | 'volunteer';
}

/** Why a team is where it is in the list: what a rule of the county says, and how much it weighs. */
export interface CandidateReason {
  text: string;
  /** For the team (above 0) or against it; none of what leaves it out. */
  weight?: number;
}

/** A team that might take an order. */
export interface Candidate {
  teamId: string;
  name: string;
  categoryName: string;
  townName?: string;
  members: number;
  openOrders: number;
  /** From 1; none of those who are left out. */
  place?: number;
  weight: number;
  reasons: CandidateReason[];
  /** What is known of it for this order, in words. */
  known: string[];
}

/** `GET sidanOrders:candidates?filterByTk=…`: teams that could take the order, ranked by the county's rules. */
export interface Candidates {
  /** Best first. Whoever chooses a team in place of one that weighs more says why. */
  rows: Candidate[];
  /** Who is left out, with why; they may be chosen all the same, with a reason. */
  leftOut: Candidate[];
  /** Teams that were asked and have not answered. */
  asked: { teamId: string; name: string }[];
  /** The event by which the caller gives it to teams now; none where the order's lifecycle has none there. */
  event?: AllowedEvent;
  /** What the county's plan of dispatch does with it. */
  plan?: PlanView;
}

/** How far the plan of dispatch is with an order, in words. */
export interface PlanView {
  now: string;
  /** When the round that is being held is over. */
  until?: string;
}

/** `GET sidanOrders:pile`: a morning's pile, given to teams at once. Nothing is sent. */
export interface Pile {
  /** Those in an emergency first, then by priority, then by the time at which they were placed. */
  rows: PileOrderView[];
  /** More wait than are looked at together. */
  more: number;
  /** How many orders found teams, and how many would have, each taking the best that is left. */
  given: number;
  oneByOne: number;
}

export interface PileOrderView {
  orderId: string;
  orderNo: string;
  title: string;
  serviceItemName: string;
  priority: 'normal' | 'urgent';
  /** It was placed in an emergency; these are the first. */
  emergency?: boolean;
  placedAt: string;
  expectStart?: string;
  townName?: string;
  version: number;
  /** Whom it goes to; empty where it is left over. */
  teams: { teamId: string; name: string }[];
  /** Why it goes there, or why it is left over. */
  because: string[];
  /** What else may be chosen, the best first. */
  choices: { teamId: string; name: string; place: number }[];
}

/** One row of `POST sidanOrders:dispatchPile`. */
export interface PileSending {
  orderId: string;
  /** As in the preview: an order that has changed since is not sent. */
  version: number;
  teamIds: string[];
  /** Why another team than the best. */
  reason?: string;
}

/** What became of each row, in their order. */
export interface PileSent {
  rows: { orderId: string; sent: boolean; code?: string; message?: string }[];
  sent: number;
  refused: number;
}

/** What every order action answers. */
export interface OrderAnswer {
  order: OrderLine & { version: number };
  /** True when this is the stored answer to an earlier request with the same key. */
  replayed: boolean;
}
