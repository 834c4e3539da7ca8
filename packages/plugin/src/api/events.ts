/** Events of an order: who may send one, what it asks, and how it stands in the story. */

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
