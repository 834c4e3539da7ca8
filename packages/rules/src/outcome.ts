import type { Rounding } from './decimal';
import type { FactValue } from './facts';
import type { KindParams } from './kinds/spec';
import type { Kind } from './rule';

/** Level of the pack that a rule comes from, told from the length of its region code. */
export type Layer = 'national' | 'province' | 'city' | 'county' | 'town' | 'site';

/**
 * One step of arithmetic; `result` is what stood there after it. A clerk can follow the steps with a pocket calculator.
 */
export type Step =
  | { readonly op: 'missing'; readonly fact: string }
  | { readonly op: 'quantity'; readonly fact?: string; readonly unit?: string; readonly result: number }
  | {
      readonly op: 'blocks';
      readonly per: number;
      readonly unit?: string;
      readonly rounding: Rounding;
      /** True when the quantity was no multiple of the block, so that rounding changed it. */
      readonly rounded: boolean;
      readonly result: number;
    }
  | { readonly op: 'rate'; readonly amount: number; readonly result: number }
  | {
      readonly op: 'coefficient';
      readonly fact: string;
      readonly value: FactValue;
      readonly factor: number;
      readonly result: number;
    }
  | { readonly op: 'round'; readonly rounding: Rounding; readonly result: number }
  | { readonly op: 'min'; readonly limit: number; readonly result: number }
  | { readonly op: 'max'; readonly limit: number; readonly result: number };

export interface OutcomeOf<K extends Kind> {
  readonly kind: K;
  readonly rule: string;
  readonly pack: string;
  readonly packVersion: string;
  readonly layer: Layer;
  readonly params: KindParams[K];
  /** Whole, in the asset's smallest unit. 0 when the quantity is missing: nothing is to be posted then. */
  readonly amount: number;
  /** Every fact that the rule's conditions and params name, with the value seen; null when it was missing. Can be stored as JSON. */
  readonly factsSeen: Readonly<Record<string, FactValue>>;
  readonly steps: readonly Step[];
}

/** What a rule brought forth, with everything that is needed to say why. Plain data. */
export type Outcome = { [K in Kind]: OutcomeOf<K> }[Kind];
