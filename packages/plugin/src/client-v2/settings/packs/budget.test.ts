import { amountProblem, budgetOf } from './budget';

describe('a budget as it is typed', () => {
  it('is none where nothing is', () => {
    expect(amountProblem(' ', { decimals: 0 })).toBeUndefined();
    expect(budgetOf({ points: '', hours: ' ' })).toEqual({});
  });

  it('may have spaces, commas and wide digits', () => {
    for (const typed of ['5000', '5,000', ' ５０００ ', '５，０００']) {
      expect(amountProblem(typed, { decimals: 0 })).toBeUndefined();
      expect(budgetOf({ points: typed })).toEqual({ points: 5000 });
    }
    expect(budgetOf({ points: '0', hours: '12.5' })).toEqual({ points: 0, hours: 12.5 });
  });

  it.each([
    ['-1', 0, 'number'],
    ['1e3', 0, 'number'],
    ['.5', 1, 'number'],
    ['五千', 0, 'number'],
    ['0.5', 0, 'whole'],
    ['0.55', 1, 'decimals'],
    ['1234567890123456', 0, 'large'],
    ['12345678901234', 2, 'large'],
  ] as const)('%s with %i decimals is wrong: %s', (typed, decimals, problem) => {
    expect(amountProblem(typed, { decimals })).toBe(problem);
  });
});
