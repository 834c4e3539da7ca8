/**
 * Exact decimals for the arithmetic of rules: `digits / 10 ** scale` over BigInt. 0.1 × 3 is 0.3, in JavaScript as in
 * PostgreSQL's numeric, so that points computed for one event and for a whole county are the same.
 */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

export type Rounding = 'floor' | 'nearest' | 'ceil';

/** The decimal that the number is written as: 0.1 is one tenth, not its binary neighbour. Expects a finite number. */
export function decimal(value: number): Decimal {
  if (Number.isSafeInteger(value)) return { digits: BigInt(value), scale: 0 };
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const scale = fraction.length - Number(exponent);
  const digits = BigInt(whole + fraction);
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}

export function multiply(a: Decimal, b: Decimal): Decimal {
  return { digits: a.digits * b.digits, scale: a.scale + b.scale };
}

export function add(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { digits: digitsAt(a, scale) + digitsAt(b, scale), scale };
}

export function negate({ digits, scale }: Decimal): Decimal {
  return { digits: -digits, scale };
}

/** Below 0, 0 or above 0, as `a` is less than, equal to or greater than `b`. */
export function compare(a: Decimal, b: Decimal): number {
  const scale = Math.max(a.scale, b.scale);
  const difference = digitsAt(a, scale) - digitsAt(b, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Decimals that a quotient keeps. */
export const QUOTIENT_SCALE = 12;

/** a ÷ b to twelve decimals, a half rounded away from zero; b is not 0. The only operation that is not exact. */
export function divide(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  const over = digitsAt(a, scale) * 10n ** BigInt(QUOTIENT_SCALE);
  const under = digitsAt(b, scale);
  const size = (2n * absolute(over) + absolute(under)) / (2n * absolute(under));
  return { digits: over < 0n === under < 0n ? size : -size, scale: QUOTIENT_SCALE };
}

/** The value as so many whole `step`s; step > 0. */
export function roundTo(value: Decimal, step: Decimal, rounding: Rounding): Decimal {
  return multiply({ digits: divideWhole(value, step, rounding), scale: 0 }, step);
}

/** a ÷ b as a whole number; b > 0. `nearest` rounds a half up (四舍五入 for what is not negative). */
export function divideWhole(a: Decimal, b: Decimal, rounding: Rounding): bigint {
  const scale = Math.max(a.scale, b.scale);
  const over = a.digits * 10n ** BigInt(scale - a.scale);
  const under = b.digits * 10n ** BigInt(scale - b.scale);
  if (rounding === 'nearest') return floorDivide(2n * over + under, 2n * under);
  if (rounding === 'ceil') return -floorDivide(-over, under);
  return floorDivide(over, under);
}

const ONE: Decimal = { digits: 1n, scale: 0 };

export function round(value: Decimal, rounding: Rounding): bigint {
  return value.scale === 0 ? value.digits : divideWhole(value, ONE, rounding);
}

/** For showing: the nearest number. */
export function toNumber(value: Decimal): number {
  return value.scale === 0 ? Number(value.digits) : Number(`${value.digits}e-${value.scale}`);
}

/** Decimals of what is worked out and held as a fact: far below anything that is counted, far above where doubles end. */
export const HELD_SCALE = 300;

/**
 * The number that a fact holds of a value: the nearest one, of the value to 300 decimals, a half away from zero. Undefined where
 * it is larger than any number.
 */
export function heldNumber(value: Decimal): number | undefined {
  const held = toNumber(value.scale <= HELD_SCALE ? value : symmetric(value));
  return Number.isFinite(held) ? held : undefined;
}

function symmetric(value: Decimal): Decimal {
  const size = roundTo(
    { digits: absolute(value.digits), scale: value.scale },
    { digits: 1n, scale: HELD_SCALE },
    'nearest',
  );
  return value.digits < 0n ? negate(size) : size;
}

function floorDivide(over: bigint, under: bigint): bigint {
  const quotient = over / under;
  return over % under !== 0n && over < 0n !== under < 0n ? quotient - 1n : quotient;
}

function digitsAt(value: Decimal, scale: number): bigint {
  return scale === value.scale ? value.digits : value.digits * 10n ** BigInt(scale - value.scale);
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}
