import fc from 'fast-check';
import { catalogueWith } from '../fixtures/catalogue';
import { AWARD } from '../fixtures/packs';
import { award, type AwardParams } from './award';

const CENTS = catalogueWith({ assets: [{ name: 'hours', unit: 'hour', scale: 1 }] });

/** The 海贝分 table: an hour each up to 20, then one for 2, 3 and 4 hours. */
const WEIHAI: AwardParams = {
  asset: 'points',
  to: 'volunteer',
  quantity: { fact: 'hours' },
  rounding: 'floor',
  tiers: {
    over: { fact: 'before' },
    steps: [
      { upTo: 20, per: 1, amount: 1 },
      { upTo: 80, per: 2, amount: 1 },
      { upTo: 200, per: 3, amount: 1 },
      { per: 4, amount: 1 },
    ],
  },
};
const weihai = award.figure(WEIHAI, catalogueWith());
const earned = (before: number, hours: number) => weihai({ before, hours }).amount;

describe('tiers', () => {
  it('count each part of the hours at the rate of its tier', () => {
    expect(earned(0, 20)).toBe(20);
    expect(earned(0, 80)).toBe(50);
    expect(earned(0, 200)).toBe(90);
    expect(earned(0, 240)).toBe(100);
    expect(weihai({ before: 18, hours: 6 })).toMatchObject({
      amount: 4,
      steps: [
        { op: 'quantity', result: 6 },
        { op: 'tier', from: 0, upTo: 20, counted: 2, result: 2 },
        { op: 'tier', from: 20, upTo: 80, counted: 4, per: 2, result: 4 },
      ],
    });
  });

  it('lose nothing when hours come in parts, in whatever order', () => {
    const hours = fc.array(fc.oneof(fc.integer({ min: 0, max: 60 }), fc.constantFrom(0.5, 1.5, 0.1)), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(hours, fc.constantFrom('floor', 'nearest', 'ceil'), (parts, rounding) => {
        const figure = award.figure({ ...WEIHAI, rounding }, catalogueWith());
        let before = 0;
        let sum = 0;
        for (const part of parts) {
          sum += figure({ before, hours: part }).amount;
          before = Number((before + part).toFixed(6));
        }
        expect(sum).toBe(figure({ before: 0, hours: before }).amount);
      }),
    );
  });

  it('count nothing while the running total is not known', () => {
    expect(weihai({ hours: 5 })).toMatchObject({ amount: 0, steps: [{ op: 'missing', fact: 'before' }] });
  });

  it('carry the rest of a block over to the next event', () => {
    const everyTwo = award.figure(
      { ...WEIHAI, tiers: { over: { fact: 'before' }, steps: [{ per: 2, amount: 1 }] } },
      catalogueWith(),
    );
    expect([0, 1, 2, 3].map((before) => everyTwo({ before, hours: 1 }).amount)).toEqual([0, 1, 0, 1]);
  });

  it('earn nothing beyond a last tier that ends', () => {
    const ending = award.figure(
      { ...WEIHAI, tiers: { over: { fact: 'before' }, steps: [{ upTo: 10, per: 1, amount: 1 }] } },
      catalogueWith(),
    );
    expect(ending({ before: 8, hours: 5 }).amount).toBe(2);
  });
});

describe('parts of blocks and small units', () => {
  const figure = (params: Partial<AwardParams>, hours: number) =>
    award.figure({ ...AWARD, asset: 'hours', quantity: { fact: 'hours' }, ...params }, CENTS)({ hours });

  it('post in the smallest unit of the asset', () => {
    expect(figure({ per: 1, amount: 0.1 }, 7)).toMatchObject({
      amount: 7,
      measure: { asset: 'hours', unit: 'hour', scale: 1 },
    });
    expect(figure({ per: 60, amount: 1, partial: true, rounding: 'nearest' }, 100).amount).toBe(17);
    expect(figure({ per: 60, amount: 1, partial: true, rounding: 'floor', step: 0.5 }, 100)).toMatchObject({
      amount: 15,
      steps: [{ op: 'quantity' }, { op: 'rate', per: 60, result: 1.666667 }, { op: 'round', step: 0.5, result: 1.5 }],
    });
    expect(figure({ per: 1, amount: 1, min: 0.5, max: 2.5 }, 9).amount).toBe(25);
  });

  it('are divided once, at the end: a third three times is one', () => {
    const coefficient = [{ fact: 'hours', bands: [{ from: 0, factor: 3 }] }];
    expect(figure({ per: 3, amount: 1, partial: true, coefficient }, 1).amount).toBe(10);
  });

  it('take a factor from the band that a number lies in, or the default', () => {
    const coefficient = [
      {
        fact: 'hours',
        bands: [
          { from: 10, factor: 2 },
          { from: 20, factor: 3 },
        ],
        default: 0.5,
      },
    ];
    expect([4, 10, 20].map((hours) => figure({ per: 1, amount: 1, coefficient }, hours).amount)).toEqual([
      20, 200, 600,
    ]);
  });

  it('never differ from the exact fraction by a unit or more', () => {
    const whole = fc.integer({ min: 1, max: 1000 });
    fc.assert(
      fc.property(whole, whole, whole, (hours, per, amount) => {
        const { amount: tenths } = figure({ per, amount, partial: true }, hours);
        expect(BigInt(tenths)).toBe((BigInt(hours) * BigInt(amount) * 10n) / BigInt(per));
      }),
    );
  });
});
