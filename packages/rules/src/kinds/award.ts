/**
 * Outcome kind `award`: so many points for each block of a quantity.
 *
 *     blocks = round(quantity ÷ per)                       whole blocks; a negative quantity counts as 0
 *     points = round(blocks × amount × coefficients)       in the same rounding
 *     result = min(max(points, params.min), params.max)    never above LIMITS.pointsMax
 *
 * All in exact decimals. If the fact of the quantity is missing, or no finite number, the result is 0 with the step
 * `missing`, whatever `min` says: what was not recorded cannot be rewarded.
 */
import schema from '../../schema/award.schema.json';
import { type Decimal, decimal, divideWhole, multiply, round, type Rounding, toNumber } from '../decimal';
import { factOf, type FactCatalogue, type Facts } from '../facts';
import { LIMITS } from '../limits';
import type { Step } from '../outcome';
import { pointer, problem } from '../problem';
import { awardClauses } from './awardClauses';
import type { FactUse, Figured, Spec } from './spec';

export interface AwardParams {
  readonly asset: 'points';
  readonly to: 'volunteer' | 'resident';
  readonly quantity: { readonly fact: string } | { readonly value: number };
  /** Size of a block, in the unit of the quantity: 30 for every half hour. */
  readonly per: number;
  /** Points for each block. */
  readonly amount: number;
  readonly rounding: Rounding;
  /** At least and at most so many points for one event. */
  readonly min?: number;
  readonly max?: number;
  readonly coefficient?: readonly Coefficient[];
  readonly group?: string;
}

/** A factor that depends on a fact. A value that is not in the table has the factor `default`, or 1. */
export interface Coefficient {
  readonly fact: string;
  readonly table: Readonly<Record<string, number>>;
  readonly default?: number;
}

export const award: Spec<'award'> = {
  schema,
  pins: [{ fact: 'occasion' }, { fact: 'subject.kind', value: (params) => params.to }],
  group: (params) => params.group,
  facts: factsOf,
  check: (params, file, path) =>
    params.min !== undefined && params.max !== undefined && params.min > params.max
      ? [problem('AMOUNT_RANGE', file, pointer(path, 'min'), { min: params.min, max: params.max })]
      : [],
  figure,
  clauses: awardClauses,
};

function factsOf(params: AwardParams): FactUse[] {
  const uses: FactUse[] = [];
  if ('fact' in params.quantity) {
    uses.push({ fact: params.quantity.fact, path: '/quantity/fact', types: ['integer', 'number'] });
  }
  params.coefficient?.forEach((coefficient, index) => {
    const types = ['string', 'integer', 'boolean'] as const;
    uses.push({
      fact: coefficient.fact,
      path: `/coefficient/${index}/fact`,
      types,
      values: Object.keys(coefficient.table),
    });
  });
  return uses;
}

function figure(params: AwardParams, catalogue: FactCatalogue): (facts: Facts) => Figured {
  const { quantity, rounding } = params;
  const source = 'fact' in quantity ? quantity.fact : undefined;
  const constant = 'value' in quantity ? quantity.value : undefined;
  const unit = source === undefined ? undefined : catalogue.get(source)?.unit;
  const per = decimal(params.per);
  const amount = decimal(params.amount);
  const coefficients = (params.coefficient ?? []).map((item) => ({
    fact: item.fact,
    factors: new Map(Object.entries(item.table).map(([value, factor]) => [value, prepare(factor)])),
    otherwise: prepare(item.default ?? 1),
  }));

  return (facts) => {
    const seen = source === undefined ? constant : factOf(facts, source);
    if (typeof seen !== 'number' || !Number.isFinite(seen)) {
      return { amount: 0, steps: [{ op: 'missing', fact: source ?? '' }] };
    }
    const counted = Math.max(0, seen);
    const steps: Step[] = [{ op: 'quantity', fact: source, unit, result: counted }];
    const blocks = divideWhole(decimal(counted), per, rounding);
    const rounded = !equals(multiply({ digits: blocks, scale: 0 }, per), decimal(counted));
    steps.push({ op: 'blocks', per: params.per, unit, rounding, rounded, result: Number(blocks) });
    let points = multiply({ digits: blocks, scale: 0 }, amount);
    steps.push({ op: 'rate', amount: params.amount, result: toNumber(points) });
    for (const { fact, factors, otherwise } of coefficients) {
      const value = factOf(facts, fact);
      const factor = (value === undefined ? undefined : factors.get(String(value))) ?? otherwise;
      points = multiply(points, factor.decimal);
      steps.push({ op: 'coefficient', fact, value: value ?? null, factor: factor.number, result: toNumber(points) });
    }
    const whole = Number(round(points, rounding));
    if (whole !== toNumber(points)) steps.push({ op: 'round', rounding, result: whole });
    return { amount: clamp(whole, params, steps), steps };
  };
}

function prepare(factor: number): { readonly number: number; readonly decimal: Decimal } {
  return { number: factor, decimal: decimal(factor) };
}

function equals(a: Decimal, b: Decimal): boolean {
  return a.digits * 10n ** BigInt(b.scale) === b.digits * 10n ** BigInt(a.scale);
}

function clamp(points: number, params: AwardParams, steps: Step[]): number {
  let result = points;
  if (params.min !== undefined && result < params.min) {
    result = params.min;
    steps.push({ op: 'min', limit: params.min, result });
  }
  const limit = Math.min(params.max ?? LIMITS.pointsMax, LIMITS.pointsMax);
  if (result > limit) {
    result = limit;
    steps.push({ op: 'max', limit, result });
  }
  return result;
}
