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

function floorDivide(over: bigint, under: bigint): bigint {
  const quotient = over / under;
  return over % under !== 0n && over < 0n !== under < 0n ? quotient - 1n : quotient;
}
