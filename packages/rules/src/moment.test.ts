import { isMoment, localMoment } from '.';
import { instantText } from './moment';

it('there are such days, times and zones', () => {
  const right = [
    '2024-02-29',
    '2024-02-29T23:59',
    '2024-02-29T23:59:59',
    '2024-02-29T10:00Z',
    '2024-02-29T10:00:00.5+08:00',
  ];
  const wrong = [
    '2023-02-29',
    '2024-02-29 10:00',
    '2024-02-29T24:00',
    '2024-02-29T10',
    '2024-02-29Z',
    '9999-12-31T23:00Z',
  ];
  expect(right.filter((one) => !isMoment(one))).toEqual([]);
  expect([...wrong, undefined, null, 7].filter(isMoment)).toEqual([]);
});

it('an instant is the minute that the clocks of the county show', () => {
  expect(localMoment('2023-12-31T16:00Z')).toBe('2024-01-01T00:00');
  expect(localMoment('2023-12-31T15:59:59.999Z')).toBe('2023-12-31T23:59');
  expect(localMoment('2024-02-28T23:30-01:00')).toBe('2024-02-29T08:30');
  expect(localMoment('2024-02-29')).toBe('2024-02-29');
  expect(localMoment('2024-02-29T10:15:30')).toBe('2024-02-29T10:15');
  expect(localMoment('2024-06-30T16:30Z', { timeZone: 'UTC' })).toBe('2024-06-30T16:30');
});

it('a moment without a zone is one of the county, and a day its midnight', () => {
  expect(instantText('2024-03-01')).toBe('2024-02-29T16:00:00.000Z');
  expect(instantText('2024-03-01T00:00:01')).toBe('2024-02-29T16:00:01.000Z');
  expect(instantText('2024-03-01T00:00Z')).toBe('2024-03-01T00:00Z');
  expect(instantText('2024-07-01', { timeZone: 'Europe/Berlin' })).toBe('2024-06-30T22:00:00.000Z');
});
