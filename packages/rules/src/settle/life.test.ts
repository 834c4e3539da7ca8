import fc from 'fast-check';
import { expiryOf, redeemableFrom } from './life';

const DAY_MS = 86_400_000;
const cycles = new Map([['half', { name: 'half', from: '2023-07-01', months: 6 }]]);
const expires = (expiry: Parameters<typeof expiryOf>[0], date = '2024-03-05') => expiryOf(expiry, date, cycles);

it('ends on a day of the year, this year or a later one', () => {
  expect(expires({ at: '12-31' })).toBe('2024-12-31');
  expect(expires({ at: '12-31' }, '2024-12-31')).toBe('2024-12-31');
  expect(expires({ at: '02-29' })).toBe('2025-02-28');
  expect(expires({ at: '06-30', years: 1 })).toBe('2025-06-30');
});

it('ends after a span, counted with the first day', () => {
  expect(expires({ after: { years: 1 } })).toBe('2025-03-04');
  expect(expires({ after: { months: 1 } }, '2024-01-31')).toBe('2024-02-29');
  expect(expires({ after: { months: 1 } }, '2024-01-29')).toBe('2024-02-28');
  expect(expires({ after: { days: 30 } })).toBe('2024-04-03');
});

it('ends with February where a year began on the 29th, and no later than the years of dates have four digits', () => {
  expect(expires({ after: { years: 1 } }, '2024-02-29')).toBe('2025-02-28');
  expect(expires({ after: { years: 4 } }, '2024-02-29')).toBe('2028-02-28');
  expect(expires({ after: { days: 36500 } }, '9990-01-01')).toBe('9999-12-31');
  expect(expires({ after: { years: 100 } }, '9950-02-01')).toBe('9999-12-31');
  expect(expires({ after: { days: 2 } }, '0050-12-31')).toBe('0051-01-01');
});

it('never ends sooner for who earned later, nor before so many months of the shortest are over', () => {
  const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-30'), noInvalidDate: true });
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 36 }), (date, months) => {
      const dayAt = (time: number) => new Date(time).toISOString().slice(0, 10);
      const [first, next] = [dayAt(date.getTime()), dayAt(date.getTime() + DAY_MS)];
      const endOf = (from: string) => expires({ after: { months } }, from) ?? '';
      const [end, later] = [endOf(first), endOf(next)];
      expect(later >= end).toBe(true);
      // The day after the end is the same day of a later month, or the first of the month after one too short.
      const after = dayAt(Date.parse(end) + DAY_MS);
      expect([first.slice(8), '01']).toContain(after.slice(8));
      const apart = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
      expect(apart(after) - apart(first)).toBe(after.slice(8) === first.slice(8) ? months : months + 1);
    }),
  );
});

it('ends with the period', () => {
  expect((['month', 'quarter', 'halfYear', 'year'] as const).map((end) => expires({ end }))).toEqual([
    '2024-03-31',
    '2024-03-31',
    '2024-06-30',
    '2024-12-31',
  ]);
  expect(expires({ end: 'cycle', cycle: 'half' })).toBe('2024-06-30');
  expect(expires({ end: 'cycle', cycle: 'half' }, '2023-07-01')).toBe('2023-12-31');
  expect(expires({ end: 'cycle', cycle: 'half' }, '2023-06-30')).toBe('2023-06-30');
  expect(expires({ end: 'cycle', cycle: 'unheard' })).toBeUndefined();
});

it('can be spent from the next year, a day or a span later', () => {
  expect(redeemableFrom({ from: 'nextYear' }, '2023-05-01')).toBe('2024-01-01');
  expect(redeemableFrom({ at: '01-01' }, '2023-05-01')).toBe('2024-01-01');
  expect(redeemableFrom({ after: { months: 3 } }, '2023-11-30')).toBe('2024-02-29');
});
