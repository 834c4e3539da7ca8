import fc from 'fast-check';
import { decimal, divideWhole, multiply, round, toNumber } from './decimal';

describe('decimal', () => {
  it('is exact where binary fractions are not', () => {
    expect(toNumber(multiply(decimal(0.1), decimal(3)))).toBe(0.3);
    expect(divideWhole(decimal(0.3), decimal(0.1), 'floor')).toBe(3n); // 0.3 / 0.1 is 2.9999999999999996 in doubles
    expect(round(multiply(decimal(1.005), decimal(100)), 'ceil')).toBe(101n);
  });

  it('reads every way a number is written', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
        expect(toNumber(decimal(x))).toBe(x === 0 ? 0 : x);
      }),
    );
  });

  it('divides as the definition of rounding says', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1 }), (a, b) => {
        const [floor, nearest, ceil] = (['floor', 'nearest', 'ceil'] as const).map((mode) =>
          divideWhole(decimal(a), decimal(b), mode),
        ) as [bigint, bigint, bigint];
        const [A, B] = [BigInt(a), BigInt(b)];
        expect(floor * B <= A && A < (floor + 1n) * B).toBe(true);
        expect((ceil - 1n) * B < A && A <= ceil * B).toBe(true);
        expect(2n * A - B < 2n * nearest * B && 2n * nearest * B <= 2n * A + B).toBe(true);
      }),
    );
  });
});
