import { ageOn, saidByIdNo } from './born';

test('an identity number says when somebody was born, and of which sex', () => {
  expect(saidByIdNo('110101199003077758')).toEqual({ birthDate: '1990-03-07', sex: 'male' });
  expect(saidByIdNo(' 11010119900307774x')).toEqual({ birthDate: '1990-03-07', sex: 'female' });
});

test('one without a day in it says nothing', () => {
  expect(saidByIdNo('110101199013077758')).toEqual({});
  expect(saidByIdNo('110101199002307758')).toEqual({});
  expect(saidByIdNo('1101**********7758')).toEqual({});
});

test('a year older on the birthday, not the day before', () => {
  expect(ageOn('1964-03-02', '2024-03-01')).toBe(59);
  expect(ageOn('1964-03-02', '2024-03-02')).toBe(60);
  expect(ageOn('1964-02-29', '2023-02-28')).toBe(58);
  expect(ageOn('1964-02-29', '2023-03-01')).toBe(59);
  expect(ageOn('2030-01-01', '2024-03-02')).toBeUndefined();
});
