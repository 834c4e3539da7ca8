/**
 * Facts: what a rule may look at. The catalogue types them; an event brings the values of those that are given, the rest is
 * measured and derived.
 */
import type { Citation } from '../rule';
import type { Expression } from './expression';
import type { Measurement, Ratio } from './measured';

/** `number` takes decimals, `integer` does not; `list` is several strings. */
export type FactType = 'string' | 'integer' | 'number' | 'boolean' | 'list';

interface Described {
  readonly name: string;
  readonly unit?: string;
  readonly min?: number;
  readonly max?: number;
  readonly cites?: readonly Citation[];
}

/** A field of the event, order, person, team or site. */
export interface GivenFact extends Described {
  readonly kind: 'given';
  readonly type: FactType;
  /** The only values a string, or an item of a list, can have. */
  readonly values?: readonly string[];
  /** The catalogue list whose codes a string, or an item of a list, can have: their titles name the values. Further codes are none the worse. */
  readonly list?: string;
}

/** Counted or summed up from what happened before: see `measure`. */
export interface MeasuredFact extends Described {
  readonly kind: 'measured';
  readonly type: 'integer' | 'number';
  readonly values?: undefined;
  readonly of: Measurement;
  readonly over?: Ratio;
}

/** Arithmetic on other facts: see `derive`. */
export interface DerivedFact extends Described {
  readonly kind: 'derived';
  readonly type: 'integer' | 'number';
  readonly values?: undefined;
  readonly is: Expression;
}

/**
 * One entry of the catalogue (schema/facts.schema.json). The pack's texts name it: `fact.<name>.title`, and
 * `fact.<name>.value.<value>` for each of `values`.
 */
export type FactDefinition = GivenFact | MeasuredFact | DerivedFact;

export type FactCatalogue = ReadonlyMap<string, FactDefinition>;

export type FactValue = string | number | boolean | null | undefined | readonly string[];

/**
 * The facts of one event, by name. **A fact that is absent, undefined or null is one and the same: missing.**
 */
export type Facts = Readonly<Record<string, FactValue>>;

/**
 * The value of a fact, or undefined when it is missing. Looks at own properties only, so that a fact named
 * like a member of Object.prototype is missing and not a function.
 */
export function factOf(facts: Facts, name: string): FactValue {
  return Object.hasOwn(facts, name) ? (facts[name] ?? undefined) : undefined;
}
