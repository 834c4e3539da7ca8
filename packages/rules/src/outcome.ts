import type { FactValue } from './facts';
import type { KindParams } from './kinds/spec';
import type { Kind } from './rule';
import type { Step } from './step';

export type { Step } from './step';

/** Level of the pack that a rule comes from, told from the length of its region code. */
export type Layer = 'national' | 'province' | 'city' | 'county' | 'town' | 'site';

/** What an amount is counted in. */
export interface Measure {
  readonly asset: string;
  /** What one is called; a key of `rules.unit`. */
  readonly unit: string;
  /** Decimals of the smallest unit: with 1, an amount of 15 is 1.5. */
  readonly scale: number;
}

export interface OutcomeOf<K extends Kind> {
  readonly kind: K;
  readonly rule: string;
  readonly pack: string;
  readonly packVersion: string;
  readonly layer: Layer;
  readonly params: KindParams[K];
  /**
   * The figure of the kind. Of an award, a limit (what may still be counted) and a redemption (the cost): whole, in the
   * asset's smallest unit, see `measure`. Of a score: points. Of a dispatch preference: its weight. Else 0.
   * 0 when what it is figured from is missing: nothing is to be posted then.
   */
  readonly amount: number;
  /** For amounts of an asset. */
  readonly measure?: Measure;
  /** Every fact that the rule's conditions and params name, with the value seen; null when it was missing. Can be stored as JSON. */
  readonly factsSeen: Readonly<Record<string, FactValue>>;
  readonly steps: readonly Step[];
}

/** What a rule brought forth, with everything that is needed to say why. Plain data. */
export type Outcome = { [K in Kind]: OutcomeOf<K> }[Kind];
