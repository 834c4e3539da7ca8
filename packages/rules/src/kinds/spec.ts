/**
 * What there is to know about an outcome kind. A new kind is one file that exports a `Spec`, its params here and its line in `./index`.
 */
import type { FactCatalogue, Facts, FactType } from '../facts';
import type { Message } from '../message';
import type { OutcomeOf, Step } from '../outcome';
import type { Problem } from '../problem';
import type { AwardParams } from './award';

/** Params of each kind: the `event.params` of its rules. */
export interface KindParams {
  award: AwardParams;
}

export interface Figured {
  readonly amount: number;
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

/**
 * A fact that each rule of the kind must require, in its topmost `all`, to equal something, so that it cannot fire on
 * occasions or subjects that its author did not think of. `value` says which one, where params decide it.
 */
export interface Pin<P> {
  readonly fact: string;
  readonly value?: (params: P) => string;
}

export interface Spec<K extends keyof KindParams> {
  /** JSON Schema of params. */
  readonly schema: object;
  readonly pins: readonly Pin<KindParams[K]>[];
  /** All facts that params name. */
  facts(params: KindParams[K]): readonly FactUse[];
  /** What no schema can say; paths start at `path`. */
  check(params: KindParams[K], file: string, path: string): readonly Problem[];
  /** Rules with the same group exclude each other: the highest priority that matches counts, so priorities must not tie. */
  group(params: KindParams[K]): string | undefined;
  /** Prepares the arithmetic once; the function is called for every event. */
  figure(params: KindParams[K], catalogue: FactCatalogue): (facts: Facts) => Figured;
  /** The clauses of the sentence that explains an outcome, without the reason before and the source after them. */
  clauses(outcome: OutcomeOf<K>, titleOf: (fact: string) => Message, valueOf: ValueName): readonly Message[];
}

/** The name of a fact's value: `urgent` is 紧急. */
export type ValueName = (fact: string, value: unknown) => Message | string;
