import fc from 'fast-check';
import { readable } from './readable';

describe('readable', () => {
  it('keeps what says enough', () => {
    expect(readable(20)).toBe(20);
    expect(readable(19.983333333333, 'hour')).toBe(19.98);
    expect(readable(66.666666666667)).toBe(66.67);
    expect(readable(0.123456)).toBe(0.1235);
    expect(readable(-2.5)).toBe(-2.5);
  });

  it('never looks like what it is not', () => {
    expect(readable(19.9996, 'hour')).toBe(19.9996);
    expect(readable(0.19999, undefined, 0.2)).toBe(0.19999);
    expect(readable(12.504, 'yuan', 12.5)).toBe(12.504);
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => Number(value.toFixed(9))),
        fc.integer({ min: -1000, max: 1000 }).map((value) => value / 4),
        (value, beside) => {
          const said = readable(value, 'hour', beside);
          expect(Number.isInteger(said)).toBe(Number.isInteger(value));
          expect(said === beside).toBe(value === beside);
          expect(Math.abs(said - value)).toBeLessThanOrEqual(0.005 + 1e-9);
        },
      ),
    );
  });
});
