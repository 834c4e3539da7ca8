/**
 * Exact arithmetic in SQL that agrees with `decimal.ts`.
 */
import { HELD_SCALE, type Rounding, QUOTIENT_SCALE } from '../decimal';
import type { Expression } from '../facts';
import { type Access, asNumeric } from './access';
import { type Fragment, join, param, sql } from './fragment';

/**
 * One, written with forty decimals. PostgreSQL divides to as many decimals as its operands are written with; with these, no
 * quotient of numbers that JavaScript can hold is rounded over a whole number or a half that it does not reach.
 */
const WIDE = sql`1.0000000000000000000000000000000000000000`;

/** a ÷ b to forty decimals; null when b is 0. */
export function quotient(a: Fragment, b: Fragment): Fragment {
  return sql`((${a}) * ${WIDE} / nullif((${b})::numeric, 0))`;
}

/** a ÷ b as `divide` has it. */
export function dividedBy(a: Fragment, b: Fragment): Fragment {
  return sql`round(${quotient(a, b)}, ${param(QUOTIENT_SCALE, 'integer')})`;
}

/** To a whole number, a half up. */
export function rounded(value: Fragment, rounding: Rounding): Fragment {
  if (rounding === 'nearest') return sql`floor((${value}) + 0.5)`;
  return rounding === 'ceil' ? sql`ceil(${value})` : sql`floor(${value})`;
}

export function number(value: number): Fragment {
  return param(value, 'numeric');
}

/** The least number that JavaScript no longer tells from infinity: half a step above the largest it has. */
const INFINITE = 2n ** 1024n - 2n ** 970n;

/**
 * The numeric of the JavaScript number nearest to the value, as `heldNumber` has it: what a fact or a step can hold. Null where
 * there is none; a cast to float8 alone would fail, and with it the whole query, where the value is too large or too small.
 */
export function asHeld(value: Fragment): Fragment {
  const [most, least] = [param(String(INFINITE), 'numeric'), param(String(-INFINITE), 'numeric')];
  const bounded = sql`greatest(least(round(${value}, ${param(HELD_SCALE, 'integer')}), ${most}), ${least})`;
  return sql`nullif(nullif(${bounded}, ${most}), ${least})::float8::text::numeric`;
}

/** A derived fact's arithmetic as numeric; null when something is missing. */
export function expressionSql(expression: Expression, access: Access): Fragment {
  if (typeof expression === 'number') return number(expression);
  if ('fact' in expression) return asNumeric(access(expression.fact));
  const parts = expression.of.map((part) => expressionSql(part, access));
  const [first = sql`null::numeric`, ...others] = parts;
  switch (expression.op) {
    case 'round': {
      const { rounding, step } = expression;
      if (step === undefined) return sql`(${rounded(first, rounding)})`;
      return sql`(${rounded(quotient(first, number(step)), rounding)} * ${number(step)})`;
    }
    case 'add':
      return sql`(${join(parts, sql` + `)})`;
    case 'subtract':
      return sql`(${join(parts, sql` - `)})`;
    case 'multiply':
      return sql`(${join(parts, sql` * `)})`;
    case 'divide':
      return others.reduce(dividedBy, first);
    case 'minimum':
    case 'maximum': {
      // `least` passes over nulls; adding them up does not.
      const all = join(parts, sql` + `);
      const chosen = expression.op === 'minimum' ? sql`least` : sql`greatest`;
      return sql`(case when ${all} is not null then ${chosen}(${join(parts, sql`, `)}) end)`;
    }
  }
}
