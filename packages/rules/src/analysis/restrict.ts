/**
 * What can be true of facts where a condition holds. A sound reading of the operators of `../conditions/operators`, missing
 * facts included: `notEqual` and `notIn` hold for one, comparisons and `doesNotContain` do not.
 */
import type { FactCatalogue } from '../facts';
import type { Condition, Scalar, Test } from '../rule';
import { between, domainOf, type Domain, join, listed, only, orNothing, without } from './domain';

/** Facts of which something is known; of the others, what the catalogue says. */
export type World = ReadonlyMap<string, Domain>;

/** Steps left for a whole pack: analysis is cut short rather than slow. */
export interface Budget {
  left: number;
}

export class OutOfBudget extends Error {}

export interface Context {
  readonly catalogue: FactCatalogue;
  readonly budget: Budget;
}

/** The part of a world in which the condition holds (or, negated, does not), or more than that; undefined when there is none. */
export function restrict(condition: Condition, negated: boolean, world: World, context: Context): World | undefined {
  context.budget.left -= 1 + world.size / 8;
  if (context.budget.left < 0) throw new OutOfBudget();
  if ('not' in condition) return restrict(condition.not, !negated, world, context);
  if ('fact' in condition) return restrictTest(condition, negated, world, context);
  const parts = 'all' in condition ? condition.all : condition.any;
  const isEvery = 'all' in condition !== negated;
  if (isEvery) {
    let narrowed: World | undefined = world;
    for (const part of parts) {
      narrowed = restrict(part, negated, narrowed, context);
      if (narrowed === undefined) return undefined;
    }
    return narrowed;
  }
  const worlds = parts.flatMap((part) => restrict(part, negated, world, context) ?? []);
  return worlds.length === 0 ? undefined : worlds.reduce((a, b) => joinWorlds(a, b, context));
}

function joinWorlds(a: World, b: World, { catalogue }: Context): World {
  const joined = new Map<string, Domain>();
  for (const [fact, domain] of a) {
    const other = b.get(fact);
    // What only one side knows of says nothing about both.
    if (other !== undefined && catalogue.has(fact)) joined.set(fact, join(domain, other));
  }
  return joined;
}

export function domainIn(world: World, fact: string, { catalogue }: Context): Domain | undefined {
  const known = world.get(fact);
  if (known) return known;
  const definition = catalogue.get(fact);
  return definition && domainOf(definition);
}

function restrictTest(test: Test, negated: boolean, world: World, context: Context): World | undefined {
  const domain = domainIn(world, test.fact, context);
  if (domain === undefined) return world;
  if (isOther(test.value)) return restrictPair(test, test.value.fact, negated, world, context);
  const narrowed = narrow(test, test.value, negated, domain);
  return put(world, test.fact, narrowed);
}

function isOther(value: Test['value']): value is { readonly fact: string } {
  return typeof value === 'object' && 'fact' in value;
}

function put(world: World, fact: string, domain: Domain): World | undefined {
  const left = orNothing(domain);
  return left && new Map(world).set(fact, left);
}

function narrow({ operator }: Test, value: Scalar | readonly Scalar[], negated: boolean, domain: Domain): Domain {
  const { missing, values } = domain;
  const set = new Set<Scalar>(Array.isArray(value) ? (value as Scalar[]) : [value as Scalar]);
  const wanted: Domain = { missing: false, values: only(values, set) };
  const unwanted: Domain = { missing, values: without(values, set) };
  const at = (open: boolean) => ({ value: value as number, open });
  switch (operator) {
    case 'equal':
    case 'in':
      return negated ? unwanted : wanted;
    case 'notEqual':
    case 'notIn':
      return negated ? wanted : unwanted;
    case 'contains':
      return { missing: negated && missing, values: listed(values, value as Scalar, !negated) };
    case 'doesNotContain':
      return { missing: negated && missing, values: listed(values, value as Scalar, negated) };
    case 'lessThan':
      return negated
        ? { missing, values: between(values, at(false), undefined) }
        : { missing: false, values: between(values, undefined, at(true)) };
    case 'lessThanInclusive':
      return negated
        ? { missing, values: between(values, at(true), undefined) }
        : { missing: false, values: between(values, undefined, at(false)) };
    case 'greaterThan':
      return negated
        ? { missing, values: between(values, undefined, at(false)) }
        : { missing: false, values: between(values, at(true), undefined) };
    case 'greaterThanInclusive':
      return negated
        ? { missing, values: between(values, undefined, at(true)) }
        : { missing: false, values: between(values, at(false), undefined) };
  }
}

const STRICT = new Set(['lessThan', 'greaterThan']);
const SIZES = new Set(['lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive']);

/** Two facts compared: neither is missing where one is less than the other, and each bounds the other. */
function restrictPair(test: Test, other: string, negated: boolean, world: World, context: Context): World | undefined {
  const { fact, operator } = test;
  if (fact === other) return restrictSelf(test, negated, world, context);
  if (!SIZES.has(operator) || negated) return world;
  const [low, high] = operator.startsWith('less') ? [fact, other] : [other, fact];
  const [lower, upper] = [domainIn(world, low, context), domainIn(world, high, context)];
  if (lower?.values?.of !== 'numbers' || upper?.values?.of !== 'numbers') return world;
  const open = STRICT.has(operator);
  const top = { value: upper.values.max, open: open || upper.values.maxOpen };
  const bottom = { value: lower.values.min, open: open || lower.values.minOpen };
  const one = put(world, low, { missing: false, values: between(lower.values, undefined, finite(top)) });
  return one && put(one, high, { missing: false, values: between(upper.values, finite(bottom), undefined) });
}

function finite<T extends { readonly value: number }>(bound: T): T | undefined {
  return Number.isFinite(bound.value) ? bound : undefined;
}

/** A fact compared with itself: what is missing equals what is missing. */
function restrictSelf(test: Test, negated: boolean, world: World, context: Context): World | undefined {
  const domain = domainIn(world, test.fact, context);
  if (domain === undefined) return world;
  const { operator } = test;
  if (operator === 'equal' || operator === 'notEqual') return (operator === 'equal') === negated ? undefined : world;
  if (!SIZES.has(operator)) return world;
  const holds = !STRICT.has(operator);
  if (holds !== negated) return holds ? put(world, test.fact, { ...domain, missing: false }) : world;
  return holds ? put(world, test.fact, { missing: domain.missing, values: undefined }) : undefined;
}
