import fc from 'fast-check';
import { LIMITS } from '../limits';
import { catalogueWith } from '../fixtures/catalogue';
import { AWARD } from '../fixtures/packs';
import { award, type AwardParams, type Coefficient } from './award';

const figure = (params: Partial<AwardParams>, facts = {}) => {
  const { amount, steps } = award.figure({ ...AWARD, ...params }, catalogueWith())(facts);
  return { amount, steps };
};
const minutes = { quantity: { fact: 'attendance.minutes' } };

describe('award', () => {
  it('counts 125 minutes at a point per hour as the rounding says', () => {
    const facts = { 'attendance.minutes': 125 };
    const amounts = (['floor', 'nearest', 'ceil'] as const).map(
      (rounding) => figure({ ...minutes, per: 60, rounding }, facts).amount,
    );
    expect(amounts).toEqual([2, 2, 3]);
    expect(figure({ ...minutes, per: 50, rounding: 'nearest' }, facts).amount).toBe(3);
  });

  it('multiplies coefficients exactly and rounds to whole points', () => {
    const coefficient: Coefficient[] = [
      { fact: 'a', table: { x: 1.1 } },
      { fact: 'b', table: {}, default: 3 },
      { fact: 'c', table: Object.fromEntries([['constructor', 5]]) },
    ];
    // 10 × 1.1 × 3 is 33.00000000000001 in doubles, which would round up to 34.
    expect(figure({ amount: 10, rounding: 'ceil', coefficient }, { a: 'x', c: 'toString' }).amount).toBe(33);
  });

  it('never rewards what was not recorded', () => {
    for (const value of [undefined, null, Number.NaN, Number.POSITIVE_INFINITY, '125', true, ['125']]) {
      expect(figure({ ...minutes, min: 5 }, { 'attendance.minutes': value })).toEqual({
        amount: 0,
        steps: [{ op: 'missing', fact: 'attendance.minutes' }],
      });
    }
    expect(figure(minutes, { 'attendance.minutes': -30 }).amount).toBe(0);
    expect(figure({ ...minutes, min: 5 }, { 'attendance.minutes': 0 }).amount).toBe(5);
  });

  it('is whole, within its limits, and never less for more', () => {
    const params = fc.record({
      per: fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
      amount: fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
      rounding: fc.constantFrom('floor', 'nearest', 'ceil'),
      min: fc.option(fc.integer({ min: 0, max: 50 }), { nil: undefined }),
      max: fc.option(fc.integer({ min: 50, max: 1000 }), { nil: undefined }),
    });
    const quantity = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: 0, max: 1000 }));
    fc.assert(
      fc.property(params, quantity, quantity, (some, a, b) => {
        const of = (value: number) =>
          figure({ ...some, ...minutes } as Partial<AwardParams>, { 'attendance.minutes': value }).amount;
        const [less, more] = [of(Math.min(a, b)), of(Math.max(a, b))];
        expect(Number.isSafeInteger(less) && Number.isSafeInteger(more)).toBe(true);
        expect(less).toBeGreaterThanOrEqual(some.min ?? 0);
        expect(more).toBeLessThanOrEqual(some.max ?? LIMITS.pointsMax);
        expect(less).toBeLessThanOrEqual(more);
      }),
    );
  });

  it('agrees with whole-number arithmetic where everything is whole', () => {
    const whole = fc.integer({ min: 1, max: 10_000 });
    fc.assert(
      fc.property(fc.nat(100_000), whole, whole, (value, per, amount) => {
        const facts = { 'attendance.minutes': value };
        expect(figure({ ...minutes, per, amount }, facts).amount).toBe(((value - (value % per)) / per) * amount);
      }),
    );
  });
});
