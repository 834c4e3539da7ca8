/**
 * One step of arithmetic; `result` is what stood there after it, in whole units of the asset or in points of the card (not in
 * the smallest unit). A clerk can follow the steps with a pocket calculator.
 */
import type { Rounding } from './decimal';
import type { FactValue } from './facts';
import type { Window } from './facts/measured';

export type Step = CommonStep | AwardStep | LimitStep | RedeemStep | ScoreStep | CourtesyStep | DispatchStep;

/** Steps that several kinds take. */
export type CommonStep =
  /** Nothing was recorded, so nothing comes out. */
  | { readonly op: 'missing'; readonly fact: string }
  | { readonly op: 'quantity'; readonly fact?: string; readonly unit?: string; readonly result: number }
  | { readonly op: 'round'; readonly rounding: Rounding; readonly step?: number; readonly result: number }
  | { readonly op: 'min'; readonly limit: number; readonly result: number }
  | { readonly op: 'max'; readonly limit: number; readonly result: number };

export type AwardStep =
  | {
      readonly op: 'blocks';
      readonly per: number;
      readonly unit?: string;
      readonly rounding: Rounding;
      /** True when the quantity was no multiple of the block, so that rounding changed it. */
      readonly rounded: boolean;
      readonly result: number;
    }
  /** `per` is there when part of a block counts in proportion. */
  | {
      readonly op: 'rate';
      readonly amount: number;
      readonly per?: number;
      readonly unit?: string;
      readonly result: number;
    }
  /** Part of the quantity at the rate of one tier: `counted` of it lies between `from` and `upTo`. */
  | {
      readonly op: 'tier';
      readonly from: number;
      readonly upTo?: number;
      readonly counted: number;
      readonly unit?: string;
      readonly per: number;
      readonly amount: number;
      readonly result: number;
    }
  | {
      readonly op: 'coefficient';
      readonly fact: string;
      readonly value: FactValue;
      readonly factor: number;
      readonly result: number;
    };

export type LimitStep = {
  readonly op: 'room';
  readonly max: number;
  readonly window: Window;
  /** What was counted in the window before; 0 for one event. */
  readonly used: number;
  /** What may still be counted. */
  readonly result: number;
};

/** Why a redemption is refused. */
export const REFUSALS = [
  'unlock',
  'minimum',
  'times',
  'price',
  'balance',
  /** So much may not be owed. */
  'loan',
  /** Something is owed, and this is none of what it may be owed for. */
  'owed',
  'weekday',
  'hours',
  'season',
  'until',
  'standing',
] as const;
export type Refusal = (typeof REFUSALS)[number];

export type RedeemStep =
  | {
      readonly op: 'price';
      readonly amount: number;
      readonly per: number;
      readonly of: string;
      readonly result: number;
    }
  /** What is there is too little: `result` is lent, `owed` is owed then, of `max` at most. */
  | { readonly op: 'borrow'; readonly max: number; readonly owed: number; readonly result: number }
  | {
      readonly op: 'refused';
      readonly reason: Refusal;
      readonly fact?: string;
      readonly limit?: number;
      readonly seen?: number;
      readonly window?: Window;
    };

export type ScoreStep =
  | { readonly op: 'constant'; readonly result: number }
  /** `from` is the band's lower end; without one the value was below all. */
  | {
      readonly op: 'band';
      readonly fact: string;
      readonly value: number;
      readonly from?: number;
      readonly result: number;
    }
  | {
      readonly op: 'each';
      readonly fact: string;
      readonly value: number;
      readonly per: number;
      readonly points: number;
      /** Part of an increment counted in proportion. */
      readonly partial?: true;
      readonly result: number;
    }
  | {
      readonly op: 'ratio';
      readonly fact: string;
      readonly value: FactValue;
      readonly ratio: number;
      readonly of: number;
      readonly result: number;
    }
  | {
      readonly op: 'chosen';
      readonly fact: string;
      readonly min: number;
      readonly max: number;
      readonly deduct: boolean;
      readonly result: number;
    }
  /** What the assessor chose is not allowed, and nothing comes of it. */
  | {
      readonly op: 'outOfRange';
      readonly fact: string;
      readonly value: number;
      readonly min: number;
      readonly max: number;
    }
  /** What one party gave; null when it abstained. */
  | { readonly op: 'part'; readonly fact: string; readonly value: number | null; readonly weight: number }
  | { readonly op: 'average'; readonly factor?: number; readonly result: number }
  | { readonly op: 'place'; readonly fact: string; readonly value: number; readonly result: number }
  | { readonly op: 'weight'; readonly weight: number; readonly result: number };

/** Why a courtesy is not given. */
export type CourtesyStep =
  | { readonly op: 'taken'; readonly fact: string; readonly window: Window }
  | { readonly op: 'notAmong'; readonly fact: string; readonly place: number | null; readonly places: number };

export type DispatchStep = {
  readonly op: 'preference';
  readonly fact?: string;
  readonly value?: number;
  readonly result: number;
};
