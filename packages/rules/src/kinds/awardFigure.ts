/**
 * The arithmetic of an award, in exact decimals:
 *
 *     whole blocks   amount = round(quantity ÷ per) × amount × coefficients
 *     partial        amount = quantity × amount ÷ per × coefficients
 *     tiers          amount = (earned(before + quantity) − earned(before)) × coefficients,
 *                    earned(t) = Σ over tiers of round(part of t in the tier ÷ per) × amount
 *     result         min(max(round(amount to steps), params.min), params.max), never above LIMITS.pointsMax
 *
 * One rounding mode throughout; a negative quantity counts as 0. Tiers telescope: a quantity split over any number of
 * events earns the same in all.
 */
import { add, compare, type Decimal, decimal, divideWhole, multiply, negate, toNumber } from '../decimal';
import { factOf, type Facts } from '../facts';
import { LIMITS } from '../limits';
import type { Measure } from '../outcome';
import type { Step } from '../step';
import { bounded, inUnits, measureOf, smallest } from './assets';
import type { AwardParams, Coefficient } from './award';
import { bandOf, finite } from './bands';
import type { Figured, KindCatalogue } from './spec';

const ZERO: Decimal = { digits: 0n, scale: 0 };
const ONE: Decimal = { digits: 1n, scale: 0 };
const whole = (digits: bigint): Decimal => ({ digits, scale: 0 });

/** What has been earned so far: `over ÷ under`, so that nothing is lost before the end. */
interface Earned {
  readonly over: Decimal;
  readonly under: Decimal;
}

/** Works out what a quantity earns before coefficients; undefined when a fact it needs is missing, whose name it gives. */
type Earn = (counted: number, facts: Facts, steps: Step[]) => Earned | { readonly missing: string };

export function awardFigure(params: AwardParams, catalogue: KindCatalogue): (facts: Facts) => Figured {
  const { quantity, rounding } = params;
  const measure = measureOf(catalogue, params.asset);
  const source = 'fact' in quantity ? quantity.fact : undefined;
  const constant = 'value' in quantity ? quantity.value : undefined;
  const unit = source === undefined ? undefined : catalogue.facts.get(source)?.unit;
  const earn = params.tiers ? byTiers(params, params.tiers, unit) : byBlocks(params, unit);
  const coefficients = (params.coefficient ?? []).map(prepareCoefficient);
  const step = params.step === undefined ? smallest(measure) : decimal(params.step);
  const stepInSmallest = divideWhole(step, smallest(measure), 'floor');
  const missing = (fact: string): Figured => ({ amount: 0, measure, steps: [{ op: 'missing', fact }] });

  return (facts) => {
    const seen = source === undefined ? constant : finite(factOf(facts, source));
    if (seen === undefined) return missing(source ?? '');
    const counted = Math.max(0, seen);
    const steps: Step[] = [{ op: 'quantity', fact: source, unit, result: counted }];
    const earned = earn(counted, facts, steps);
    if ('missing' in earned) return missing(earned.missing);
    let over = earned.over;
    for (const { fact, factorOf } of coefficients) {
      const value = factOf(facts, fact);
      const factor = factorOf(value);
      over = multiply(over, factor.decimal);
      const result = shown(over, earned.under);
      steps.push({ op: 'coefficient', fact, value: value ?? null, factor: factor.number, result });
    }
    const steppedUnder = multiply(earned.under, step);
    const stepped = divideWhole(over, steppedUnder, rounding);
    if (compare(multiply(whole(stepped), steppedUnder), over) !== 0) {
      const result = toNumber(multiply(whole(stepped), step));
      steps.push({ op: 'round', rounding, ...(params.step === undefined ? {} : { step: params.step }), result });
    }
    return { amount: clamp(stepped * stepInSmallest, params, measure, steps), measure, steps };
  };
}

function byBlocks({ per = 1, amount = 1, partial = false, rounding }: AwardParams, unit: string | undefined): Earn {
  const size = decimal(per);
  const rate = decimal(amount);
  return (counted, _, steps) => {
    const quantity = decimal(counted);
    if (partial) {
      const earned = { over: multiply(quantity, rate), under: size };
      steps.push({ op: 'rate', amount, per, unit, result: shown(earned.over, earned.under) });
      return earned;
    }
    const blocks = whole(divideWhole(quantity, size, rounding));
    const rounded = compare(multiply(blocks, size), quantity) !== 0;
    steps.push({ op: 'blocks', per, unit, rounding, rounded, result: toNumber(blocks) });
    const over = multiply(blocks, rate);
    steps.push({ op: 'rate', amount, result: toNumber(over) });
    return { over, under: ONE };
  };
}

function byTiers({ rounding }: AwardParams, tiers: NonNullable<AwardParams['tiers']>, unit: string | undefined): Earn {
  const rows = tiers.steps.map(({ upTo, per, amount }, index) => {
    const from = tiers.steps[index - 1]?.upTo ?? 0;
    return {
      from,
      upTo,
      per,
      amount,
      start: decimal(from),
      end: upTo === undefined ? undefined : decimal(upTo),
      size: decimal(per),
      rate: decimal(amount),
    };
  });
  return (counted, facts, steps) => {
    const before = finite(factOf(facts, tiers.over.fact));
    if (before === undefined) return { missing: tiers.over.fact };
    const begin = decimal(Math.max(0, before));
    const end = add(begin, decimal(counted));
    let total = ZERO;
    for (const row of rows) {
      const partOf = (reached: Decimal): Decimal => {
        const top = row.end !== undefined && compare(reached, row.end) > 0 ? row.end : reached;
        return compare(top, row.start) > 0 ? add(top, negate(row.start)) : ZERO;
      };
      const [already, then] = [partOf(begin), partOf(end)];
      const part = add(then, negate(already));
      if (compare(part, ZERO) === 0) continue;
      const blocks = divideWhole(then, row.size, rounding) - divideWhole(already, row.size, rounding);
      total = add(total, multiply(whole(blocks), row.rate));
      const { from, upTo, per, amount } = row;
      steps.push({ op: 'tier', from, upTo, counted: toNumber(part), unit, per, amount, result: toNumber(total) });
    }
    return { over: total, under: ONE };
  };
}

interface Factor {
  readonly number: number;
  readonly decimal: Decimal;
}

function prepareCoefficient({ fact, table, bands, default: otherwise = 1 }: Coefficient) {
  const prepare = (number: number): Factor => ({ number, decimal: decimal(number) });
  const fallback = prepare(otherwise);
  const factors = new Map(Object.entries(table ?? {}).map(([value, factor]) => [value, prepare(factor)]));
  const rows = (bands ?? []).map(({ from, factor }) => ({ from, factor: prepare(factor) }));
  const factorOf = (value: unknown): Factor => {
    if (value === undefined) return fallback;
    if (table) return factors.get(String(value)) ?? fallback;
    const number = finite(value);
    return (number === undefined ? undefined : bandOf(rows, number)?.factor) ?? fallback;
  };
  return { fact, factorOf };
}

/** A quotient for showing: to six decimals at most. */
function shown(over: Decimal, under: Decimal): number {
  return toNumber({ digits: divideWhole(over, multiply(under, { digits: 1n, scale: 6 }), 'nearest'), scale: 6 });
}

function clamp(amount: bigint, { min, max }: AwardParams, measure: Measure, steps: Step[]): number {
  const bound = (limit: number) => divideWhole(decimal(limit), smallest(measure), 'floor');
  let result = amount;
  if (min !== undefined && result < bound(min)) {
    result = bound(min);
    steps.push({ op: 'min', limit: min, result: min });
  }
  if (max !== undefined && result > bound(max)) {
    result = bound(max);
    steps.push({ op: 'max', limit: max, result: max });
  }
  if (result <= BigInt(LIMITS.pointsMax)) return Number(result);
  const limit = inUnits(LIMITS.pointsMax, measure);
  steps.push({ op: 'max', limit, result: limit });
  return bounded(result);
}
