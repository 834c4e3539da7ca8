/** Orders: lists, and one of them with all that is told of it. */
import type { AllowedEvent, OrderEventType, OrderState, TimelineEntry } from './events';
import type { KnownOrder } from './intake';
import type { DecisionView } from './ledger';
import type { OrderPayment } from './menu';

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

/** What every order action answers. */
export interface OrderAnswer {
  order: OrderLine & { version: number };
  /** True when this is the stored answer to an earlier request with the same key. */
  replayed: boolean;
}
