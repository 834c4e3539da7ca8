/**
 * Arithmetic on facts as a small typed tree: what a derived fact is.
 */
import type { Rounding } from '../decimal';

export type ArithmeticName = 'add' | 'subtract' | 'multiply' | 'divide' | 'minimum' | 'maximum';

export interface Arithmetic {
  readonly op: ArithmeticName;
  /** Two or more; subtract and divide go from left to right. */
  readonly of: readonly Expression[];
}

/** To whole multiples of `step` (1 if absent). */
export interface Rounded {
  readonly op: 'round';
  readonly of: readonly [Expression];
  readonly rounding: Rounding;
  readonly step?: number;
}

export type Expression = number | { readonly fact: string } | Arithmetic | Rounded;

export const ARITHMETIC = [
  'add',
  'subtract',
  'multiply',
  'divide',
  'minimum',
  'maximum',
] as const satisfies readonly ArithmeticName[];

/** The facts that an expression looks at, each once. */
export function factsInExpression(expression: Expression, found: Set<string> = new Set()): Set<string> {
  if (typeof expression === 'number') return found;
  if ('fact' in expression) return found.add(expression.fact);
  for (const part of expression.of) factsInExpression(part, found);
  return found;
}
