import { isLent, withinReach } from './loan';

test('what can be taken: what is there, and what may be owed once nothing is left', () => {
  const of = (cost: number, balance: number, usable: number, max: number) =>
    withinReach(cost, { balance, usable, max });
  expect(of(5, 8, 8, 0)).toBe(5);
  expect(of(5, 3, 3, 0)).toBe(3);
  expect(of(5, 3, 3, 4)).toBe(5);
  expect(of(9, 3, 3, 4)).toBe(7);
  // Owed already.
  expect(of(5, -3, 0, 4)).toBe(1);
  expect(of(5, -6, 0, 4)).toBe(0);
  expect(of(5, -2, 0, 0)).toBe(0);
  // Two of three cannot be spent yet: nothing is lent beside them.
  expect(of(5, 3, 1, 4)).toBe(1);
});

test('an account is open by a rule as long as nobody opens it otherwise', () => {
  const by = (byId: string | null, minBalance: number) => ({ byId, minBalance });
  expect(isLent([])).toBe(false);
  expect(isLent([by('rule:p/r', -3)])).toBe(true);
  // Frozen and opened again by hand, as far below zero as before.
  expect(isLent([by('7', -3), by('7', -3), by('rule:p/r', -3), by('rule:p/r', -1)])).toBe(true);
  expect(isLent([by('7', -9), by('rule:p/r', -3)])).toBe(false);
  expect(isLent([by('7', 0), by('rule:p/r', -3)])).toBe(false);
});
