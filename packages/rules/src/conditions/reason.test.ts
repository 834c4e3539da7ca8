import fc from 'fast-check';
import type { FactCatalogue, Facts } from '../facts/fact';
import type { Condition } from '../rule';
import { compileCondition, excludes, implies, satisfiable } from './index';

const catalogue: FactCatalogue = new Map([
  ['count', { name: 'count', kind: 'given', type: 'integer', min: 0 }],
  ['urgent', { name: 'urgent', kind: 'given', type: 'boolean' }],
  ['level', { name: 'level', kind: 'given', type: 'string', values: ['low', 'high'] }],
]);
const few: Condition = { fact: 'count', operator: 'lessThanInclusive', value: 1 };
const many: Condition = { fact: 'count', operator: 'greaterThan', value: 1 };
const one: Condition = { fact: 'count', operator: 'equal', value: 1 };

test('what is proven', () => {
  expect(satisfiable(few, catalogue)).toBe(true);
  expect(satisfiable({ all: [few, many] }, catalogue)).toBe(false);
  expect(satisfiable({ fact: 'count', operator: 'lessThan', value: 0 }, catalogue)).toBe(false);
  expect(excludes(few, many, catalogue)).toBe(true);
  expect(excludes(few, one, catalogue)).toBe(false);
  expect(implies(one, few, catalogue)).toBe(true);
  expect(implies(few, one, catalogue)).toBe(false);
});

const leaf = fc.oneof(
  fc.record({
    fact: fc.constant('count'),
    operator: fc.constantFrom(
      'equal',
      'lessThan',
      'greaterThan',
      'lessThanInclusive',
      'greaterThanInclusive',
      'notEqual',
    ),
    value: fc.integer({ min: -1, max: 3 }),
  }),
  fc.record({ fact: fc.constant('urgent'), operator: fc.constantFrom('equal', 'notEqual'), value: fc.boolean() }),
  fc.record({
    fact: fc.constant('level'),
    operator: fc.constantFrom('in', 'notIn'),
    value: fc.subarray(['low', 'high'], { minLength: 1 }),
  }),
) as fc.Arbitrary<Condition>;
const { node } = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    tie('node').map((not) => ({ not })),
  ),
}));
const worlds: Facts[] = [undefined, 0, 1, 2, 3, 4].flatMap((count) =>
  [undefined, true, false].flatMap((urgent) => [undefined, 'low', 'high'].map((level) => ({ count, urgent, level }))),
);

test('nothing is proven that facts contradict', () => {
  fc.assert(
    fc.property(node, node, (a, b) => {
      const [holdsA, holdsB] = [compileCondition(a), compileCondition(b)];
      if (!satisfiable(a, catalogue)) expect(worlds.some((facts) => holdsA(facts))).toBe(false);
      if (excludes(a, b, catalogue)) expect(worlds.some((facts) => holdsA(facts) && holdsB(facts))).toBe(false);
      if (implies(a, b, catalogue)) expect(worlds.some((facts) => holdsA(facts) && !holdsB(facts))).toBe(false);
    }),
    { numRuns: 500 },
  );
});
