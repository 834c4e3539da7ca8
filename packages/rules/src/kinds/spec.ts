/**
 * What there is to know about an outcome kind. A new kind is one file that exports a `Spec`, its params here and its line in `./index`.
 */
import type { Catalogue } from '../catalogue';
import type { Facts, FactType } from '../facts';
import type { Message } from '../message';
import type { Measure, OutcomeOf } from '../outcome';
import type { Problem } from '../problem';
import type { Step } from '../step';
import type { Phrases } from './phrases';
import type { AwardParams } from './award';
import type { CourtesyParams } from './courtesy';
import type { DispatchParams } from './dispatch';
import type { FlagParams } from './flag';
import type { GradeParams } from './grade';
import type { LimitParams } from './limit';
import type { RedeemParams } from './redeem';
import type { ScoreParams } from './score';
import type { StandingParams } from './standing';
import type { VetoParams } from './veto';

/** Params of each kind: the `event.params` of its rules. */
export interface KindParams {
  award: AwardParams;
  limit: LimitParams;
  redeem: RedeemParams;
  grade: GradeParams;
  score: ScoreParams;
  veto: VetoParams;
  courtesy: CourtesyParams;
  standing: StandingParams;
  dispatch: DispatchParams;
  flag: FlagParams;
}

/** What every kind's params may have. */
export interface CommonParams {
  /** Rules with the same group exclude each other: of those that match, the highest priority counts. */
  readonly group?: string;
  /** Words of the author's own by which limits and reports pick rules. */
  readonly tags?: readonly string[];
}

export interface Figured {
  readonly amount: number;
  readonly measure?: Measure;
  readonly steps: readonly Step[];
}

/** A fact named in params: where, and which types it may have there. */
export interface FactUse {
  readonly fact: string;
  /** JSON pointer within params. */
  readonly path: string;
  readonly types: readonly FactType[];
  /** Values of the fact that params name, to be checked against those in the catalogue. */
  readonly values?: readonly string[];
}

/** A catalogue entry named in params. */
export interface EntryUse {
  readonly catalogue: 'assets' | 'ladders' | 'scorecards' | 'benefits';
  readonly entry: string;
  readonly path: string;
}

/**
 * A fact that each rule of the kind must require, in its topmost `all`, to equal something, so that it cannot fire on
 * occasions or subjects that its author did not think of. `value` says which one, where params decide it.
 */
export interface Pin<P> {
  readonly fact: string;
  readonly value?: (params: P) => string | undefined;
  /** Of which rules it is required; of all, where it is absent. */
  readonly when?: (params: P) => boolean;
}

export interface Spec<K extends keyof KindParams> {
  /** JSON Schema of params. */
  readonly schema: object;
  readonly pins: readonly Pin<KindParams[K]>[];
  /** All facts that params name. */
  facts(params: KindParams[K]): readonly FactUse[];
  /** All catalogue entries that params name. */
  entries(params: KindParams[K]): readonly EntryUse[];
  /** What no schema can say; paths start at `path`. The catalogue is the whole one: parents' and the pack's own. */
  check(params: KindParams[K], file: string, path: string, catalogue: KindCatalogue): readonly Problem[];
  /** Prepares the arithmetic once; the function is called for every event. */
  figure(params: KindParams[K], catalogue: KindCatalogue): (facts: Facts) => Figured;
  /** What the params say, before anything has happened; `phrases/common` says what every kind's may have. */
  readonly phrases: Phrases<KindParams[K]>;
  /** The clauses of the sentence that explains an outcome, without the reason before and the source after them. */
  clauses(outcome: OutcomeOf<K>, titleOf: (fact: string) => Message, valueOf: ValueName): readonly Message[];
}

/** What kinds need of the catalogue. */
export type KindCatalogue = Pick<Catalogue, 'facts' | 'assets' | 'ladders' | 'scorecards' | 'benefits'>;

/** The name of a fact's value: `urgent` is 紧急. */
export type ValueName = (fact: string, value: unknown) => Message | string;

/** Numbers, as most facts of params must be. */
export const NUMERIC: readonly FactType[] = ['integer', 'number'];

export const numeric = (fact: string, path: string): FactUse => ({ fact, path, types: NUMERIC });

/** For kinds that have no figure. */
export const NO_FIGURE: Figured = { amount: 0, steps: [] };
