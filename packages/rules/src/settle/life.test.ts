import { expiryOf, redeemableFrom } from './life';

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
  expect(expires({ after: { months: 1 } }, '2024-01-31')).toBe('2024-02-28');
  expect(expires({ after: { days: 30 } })).toBe('2024-04-03');
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
