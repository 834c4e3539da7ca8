/**
 * The amount of an award alone, in whole numbers that JavaScript holds exactly: what nearly every rule needs for nearly every
 * event. Where that is not enough (tiers, a quantity that is no whole number, products beyond 2 ** 51) nothing is answered, and
 * the exact decimals of the kind's own figure are asked, which this agrees with to the last unit.
 */
import { type Decimal, decimal, divideWhole, type Rounding } from './decimal';
import { factOf, type Facts, type FactValue } from './facts';
import { measureOf, smallest } from './kinds/assets';
import type { AwardParams, Coefficient } from './kinds/award';
import { bandOf, finite } from './kinds/bands';
import type { KindCatalogue } from './kinds/spec';
import { LIMITS } from './limits';

/** Twice it, and one more, is still held exactly. */
const SAFE = 2 ** 51;

/** Gives the amount in the asset's smallest unit, or undefined where whole numbers do not suffice. */
export type WholeAmount = (facts: Facts) => number | undefined;

/**
 *     amount = round(blocks × factors × over ÷ under) × stepUnits,    blocks = round(quantity × blocksOver ÷ blocksUnder)
 *
 * Undefined for params that need decimals whatever the event brings.
 */
export function wholeAmount(params: AwardParams, catalogue: KindCatalogue): WholeAmount | undefined {
  const { quantity, per = 1, amount = 1, partial = false, rounding } = params;
  if (params.tiers) return undefined;
  const measure = measureOf(catalogue, params.asset);
  const unit = smallest(measure);
  const step = params.step === undefined ? unit : decimal(params.step);
  const stepUnits = Number(divideWhole(step, unit, 'floor'));
  const size = ratioOf(decimal(per));
  const coefficients = (params.coefficient ?? []).map(wholeFactors);
  const rate = dividedBy(ratioOf(decimal(amount)), ratioOf(step));
  const ratio = coefficients.reduce(
    (all, { under }) => reduced({ over: all.over, under: all.under * under }),
    partial ? dividedBy(rate, size) : rate,
  );
  const blocks = dividedBy({ over: 1, under: 1 }, size);
  const bound = (limit: number) => Number(divideWhole(decimal(limit), unit, 'floor'));
  const min = bound(params.min ?? 0);
  const max = params.max === undefined ? LIMITS.pointsMax : Math.min(bound(params.max), LIMITS.pointsMax);
  const constants = [ratio.over, ratio.under, blocks.over, blocks.under, stepUnits, min];
  if (!constants.every((constant) => constant <= SAFE)) return undefined;
  const quantityOf = 'fact' in quantity ? readerOf(quantity.fact) : () => quantity.value;

  return (facts) => {
    const seen = quantityOf(facts);
    // What was not recorded is not rewarded, whatever the minimum.
    if (typeof seen !== 'number' || !Number.isFinite(seen)) return 0;
    if (!Number.isInteger(seen)) return undefined;
    const counted = seen > 0 ? seen : 0;
    let digits = partial ? counted : roundedQuotient(counted * blocks.over, blocks.under, rounding);
    for (let i = 0; i < coefficients.length; i += 1) digits *= (coefficients[i] as WholeFactors).digitsOf(facts);
    const steps = roundedQuotient(digits * ratio.over, ratio.under, rounding);
    const result = steps * stepUnits;
    // Not a number, when something on the way was too large.
    if (!(result <= SAFE)) return undefined;
    const least = result < min ? min : result;
    return least > max ? max : least;
  };
}

function roundedQuotient(over: number, under: number, rounding: Rounding): number {
  if (under === 1) return over;
  if (!(over <= SAFE)) return NaN;
  // Whole numbers below 2 ** 53: the nearest double to a quotient never lies on the other side of a whole number.
  if (rounding === 'floor') return Math.floor(over / under);
  return rounding === 'ceil' ? Math.ceil(over / under) : Math.floor((2 * over + under) / (2 * under));
}

interface Ratio {
  readonly over: number;
  readonly under: number;
}

const ratioOf = ({ digits, scale }: Decimal): Ratio => reduced({ over: Number(digits), under: 10 ** scale });

const dividedBy = (a: Ratio, b: Ratio): Ratio => reduced({ over: a.over * b.under, under: a.under * b.over });

function reduced({ over, under }: Ratio): Ratio {
  let [divisor, rest] = [over, under];
  while (rest > 0) [divisor, rest] = [rest, divisor % rest];
  return { over: over / divisor, under: under / divisor };
}

interface WholeFactors {
  readonly under: number;
  digitsOf(facts: Facts): number;
}

/** The factors of a coefficient as whole numbers of one size: 1.5 and 0.75 are 150 and 75 hundredths. */
function wholeFactors({ fact, table = {}, bands = [], default: otherwise = 1 }: Coefficient): WholeFactors {
  const factors = [otherwise, ...Object.values(table), ...bands.map(({ factor }) => factor)].map(decimal);
  const scale = Math.max(...factors.map((factor) => factor.scale));
  const digits = factors.map((factor) => Number(factor.digits) * 10 ** (scale - factor.scale));
  const fallback = digits[0] as number;
  const byValue = new Map(Object.keys(table).map((value, index) => [value, digits[index + 1] as number]));
  const rows = bands.map(({ from }, index) => ({ from, digits: digits[byValue.size + index + 1] as number }));
  const valueOf = readerOf(fact);
  const digitsOf = (facts: Facts): number => {
    const value = valueOf(facts);
    if (value === undefined) return fallback;
    if (byValue.size > 0) return byValue.get(typeof value === 'string' ? value : String(value)) ?? fallback;
    const number = finite(value);
    return (number === undefined ? undefined : bandOf(rows, number)?.digits) ?? fallback;
  };
  return { under: 10 ** scale, digitsOf };
}

/** `factOf`, without asking whose a member is where no object inherits one of the name. */
function readerOf(fact: string): (facts: Facts) => FactValue {
  return fact in Object.prototype ? (facts) => factOf(facts, fact) : (facts) => facts[fact] ?? undefined;
}
