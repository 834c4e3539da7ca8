import { monthBefore } from './period';

it('is the whole of the month before, over a year’s end and in February', () => {
  expect(monthBefore('2027-01-15')).toEqual({ from: '2026-12-01', to: '2026-12-31' });
  expect(monthBefore('2028-03-31')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
});
