import { runCases } from '..';
import { kindFiles, NOW, ruleOf } from '../fixtures/kinds';
import { mustLoad } from '../fixtures/packs';
import { differences } from './differences';

const cites = [{ source: 's', sentence: 's' }];
const rules = [
  ruleOf(
    'award',
    'hours',
    {
      asset: 'good',
      to: 'person',
      quantity: { fact: 'h' },
      per: 1,
      amount: 0.1,
      rounding: 'floor',
      expires: { end: 'year' },
    },
    [{ fact: 'h', operator: 'greaterThan', value: 0 }],
  ),
  ruleOf('limit', 'day', {
    asset: 'good',
    to: 'person',
    max: 0.5,
    per: 'person',
    window: { span: 'day' },
    used: { fact: 'used' },
    overflow: { do: 'drop' },
  }),
];
const run = (item: Record<string, unknown>) => {
  const catalogues = { assets: [{ name: 'good', unit: 'hour', scale: 1 }] };
  return runCases(mustLoad(kindFiles(rules, catalogues, [{ name: 'c', cites, ...item }])));
};

describe('cases', () => {
  const facts = { ...NOW, h: 7, used: 0.2 };
  it('expect amounts in the unit of the asset, before and after limits', () => {
    const wanted = {
      fired: ['day', 'hours'],
      postings: [{ rule: 'hours', earned: 0.7, amount: 0.3, limitedBy: ['day'], expires: '2024-12-31' }],
      overflow: [{ limit: 'day', amount: 0.4 }],
      misses: [],
    };
    const report = run({ at: '2024-12-31T23:30', facts, outcomes: [{ rule: 'hours', amount: 0.7 }], expect: wanted });
    expect(report.results[0]?.differences).toEqual([]);
    expect(report).toMatchObject({ passed: true, uncovered: [] });
  });

  it('are decided by the rules of their own day', () => {
    expect(run({ at: '2023-12-31', facts, outcomes: [] }).results[0]).toMatchObject({ passed: true, fired: [] });
    expect(run({ at: '2024-01-01', facts, outcomes: [{ rule: 'hours', amount: 0.7 }] })).toMatchObject({
      passed: true,
      uncovered: [],
    });
  });

  it('say how what came out differs', () => {
    const [result] = run({ facts, expect: { postings: [{ rule: 'hours', amount: 0.5 }], flags: [] } }).results;
    expect(result).toMatchObject({
      passed: false,
      differences: [{ path: '/postings/0/amount', expected: 0.5, actual: 0.3 }],
    });
    const [nearly] = run({ facts: { ...NOW, h: 0, used: 0 }, expect: { misses: ['hours'], postings: [] } }).results;
    expect(nearly?.passed).toBe(true);
  });
});

it('differences look at what is expected, in any order, and at all of a list', () => {
  expect(differences({ a: 1 }, { a: 1, b: 2 })).toEqual([]);
  expect(differences([{ a: 1 }, { a: 2 }], [{ a: 2, b: 0 }, { a: 1 }])).toEqual([]);
  expect(differences([{ a: 1 }], [])).toEqual([{ path: '/0', expected: { a: 1 }, actual: undefined }]);
  expect(differences([], [{ a: 1 }])).toEqual([{ path: '/-', expected: undefined, actual: { a: 1 } }]);
  expect(differences({ a: null }, {})).toEqual([{ path: '/a', expected: null, actual: undefined }]);
});
