import { datesIn, hoursIn, isDates, settingOf, written } from './written';

test('dates are taken as they are typed: single, with stretches, without zeros', () => {
  expect(datesIn('2027-02-05~2027-02-07, 2027-4-5、2027-04-05')).toEqual([
    '2027-02-05',
    '2027-02-06',
    '2027-02-07',
    '2027-04-05',
  ]);
  expect(datesIn('2027-02-27 至 2027-03-01')).toEqual(['2027-02-27', '2027-02-28', '2027-03-01']);
  expect(datesIn(undefined)).toEqual([]);
});

test('what is no date is seen', () => {
  expect(isDates('2027-02-05~2027-02-07，2027-4-5')).toBe(true);
  expect(isDates('2027-02-05 next week')).toBe(false);
});

test('office hours in the ways in which people write them', () => {
  expect(hoursIn('8:30-12:00，14：00–18:00')).toEqual([
    { from: '08:30', to: '12:00' },
    { from: '14:00', to: '18:00' },
  ]);
  expect(hoursIn('')).toEqual([]);
});

test('what is read is what was written', () => {
  const setting = {
    officeHours: [{ from: '00:00', to: '24:00' }],
    timeZone: 'Asia/Urumqi',
    daysOff: ['2027-06-01'],
    workdays: ['2027-06-05'],
    years: { '2027': { holidays: ['2027-01-01'], workdays: ['2027-01-03'] } },
  };
  expect(settingOf(written(setting))).toEqual(setting);
});
