import { isOpen, termOf } from './term';

const at = (text: string) => new Date(`${text}:00+08:00`);

test('a period is known by its first month', () => {
  expect(termOf('month', at('2024-07-31T23:59'))).toBe('2024-07');
  expect(termOf('halfYear', at('2024-06-30T23:59'))).toBe('2024-01');
  expect(termOf('halfYear', at('2024-07-01T00:00'))).toBe('2024-07');
});

test('it is written down while it runs, or in the one after it', () => {
  expect(isOpen('month', '2024-07', at('2024-08-31T10:00'))).toBe(true);
  expect(isOpen('month', '2024-07', at('2024-09-01T10:00'))).toBe(false);
  expect(isOpen('month', '2024-08', at('2024-07-31T10:00'))).toBe(false);
  expect(isOpen('halfYear', '2023-07', at('2024-06-30T10:00'))).toBe(true);
  expect(isOpen('halfYear', '2023-07', at('2024-07-01T10:00'))).toBe(false);
});
