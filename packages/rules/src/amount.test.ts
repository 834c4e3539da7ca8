/** The whole-number amount is the exact one, or none at all. */
import fc from 'fast-check';
import { wholeAmount } from './amount';
import type { Facts } from './facts';
import { catalogueWith } from './fixtures/catalogue';
import type { AwardParams } from './kinds';
import { awardFigure } from './kinds/awardFigure';

const catalogue = catalogueWith({ assets: [{ name: 'time', unit: 'hour', scale: 2 }] });
const positive = fc.oneof(
  fc.integer({ min: 1, max: 400 }),
  fc.constantFrom(0.1, 0.3, 0.5, 2.5, 1e-7, 1_000_000, 0.30000000000000004, 999_999.99),
);
const factor = fc.oneof(fc.constantFrom(0, 1, 1.5, 0.7, 0.75, 1000, 1e-3), fc.integer({ min: 0, max: 9 }));
const quantity = fc.oneof(
  fc.integer({ min: -3, max: 500 }),
  fc.constantFrom(2.5, -0, 1e21, 2 ** 51, 2 ** 51 + 2, 2 ** 53 - 1, -7.5, 0.1),
);
const brought = fc.oneof(
  { arbitrary: quantity, weight: 6 },
  { arbitrary: fc.constantFrom('5', 'law', '', null, undefined, true), weight: 1 },
);
const coefficient = fc.oneof(
  fc.record(
    {
      fact: fc.constantFrom('c.text', 'c.number', 'toString'),
      table: fc.dictionary(fc.constantFrom('law', '5', '1', 'true', ''), factor, { minKeys: 1 }),
      default: factor,
    },
    { requiredKeys: ['fact', 'table'] },
  ),
  fc.record(
    {
      fact: fc.constantFrom('c.number', 'n.quantity'),
      bands: fc.tuple(factor, factor).map(([low, high]) => [
        { from: 0, factor: low },
        { from: 5.5, factor: high },
      ]),
      default: factor,
    },
    { requiredKeys: ['fact', 'bands'] },
  ),
);
const paramsArbitrary = fc.record(
  {
    asset: fc.constantFrom('points', 'time'),
    to: fc.constant('person'),
    quantity: fc.oneof(
      { arbitrary: fc.constant({ fact: 'n.quantity' }), weight: 4 },
      { arbitrary: quantity.map((value) => ({ value })), weight: 1 },
    ),
    per: positive,
    amount: positive,
    partial: fc.boolean(),
    coefficient: fc.array(coefficient, { minLength: 1, maxLength: 3 }),
    rounding: fc.constantFrom('floor', 'nearest', 'ceil'),
    step: fc.constantFrom(1, 5, 7, 0.5),
    min: fc.integer({ min: 0, max: 3 }),
    max: fc.integer({ min: 3, max: 1_000_000 }),
  },
  { requiredKeys: ['asset', 'to', 'quantity', 'rounding'] },
);
const factsArbitrary = fc.record(
  {
    'n.quantity': brought,
    'c.text': fc.constantFrom('law', '5', 'other', null),
    'c.number': brought,
    toString: brought,
  },
  { requiredKeys: [] },
);

it('is the exact one wherever it is given, which is nearly everywhere', () => {
  let asked = 0;
  let given = 0;
  const agree = (params: unknown, events: readonly unknown[]): void => {
    const whole = wholeAmount(params as AwardParams, catalogue);
    const exact = awardFigure(params as AwardParams, catalogue);
    for (const facts of events as Facts[]) {
      asked += 1;
      const amount = whole?.(facts);
      if (amount === undefined) continue;
      given += 1;
      expect(amount).toBe(exact(facts).amount);
    }
  };
  fc.assert(fc.property(paramsArbitrary, fc.array(factsArbitrary, { minLength: 1, maxLength: 8 }), agree), {
    numRuns: 5000,
    seed: 20240101,
  });
  expect(given).toBeGreaterThan(asked * 0.5);
});
