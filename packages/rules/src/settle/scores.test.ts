import fc from 'fast-check';
import { compile, gradeClass, type ScoreMethod, settle } from '..';
import { kindSet, NOW, ruleOf } from '../fixtures/kinds';

type Json = Record<string, unknown>;
const card = (extra: Json): Json => ({
  name: 'card',
  subject: 'site',
  period: 'quarter',
  floor: 0,
  cap: 100,
  ...extra,
});
const scoring = (name: string, item: string, method: ScoreMethod, extra: Json = {}) =>
  ruleOf('score', name, { card: 'card', item, method, ...extra });
const when = (fact: string) => [{ fact, operator: 'greaterThan', value: 0 }];

function scored(
  extra: Json,
  rules: Parameters<typeof kindSet>[0],
  facts: Record<string, unknown>,
  described: Json[] = [],
) {
  const set = kindSet(rules, { cards: [card(extra)], facts: described });
  const given = { ...NOW, ...facts } as Parameters<ReturnType<typeof compile>>[0];
  return settle(set, compile(set)(given), given, { at: '2024-03-05' }).scores[0];
}

/** The points that one method gives. */
function points(method: ScoreMethod, facts: Record<string, unknown>, described: Json[] = []) {
  const result = scored(
    { items: [{ code: 'x', floor: -1000 }], floor: -1000, cap: 1000 },
    [scoring('r', 'x', method)],
    facts,
    described,
  );
  return result?.open.length ? result.open[0]?.why : result?.total;
}

describe('methods', () => {
  it('give bands: awareness of 95, 80 and 70', () => {
    const bands = {
      fact: 'v',
      steps: [
        { from: 70, points: 3.3 },
        { from: 80, points: 6.6 },
        { from: 95, points: 10 },
      ],
    };
    expect([60, 70, 94.9, 95].map((v) => points({ bands }, { v }))).toEqual([0, 3.3, 6.6, 10]);
    expect(points({ bands }, {})).toBe('missing');
  });

  it('add or deduct for each increment, so far', () => {
    expect(points({ each: { fact: 'v', per: 2, points: 1.5, upTo: 4 } }, { v: 5 })).toBe(3);
    expect(points({ each: { fact: 'v', per: 2, points: 1.5, upTo: 4 } }, { v: 50 })).toBe(4);
    expect(points({ each: { fact: 'v', per: 1, points: -4, upTo: 10 } }, { v: 2 })).toBe(-8);
    expect(points({ each: { fact: 'v', per: 1, points: -4, upTo: 10 } }, { v: 3 })).toBe(-10);
    expect(points({ each: { fact: 'v', per: 3, points: 1, partial: true } }, { v: 2 })).toBe(0.67);
  });

  it('take a share by descriptor or by the number of defects', () => {
    const described = [{ name: 'v', kind: 'given', type: 'string' }];
    const table = { A: 1, B: 0.66, C: 0.33, 'C#': 0 };
    expect(
      ['A', 'B', 'C', 'C#', 'D'].map((v) => points({ ratio: { fact: 'v', table, of: 10 } }, { v }, described)),
    ).toEqual([10, 6.6, 3.3, 0, 'missing']);
    const byCount = [1, 0.66, 0.33, 0];
    expect([0, 1, 2, 3, 9].map((v) => points({ ratio: { fact: 'v', byCount, of: 10 } }, { v }))).toEqual([
      10, 6.6, 3.3, 0, 0,
    ]);
  });

  it('keep an assessor within the range', () => {
    const range = { fact: 'v', min: 0.5, max: 3, deduct: true };
    expect([0.5, 2, 3, 3.5, 0].map((v) => points({ range }, { v }))).toEqual([
      -0.5,
      -2,
      -3,
      'outOfRange',
      'outOfRange',
    ]);
  });

  it('leave abstentions out, or count them as nothing', () => {
    const of = [
      { fact: 'self', weight: 20 },
      { fact: 'peers', weight: 30 },
      { fact: 'public', weight: 50 },
    ];
    expect(points({ parts: { of, abstain: 'leaveOut' } }, { self: 90, peers: 80, public: 70 })).toBe(77);
    expect(points({ parts: { of, abstain: 'leaveOut' } }, { self: 90, peers: 80 })).toBe(84);
    expect(points({ parts: { of, abstain: 'zero' } }, { self: 90, peers: 80 })).toBe(42);
    expect(points({ parts: { of, abstain: 'leaveOut', factor: 0.2 } }, { peers: 83 })).toBe(16.6);
    expect(points({ parts: { of, abstain: 'zero' } }, {})).toBe('missing');
  });

  it('turn places into points', () => {
    const rank = { fact: 'v', points: [10, 8, 6], rest: 1 };
    expect([1, 3, 4, 0, 1.5].map((v) => points({ rank }, { v }))).toEqual([10, 6, 1, 'missing', 'missing']);
  });
});

describe('a card', () => {
  it('is that of 清泉村: base 80, peers 20, contribution no more than 10', () => {
    const items = [
      { code: 'base', start: 80, floor: 0, max: 80 },
      { code: 'peers', max: 20 },
      { code: 'contribution', max: 10 },
    ];
    const rules = [
      scoring('faults', 'base', { each: { fact: 'faults', per: 1, points: -5 } }),
      scoring('peers', 'peers', { range: { fact: 'given', min: 0, max: 20 } }),
      scoring('deeds', 'contribution', { each: { fact: 'deeds', per: 1, points: 3 } }),
    ];
    expect(scored({ cap: 110, items }, rules, { faults: 2, given: 18, deeds: 9 })).toMatchObject({
      items: [
        { code: 'base', points: 70, rules: ['faults'] },
        { code: 'peers', points: 18 },
        { code: 'contribution', points: 10 },
      ],
      total: 98,
      open: [],
    });
    expect(scored({ cap: 110, items }, rules, { faults: 40, given: 0, deeds: 0 })?.total).toBe(0);
  });

  it('is that of village cadres: 70 and 30 with extras; a petition in the capital costs the honours and not the points', () => {
    const sections = [
      { code: 'work', weight: 0.7, cap: 100 },
      { code: 'public', weight: 0.3 },
    ];
    const items = [
      { code: 'petitions', section: 'work', start: 20, floor: 0 },
      { code: 'rest', section: 'work', start: 80 },
      { code: 'voice', section: 'public' },
      { code: 'extra' },
    ];
    const rules = [
      scoring('town', 'petitions', { each: { fact: 'town', per: 1, points: -2 } }),
      scoring('county', 'petitions', { each: { fact: 'county', per: 1, points: -4 } }),
      scoring('province', 'petitions', { each: { fact: 'province', per: 1, points: -10 } }),
      scoring('voice', 'voice', { parts: { of: [{ fact: 'voice', weight: 1 }], abstain: 'leaveOut' } }),
      scoring('extra', 'extra', { constant: 1.5 }),
      ruleOf('veto', 'capital', { card: 'card', of: 'honours', lasts: { years: 1 } }, when('capital')),
    ];
    const extra = {
      cap: 110,
      sections,
      items,
      grades: [
        { name: 'fail', from: 0 },
        { name: 'good', from: 80 },
      ],
    };
    const facts = { town: 1, county: 1, province: 0, voice: 90, capital: 1 };
    expect(scored(extra, rules, facts)).toMatchObject({
      sections: [
        { code: 'work', points: 65.8 },
        { code: 'public', points: 27 },
      ],
      total: 94.3,
      grade: 'good',
      honoursLost: 'all',
      vetoes: [{ rule: 'capital', of: 'honours', until: '2025-03-04' }],
    });
    expect(scored(extra, rules, { ...facts, province: 3, capital: 0 })).toMatchObject({
      total: 84.5,
      items: [{ points: 0 }, {}, {}, {}],
    });
  });

  it('loses its grade or its points by a veto, and never gains by one', () => {
    const grades = [
      { name: 'c', from: 0 },
      { name: 'b', from: 60 },
      { name: 'a', from: 90 },
    ];
    const rules = [
      scoring('all', 'x', { each: { fact: 'v', per: 1, points: 1 } }),
      ruleOf('veto', 'down', { card: 'card', of: 'grade', outcome: 'b' }, when('down')),
      ruleOf('veto', 'last', { card: 'card', of: 'grade' }, when('last')),
      ruleOf('veto', 'zero', { card: 'card', of: 'total', outcome: 30 }, when('zero')),
    ];
    const graded = (facts: Record<string, number>) => {
      const result = scored({ items: [{ code: 'x' }], grades, quotas: [{ name: 'a', share: 0.1 }] }, rules, {
        down: 0,
        last: 0,
        zero: 0,
        ...facts,
      });
      return [result?.total, result?.grade, result?.provisional];
    };
    expect(graded({ v: 95 })).toEqual([95, 'a', true]);
    expect(graded({ v: 95, down: 1 })).toEqual([95, 'b', false]);
    expect(graded({ v: 50, down: 1 })).toEqual([50, 'c', false]);
    expect(graded({ v: 95, down: 1, last: 1 })).toEqual([95, 'c', false]);
    expect(graded({ v: 95, zero: 1 })).toEqual([30, 'c', false]);
    expect(graded({ v: 20, zero: 1 })).toEqual([20, 'c', false]);
  });
});

describe('a class with quotas', () => {
  const graded = { name: 'card', subject: 'site', period: 'year', floor: 0, cap: 100, items: [] } as const;
  const grades = [
    { name: 'c', from: 0 },
    { name: 'b', from: 60 },
    { name: 'a', from: 90 },
  ];

  it('fills the best grade first; who ties and does not fit goes down', () => {
    const quotas = [
      { name: 'a', share: 0.5 },
      { name: 'b', count: 2 },
    ];
    const totals = [99, 95, 92, 92, 91, 10];
    const result = gradeClass(
      { ...graded, grades, quotas },
      totals.map((total, subject) => ({ subject, total })),
    );
    expect(result.map(({ grade }) => grade)).toEqual(['a', 'a', 'b', 'b', 'c', 'c']);
    expect(result[2]).toEqual({ subject: 2, total: 92, grade: 'b', insteadOf: 'a' });
  });

  it('never exceeds a quota, never ranks a lower total above a higher one, never lifts anybody', () => {
    const share = fc.constantFrom(0, 0.1, 0.25, 0.5, 1);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 40 }), share, share, (totals, a, b) => {
        const quotas = [
          { name: 'a', share: a },
          { name: 'b', share: b },
        ];
        const result = gradeClass(
          { ...graded, grades, quotas },
          totals.map((total, subject) => ({ subject, total })),
        );
        expect(result).toHaveLength(totals.length);
        for (const { name, share: most } of quotas) {
          expect(result.filter(({ grade }) => grade === name).length).toBeLessThanOrEqual(most * totals.length + 1e-9);
        }
        const rank = (grade: string | null) => grades.findIndex(({ name }) => name === grade);
        result.forEach((one, index) => {
          const next = result[index + 1];
          if (next) expect(rank(one.grade)).toBeGreaterThanOrEqual(rank(next.grade));
          expect(rank(one.grade)).toBeLessThanOrEqual(grades.findLastIndex(({ from }) => from <= one.total));
        });
      }),
    );
  });
});
