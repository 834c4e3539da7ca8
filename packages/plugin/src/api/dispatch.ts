/** Dispatch: the teams that might take an order, the plan of rounds, a morning's pile. */
import type { AllowedEvent } from './events';

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
