/**
 * Facts: what a rule may look at. The catalogue types them; an event brings their values.
 */

/** `number` takes decimals, `integer` does not; `list` is several strings. */
export type FactType = 'string' | 'integer' | 'number' | 'boolean' | 'list';

/**
 * One entry of the catalogue (schema/facts.schema.json). The pack's texts name it: `fact.<name>.title`, and
 * `fact.<name>.value.<value>` for each of `values`.
 */
export interface FactDefinition {
  readonly name: string;
  /** Given facts only, so far; measured and derived ones follow. */
  readonly kind: 'given';
  readonly type: FactType;
  readonly unit?: string;
  /** The only values a string, or an item of a list, can have. */
  readonly values?: readonly string[];
  readonly min?: number;
  readonly max?: number;
}

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
