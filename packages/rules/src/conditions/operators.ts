/**
 * The operators: those of json-rules-engine and no other, with exactly its results, its answers to missing facts included.
 *
 * What a missing fact (undefined) means: it equals nothing but another missing fact; it is in no list; it is not less,
 * greater, containing **nor not containing** anything. So `notEqual` and `notIn` hold for a missing fact, `doesNotContain`
 * does not. This is the stock engine's behaviour, kept because a rule must mean the same in every json-rules-engine.
 */
import type { FactType, FactValue } from '../facts';
import type { OperatorName } from '../rule';

/** What must stand on the right: one value of the fact's type, a list of them, one item of the fact's list, or a number. */
export type OperandShape = 'same' | 'listOf' | 'itemOf' | 'number';

export interface OperatorSpec {
  readonly facts: readonly FactType[];
  readonly operand: OperandShape;
  readonly test: (left: FactValue, right: unknown) => boolean;
}

const SCALARS: readonly FactType[] = ['string', 'integer', 'number', 'boolean'];
const NUMBERS: readonly FactType[] = ['integer', 'number'];

/** As the stock engine asks: "5 apples" counts as a number here, and then compares as NaN. */
function numeric(value: FactValue): boolean {
  return !Number.isNaN(Number.parseFloat(value as string));
}

/** Compared as JavaScript compares, which is what the stock engine does; a checked pack has numbers on both sides. */
function comparison(compare: (left: number, right: number) => boolean): OperatorSpec {
  return {
    facts: NUMBERS,
    operand: 'number',
    test: (left, right) => numeric(left) && compare(left as number, right as number),
  };
}

export const OPERATORS = {
  equal: { facts: SCALARS, operand: 'same', test: (left, right) => left === right },
  notEqual: { facts: SCALARS, operand: 'same', test: (left, right) => left !== right },
  in: { facts: SCALARS, operand: 'listOf', test: (left, right) => (right as FactValue[]).indexOf(left) > -1 },
  notIn: { facts: SCALARS, operand: 'listOf', test: (left, right) => (right as FactValue[]).indexOf(left) === -1 },
  contains: {
    facts: ['list'],
    operand: 'itemOf',
    test: (left, right) => Array.isArray(left) && left.indexOf(right) > -1,
  },
  doesNotContain: {
    facts: ['list'],
    operand: 'itemOf',
    test: (left, right) => Array.isArray(left) && left.indexOf(right) === -1,
  },
  lessThan: comparison((left, right) => left < right),
  lessThanInclusive: comparison((left, right) => left <= right),
  greaterThan: comparison((left, right) => left > right),
  greaterThanInclusive: comparison((left, right) => left >= right),
} as const satisfies Record<OperatorName, OperatorSpec>;

export function isOperator(name: unknown): name is OperatorName {
  return typeof name === 'string' && Object.hasOwn(OPERATORS, name);
}
