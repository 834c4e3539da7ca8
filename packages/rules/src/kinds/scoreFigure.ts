/**
 * The points of a scoring rule, in exact decimals: method × weight, within floor and cap, a half rounded up to the decimals of the card.
 */
import { add, compare, type Decimal, decimal, divideWhole, multiply, negate, toNumber } from '../decimal';
import { factOf, type Facts, type FactValue } from '../facts';
import type { Step } from '../step';
import { bandOf, finite } from './bands';
import type { ScoreMethod, ScoreParams } from './score';
import type { Figured, KindCatalogue } from './spec';

export const CARD_SCALE = 2;

const ONE: Decimal = { digits: 1n, scale: 0 };
const ZERO: Decimal = { digits: 0n, scale: 0 };

/** `over ÷ under`, so that nothing is lost before the end; the name of a fact that is missing; or nothing at all. */
type Points = { readonly over: Decimal; readonly under: Decimal } | { readonly missing: string } | 'refused';
type Method = (facts: Facts, steps: Step[]) => Points;

export function scoreFigure(params: ScoreParams, { scorecards }: KindCatalogue): (facts: Facts) => Figured {
  const { weight, floor, cap } = params;
  const scale = scorecards.get(params.card)?.scale ?? CARD_SCALE;
  const method = prepareMethod(params.method, scale);
  const factor = decimal(weight ?? 1);
  return (facts) => {
    const steps: Step[] = [];
    const points = method(facts, steps);
    if (points === 'refused') return { amount: 0, steps };
    if ('missing' in points) return { amount: 0, steps: [{ op: 'missing', fact: points.missing }] };
    let result = settleAt(multiply(points.over, factor), points.under, scale);
    if (weight !== undefined) steps.push({ op: 'weight', weight, result: toNumber(result) });
    if (floor !== undefined && compare(result, decimal(floor)) < 0) {
      result = decimal(floor);
      steps.push({ op: 'min', limit: floor, result: floor });
    }
    if (cap !== undefined && compare(result, decimal(cap)) > 0) {
      result = decimal(cap);
      steps.push({ op: 'max', limit: cap, result: cap });
    }
    return { amount: toNumber(result), steps };
  };
}

/** A quotient to so many decimals, a half rounded up. */
function settleAt(over: Decimal, under: Decimal, scale: number): Decimal {
  return { digits: divideWhole(over, multiply(under, { digits: 1n, scale }), 'nearest'), scale };
}

const exactly = (points: Decimal): Points => ({ over: points, under: ONE });

/** Prepares a method that looks at one number and needs nothing else. */
function ofNumber(fact: string, points: (value: number, steps: Step[]) => Points): Method {
  return (facts, steps) => {
    const value = finite(factOf(facts, fact));
    return value === undefined ? { missing: fact } : points(value, steps);
  };
}

function prepareMethod(method: ScoreMethod, scale: number): Method {
  if ('constant' in method) {
    const { constant } = method;
    return (_, steps) => {
      steps.push({ op: 'constant', result: constant });
      return exactly(decimal(constant));
    };
  }
  if ('bands' in method) {
    const { fact, steps: rows } = method.bands;
    return ofNumber(fact, (value, steps) => {
      const row = bandOf(rows, value);
      const result = row?.points ?? 0;
      steps.push({ op: 'band', fact, value, ...(row ? { from: row.from } : {}), result });
      return exactly(decimal(result));
    });
  }
  if ('each' in method) return each(method.each, scale);
  if ('ratio' in method) return ratio(method.ratio, scale);
  if ('range' in method) {
    const { fact, min, max, deduct = false } = method.range;
    return ofNumber(fact, (value, steps) => {
      if (value < min || value > max) {
        steps.push({ op: 'outOfRange', fact, value, min, max });
        return 'refused';
      }
      const points = deduct ? negate(decimal(value)) : decimal(value);
      steps.push({ op: 'chosen', fact, min, max, deduct, result: toNumber(points) });
      return exactly(points);
    });
  }
  if ('parts' in method) return parts(method.parts, scale);
  const { fact, points, rest = 0 } = method.rank;
  return ofNumber(fact, (value, steps) => {
    // A place is a whole number from 1 on; whoever has none of these has no place.
    if (!Number.isInteger(value) || value < 1) return { missing: fact };
    const result = points[value - 1] ?? rest;
    steps.push({ op: 'place', fact, value, result });
    return exactly(decimal(result));
  });
}

function each(
  { fact, per, points, upTo, partial }: Extract<ScoreMethod, { readonly each: unknown }>['each'],
  scale: number,
): Method {
  const size = decimal(per);
  const rate = decimal(points);
  return ofNumber(fact, (value, steps) => {
    const count = decimal(Math.max(0, value));
    const earned: { over: Decimal; under: Decimal } = partial
      ? { over: multiply(count, rate), under: size }
      : { over: multiply({ digits: divideWhole(count, size, 'floor'), scale: 0 }, rate), under: ONE };
    const result = toNumber(settleAt(earned.over, earned.under, scale));
    steps.push({ op: 'each', fact, value, per, points, ...(partial ? { partial } : {}), result });
    if (upTo === undefined) return earned;
    const most = points < 0 ? negate(decimal(upTo)) : decimal(upTo);
    const beyond = compare(earned.over, multiply(most, earned.under));
    if (points < 0 ? beyond >= 0 : beyond <= 0) return earned;
    steps.push({ op: points < 0 ? 'min' : 'max', limit: toNumber(most), result: toNumber(most) });
    return exactly(most);
  });
}

function ratio(spec: Extract<ScoreMethod, { readonly ratio: unknown }>['ratio'], scale: number): Method {
  const { fact, of } = spec;
  return (facts, steps) => {
    const value: FactValue = factOf(facts, fact);
    const share = 'byCount' in spec ? byCount(spec.byCount, value) : byName(spec.table, value);
    if (share === undefined) return { missing: fact };
    const points = multiply(decimal(share), decimal(of));
    steps.push({ op: 'ratio', fact, value, ratio: share, of, result: toNumber(settleAt(points, ONE, scale)) });
    return exactly(points);
  };
}

function byCount(shares: readonly number[], value: FactValue): number | undefined {
  const count = finite(value);
  return count === undefined || count < 0 ? undefined : shares[Math.min(Math.floor(count), shares.length - 1)];
}

function byName(table: Readonly<Record<string, number>>, value: FactValue): number | undefined {
  return typeof value === 'string' && Object.hasOwn(table, value) ? table[value] : undefined;
}

function parts(
  { of, abstain, factor = 1 }: Extract<ScoreMethod, { readonly parts: unknown }>['parts'],
  scale: number,
): Method {
  return (facts, steps) => {
    let over = ZERO;
    let under = ZERO;
    let given = 0;
    for (const { fact, weight } of of) {
      const value = finite(factOf(facts, fact));
      steps.push({ op: 'part', fact, value: value ?? null, weight });
      if (value !== undefined) {
        given += 1;
        over = add(over, multiply(decimal(value), decimal(weight)));
      }
      if (value !== undefined || abstain === 'zero') under = add(under, decimal(weight));
    }
    // When all abstain there is no opinion, and no opinion is not the same as the worst one.
    if (given === 0) return { missing: of[0]?.fact ?? '' };
    const points = multiply(over, decimal(factor));
    const result = toNumber(settleAt(points, under, scale));
    steps.push({ op: 'average', ...(factor === 1 ? {} : { factor }), result });
    return { over: points, under };
  };
}
