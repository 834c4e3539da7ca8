/**
 * What values a fact can still have, seen from inside a condition. Always too many rather than too few: that nothing is left
 * is a proof, that something is left is none.
 */
import type { FactDefinition } from '../facts';
import type { Scalar } from '../rule';

export type Values =
  /** One of these. */
  | { readonly of: 'some'; readonly values: ReadonlySet<Scalar> }
  /** Any text but these. */
  | { readonly of: 'texts'; readonly but: ReadonlySet<Scalar> }
  | Range
  /** A list that has all of these and none of those. */
  | { readonly of: 'list'; readonly has: ReadonlySet<Scalar>; readonly hasNot: ReadonlySet<Scalar> };

export interface Range {
  readonly of: 'numbers';
  readonly min: number;
  readonly max: number;
  /** Whether an end is itself left out. */
  readonly minOpen: boolean;
  readonly maxOpen: boolean;
  readonly whole: boolean;
  readonly but: ReadonlySet<Scalar>;
}

export interface Domain {
  readonly missing: boolean;
  /** Undefined: it cannot be there. */
  readonly values: Values | undefined;
}

const NONE: ReadonlySet<Scalar> = new Set();

/** What the catalogue says of a fact. Any fact can be missing. */
export function domainOf(fact: FactDefinition): Domain {
  return { missing: true, values: valuesOf(fact) };
}

function valuesOf({ type, values, min, max }: FactDefinition): Values {
  if (type === 'boolean') return { of: 'some', values: new Set([true, false]) };
  if (type === 'list') return { of: 'list', has: NONE, hasNot: NONE };
  if (type === 'string') return values ? { of: 'some', values: new Set(values) } : { of: 'texts', but: NONE };
  return {
    of: 'numbers',
    min: min ?? Number.NEGATIVE_INFINITY,
    max: max ?? Number.POSITIVE_INFINITY,
    minOpen: false,
    maxOpen: false,
    whole: type === 'integer',
    but: NONE,
  };
}

/** Undefined when nothing is left. */
export function orNothing(domain: Domain): Domain | undefined {
  return domain.missing || domain.values !== undefined ? domain : undefined;
}

export function only(values: Values | undefined, wanted: ReadonlySet<Scalar>): Values | undefined {
  if (values === undefined) return undefined;
  const left = [...wanted].filter((value) => has(values, value));
  return left.length > 0 ? { of: 'some', values: new Set(left) } : undefined;
}

export function without(values: Values | undefined, unwanted: ReadonlySet<Scalar>): Values | undefined {
  if (values === undefined) return undefined;
  if (values.of === 'some') return only(values, new Set([...values.values].filter((value) => !unwanted.has(value))));
  if (values.of === 'texts') return { of: 'texts', but: new Set([...values.but, ...unwanted]) };
  if (values.of === 'numbers') return tidy({ ...values, but: new Set([...values.but, ...unwanted]) });
  return values;
}

export interface Bound {
  readonly value: number;
  readonly open: boolean;
}

export function between(
  values: Values | undefined,
  low: Bound | undefined,
  high: Bound | undefined,
): Values | undefined {
  if (values === undefined || values.of === 'list' || values.of === 'texts') return values;
  const fits = (value: Scalar) =>
    typeof value === 'number' &&
    (low === undefined || value > low.value || (!low.open && value === low.value)) &&
    (high === undefined || value < high.value || (!high.open && value === high.value));
  if (values.of === 'some') return only(values, new Set([...values.values].filter(fits)));
  const { min, minOpen, max, maxOpen } = values;
  const rises = low !== undefined && (low.value > min || (low.value === min && low.open));
  const falls = high !== undefined && (high.value < max || (high.value === max && high.open));
  return tidy({
    ...values,
    ...(rises ? { min: low.value, minOpen: low.open } : { min, minOpen }),
    ...(falls ? { max: high.value, maxOpen: high.open } : { max, maxOpen }),
  });
}

export function listed(values: Values | undefined, value: Scalar, isIn: boolean): Values | undefined {
  if (values?.of !== 'list') return values;
  const has = isIn ? new Set([...values.has, value]) : values.has;
  const hasNot = isIn ? values.hasNot : new Set([...values.hasNot, value]);
  return [...has].some((item) => hasNot.has(item)) ? undefined : { of: 'list', has, hasNot };
}

/** What either allows, or more. */
export function join(a: Domain, b: Domain): Domain {
  return { missing: a.missing || b.missing, values: joinValues(a.values, b.values) };
}

function joinValues(a: Values | undefined, b: Values | undefined): Values | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  if (a.of === 'list' && b.of === 'list') {
    return { of: 'list', has: common(a.has, b.has), hasNot: common(a.hasNot, b.hasNot) };
  }
  if (a.of === 'some' && b.of === 'some') return { of: 'some', values: new Set([...a.values, ...b.values]) };
  if (a.of === 'texts' || b.of === 'texts') {
    const but = [a, b].flatMap((one) => (one.of === 'texts' ? [...one.but] : []));
    return { of: 'texts', but: new Set(but.filter((value) => !has(a, value) && !has(b, value))) };
  }
  return hull(rangeOf(a), rangeOf(b));
}

function rangeOf(values: Values): Range | undefined {
  if (values.of === 'numbers') return values;
  const numbers = values.of === 'some' ? [...values.values].filter((value) => typeof value === 'number') : [];
  if (numbers.length === 0) return undefined;
  const whole = numbers.every((value) => Number.isInteger(value));
  const ends = { min: Math.min(...numbers), max: Math.max(...numbers), minOpen: false, maxOpen: false };
  return { of: 'numbers', ...ends, whole, but: NONE };
}

function hull(a: Range | undefined, b: Range | undefined): Range | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const [low, high] = [Math.min(a.min, b.min), Math.max(a.max, b.max)];
  const opens = (end: 'min' | 'max', at: number) =>
    [a, b].every((one) => one[end] !== at || (end === 'min' ? one.minOpen : one.maxOpen));
  return {
    of: 'numbers',
    min: low,
    max: high,
    minOpen: opens('min', low),
    maxOpen: opens('max', high),
    whole: a.whole && b.whole,
    but: new Set([...a.but, ...b.but].filter((value) => !has(a, value) && !has(b, value))),
  };
}

export function has(values: Values, value: Scalar): boolean {
  if (values.of === 'some') return values.values.has(value);
  if (values.of === 'texts') return typeof value === 'string' && !values.but.has(value);
  if (values.of === 'list' || typeof value !== 'number') return false;
  const { min, max, minOpen, maxOpen, whole, but } = values;
  if (but.has(value) || (whole && !Number.isInteger(value))) return false;
  return (minOpen ? value > min : value >= min) && (maxOpen ? value < max : value <= max);
}

/** Whole numbers have closed ends, and ends that are left out move inwards. */
function tidy(range: Range): Range | undefined {
  let { min, max, minOpen, maxOpen } = range;
  if (range.whole) {
    if (Number.isFinite(min)) min = minOpen ? Math.floor(min) + 1 : Math.ceil(min);
    if (Number.isFinite(max)) max = maxOpen ? Math.ceil(max) - 1 : Math.floor(max);
    minOpen = maxOpen = false;
    while (range.but.has(min) && min <= max) min += 1;
    while (range.but.has(max) && max >= min) max -= 1;
  }
  const single = min === max && (minOpen || maxOpen || range.but.has(min));
  return min > max || single ? undefined : { ...range, min, max, minOpen, maxOpen };
}

function common(a: ReadonlySet<Scalar>, b: ReadonlySet<Scalar>): ReadonlySet<Scalar> {
  return new Set([...a].filter((value) => b.has(value)));
}
