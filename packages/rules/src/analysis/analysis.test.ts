import fc from 'fast-check';
import { compile, LIMITS, loadPack, type Condition, type FactDefinition, type Facts, type ProblemCode } from '..';
import { compileCondition } from '../conditions/compile';
import { kindFiles, ruleOf } from '../fixtures/kinds';
import { basePack, mustLayer, mustLoad, packFiles, ruleFile } from '../fixtures/packs';
import { restrict, type World } from './restrict';

const base = basePack();
const test = (fact: string, operator: string, value: unknown) => ({ fact, operator, value });
const minutes = (operator: string, value: number) => test('attendance.minutes', operator, value);

type Found = [ProblemCode, string, string];

function found(files: Record<string, unknown>): Found[] {
  const rank: FactDefinition = { name: 'order.rank', kind: 'given', type: 'integer' };
  const loaded = loadPack(files, { parents: [base], facts: [rank] });
  const problems = loaded.ok ? loaded.warnings : loaded.problems;
  return problems.map(({ code, file, path }) => [code, file, path]);
}

const inRule = (...conditions: unknown[]) => found(packFiles('a', '13', [ruleFile('x', conditions)]));
const FILE = 'rules/award-x.json';
const C = '/conditions/all';

describe('rules that can never fire', () => {
  const NEVER: [string, unknown[], string][] = [
    ['two values at once', [test('occasion', 'equal', 'rated')], `${C}/2`],
    ['a value that is not in a list', [test('item.code', 'in', ['a', 'b']), test('item.code', 'equal', 'c')], `${C}/3`],
    [
      'no value is left',
      [test('order.priority', 'notIn', ['normal', 'urgent']), test('order.priority', 'in', ['normal'])],
      `${C}/3`,
    ],
    ['more than the most', [test('rating.score', 'greaterThan', 5)], `${C}/2`],
    ['an empty interval', [minutes('greaterThan', 60), minutes('lessThan', 60)], `${C}/3`],
    ['an interval without a whole number', [minutes('greaterThan', 60), minutes('lessThan', 61)], `${C}/3`],
    [
      'the one number that is excluded',
      [minutes('notEqual', 60), minutes('greaterThanInclusive', 60), minutes('lessThanInclusive', 60)],
      `${C}/4`,
    ],
    ['neither less nor not less', [minutes('lessThan', 60), { not: minutes('lessThan', 60) }], `${C}/3`],
    ['less than itself', [minutes('lessThan', 0), test('rating.score', 'equal', 5)], `${C}/2`],
    ['a fact other than itself', [test('item.code', 'notEqual', { fact: 'item.code' })], `${C}/2`],
    [
      'all alternatives against the rest',
      [
        test('rating.score', 'equal', 5),
        { any: [test('rating.score', 'lessThan', 3), test('rating.score', 'equal', 4)] },
      ],
      `${C}/3`,
    ],
    [
      'above what is below',
      [
        test('rating.score', 'greaterThanInclusive', 4),
        test('order.rank', 'greaterThan', { fact: 'rating.score' }),
        test('order.rank', 'lessThan', 5),
      ],
      `${C}/4`,
    ],
  ];

  it.each(NEVER)('are refused: %s', (_, conditions, path) => {
    expect(inRule(...conditions)).toEqual([['RULE_UNREACHABLE', FILE, path]]);
  });

  it('are refused alternative by alternative', () => {
    expect(
      inRule(
        { any: [test('rating.score', 'equal', 3), { all: [test('rating.score', 'equal', 4)] }] },
        minutes('lessThan', 60),
        {
          any: [minutes('greaterThan', 90), minutes('equal', 30)],
        },
        test('rating.score', 'notEqual', 3),
      ),
    ).toEqual([
      ['BRANCH_UNREACHABLE', FILE, `${C}/2/any/0`],
      ['BRANCH_UNREACHABLE', FILE, `${C}/4/any/0`],
    ]);
  });

  it('are not those that need a missing fact', () => {
    expect(inRule({ not: minutes('lessThan', 60) }, { not: minutes('greaterThanInclusive', 60) })).toEqual([]);
    expect(inRule(test('order.priority', 'notIn', ['normal', 'urgent']))).toEqual([]);
  });

  it('are found in a group, where a wider rule goes first', () => {
    const rules = [
      ruleFile('wide', [minutes('greaterThanInclusive', 60)], { group: 'g' }, 200),
      ruleFile('narrow', [minutes('greaterThanInclusive', 120)], { group: 'g' }, 100),
      ruleFile('other', [], { group: 'g' }, 50),
    ];
    expect(found(packFiles('a', '13', rules))).toEqual([['RULE_SHADOWED', 'rules/award-narrow.json', '/conditions']]);
  });
});

describe('bands', () => {
  const bands = (...edges: [string, number, string, number][]) =>
    found(
      packFiles(
        'a',
        '13',
        edges.map(([low, from, high, to], index) =>
          ruleFile(`b${index}`, [minutes(low, from), minutes(high, to)], { amount: index + 1 }),
        ),
      ),
    );
  const [ge, gt, lt, le] = ['greaterThanInclusive', 'greaterThan', 'lessThan', 'lessThanInclusive'];

  it('that meet are sound, however that is written', () => {
    expect(bands([ge, 100, lt, 300], [ge, 300, lt, 600])).toEqual([]);
    expect(bands([ge, 100, le, 299], [gt, 299, lt, 600])).toEqual([]);
    expect(bands([ge, 100, le, 299], [ge, 300, lt, 600])).toEqual([]);
  });

  it('that overlap are refused', () => {
    expect(bands([ge, 100, le, 300], [ge, 300, lt, 600])).toEqual([
      ['BANDS_OVERLAP', 'rules/award-b1.json', `${C}/2/value`],
    ]);
    expect(bands([ge, 100, lt, 400], [ge, 300, lt, 600])).toEqual([
      ['BANDS_OVERLAP', 'rules/award-b1.json', `${C}/2/value`],
    ]);
  });

  it('that leave room are a warning; thresholds are no bands', () => {
    expect(bands([ge, 100, lt, 300], [ge, 400, lt, 600])).toEqual([
      ['BANDS_HOLE', 'rules/award-b1.json', `${C}/2/value`],
    ]);
    expect(
      found(packFiles('a', '13', [ruleFile('one', [minutes(ge, 100)]), ruleFile('two', [minutes(ge, 300)])])),
    ).toEqual([]);
  });

  it('that miss each other by one number are refused', () => {
    const number: FactDefinition = { name: 'hours', kind: 'given', type: 'number' };
    const rules = [
      ruleFile('low', [test('hours', ge, 1), test('hours', lt, 3)]),
      ruleFile('high', [test('hours', gt, 3), test('hours', lt, 9)]),
    ];
    const loaded = loadPack(packFiles('a', '13', rules), { parents: [base], facts: [number] });
    expect(loaded.ok ? [] : loaded.problems.map(({ code, file, path }) => [code, file, path])).toEqual([
      ['BANDS_GAP', 'rules/award-high.json', `${C}/2/value`],
    ]);
  });
});

describe('caps and units', () => {
  it('a cap above what can come out is a warning', () => {
    expect(found(packFiles('a', '13', [ruleFile('x', [], { max: 1 })]))).toEqual([
      ['CAP_NEVER_BINDS', FILE, '/event/params/max'],
    ]);
    const most = {
      quantity: { fact: 'rating.score' },
      coefficient: [{ fact: 'order.priority', table: { urgent: 2 } }],
    };
    expect(found(packFiles('a', '13', [ruleFile('x', [], { ...most, max: 10 })]))).toEqual([
      ['CAP_NEVER_BINDS', FILE, '/event/params/max'],
    ]);
    expect(found(packFiles('a', '13', [ruleFile('x', [], { ...most, max: 9 })]))).toEqual([]);
  });

  it('a cap below what tenths can come to is none', () => {
    const capped = (max: number) => {
      const facts = [{ name: 'q', kind: 'given', type: 'integer', max: 3 }];
      const rule = ruleOf('award', 'x', {
        asset: 'coin',
        to: 'person',
        quantity: { fact: 'q' },
        per: 1,
        amount: 0.5,
        rounding: 'floor',
        max,
      });
      const loaded = loadPack(kindFiles([rule], { assets: [{ name: 'coin', unit: 'coin', scale: 1 }], facts }));
      return loaded.ok ? loaded.warnings.map(({ code, path }) => [code, path]) : loaded.problems;
    };
    expect(capped(1.4)).toEqual([]);
    expect(capped(1.5)).toEqual([['CAP_NEVER_BINDS', '/event/params/max']]);
  });

  it('a cap that another makes useless is a warning', () => {
    const limit = (name: string, span: string, max: number) => ({
      name,
      priority: 100,
      conditions: { all: [test('subject.kind', 'equal', 'volunteer')] },
      event: {
        type: 'limit',
        params: {
          asset: 'points',
          to: 'volunteer',
          max,
          per: 'person',
          window: { span },
          used: { fact: `points.${span}` },
          overflow: { do: 'drop' },
        },
      },
    });
    const caps = (...limits: [string, string, number][]) => {
      const files = packFiles('a', '13', []);
      const texts = limits.flatMap(([name]) => [
        [`rule.${name}.title`, name],
        [`rule.${name}.because`, name],
      ]);
      const facts = limits.map(
        ([, span]): FactDefinition => ({ name: `points.${span}`, kind: 'given', type: 'integer', unit: 'point' }),
      );
      const loaded = loadPack(
        {
          ...files,
          'locales/zh-CN.json': Object.fromEntries(texts),
          ...Object.fromEntries(limits.map((one) => [`rules/limit-${one[0]}.json`, limit(...one)])),
        },
        { parents: [base], facts },
      );
      return loaded.ok ? loaded.warnings.map(({ code, file }) => [code, file]) : loaded.problems;
    };
    expect(caps(['d', 'day', 10], ['m', 'month', 100])).toEqual([]);
    expect(caps(['d', 'day', 10], ['m', 'month', 5])).toEqual([['CAP_NEVER_BINDS_BESIDE', 'rules/limit-d.json']]);
    expect(caps(['d', 'day', 2], ['m', 'month', 62])).toEqual([['CAP_NEVER_BINDS_BESIDE', 'rules/limit-m.json']]);
  });

  it('one band may have two courtesies, flags or measures, and no courtesy twice', () => {
    type Made = ReturnType<typeof ruleOf>;
    const band = (from: number, to: number) => [
      { fact: 'points', operator: 'greaterThanInclusive', value: from },
      { fact: 'points', operator: 'lessThan', value: to },
    ];
    const codes = (...rules: Made[]) => {
      const loaded = loadPack(kindFiles(rules, { benefits: [{ name: 'bus' }, { name: 'park' }] }));
      return loaded.ok ? [] : loaded.problems.map(({ code }) => code);
    };
    const exclusive = { class: 'c', exclusive: { window: { span: 'year' }, used: { fact: 'had' } } } as const;
    const courtesy = (name: string, benefit: string, from: number, to: number, extra = {}) =>
      ruleOf('courtesy', name, { benefits: [{ benefit }], ...extra }, band(from, to), 100 + from);
    expect(codes(courtesy('a', 'bus', 100, 300), courtesy('b', 'park', 100, 300))).toEqual([]);
    expect(codes(courtesy('a', 'bus', 100, 300), courtesy('b', 'park', 200, 400))).toEqual([]);
    expect(codes(courtesy('a', 'bus', 100, 300), courtesy('b', 'bus', 200, 400))).toEqual(['BANDS_OVERLAP']);
    expect(codes(courtesy('a', 'bus', 100, 300, exclusive), courtesy('b', 'bus', 200, 400, exclusive))).toEqual([]);
    const flag = (code: string, from: number, to: number) =>
      ruleOf('flag', code, { code, severity: 'info' }, band(from, to));
    expect(codes(flag('a', 100, 300), flag('b', 200, 400))).toEqual([]);
    const measures = (['strike', 'interview'] as const).map((action, index) =>
      ruleOf('standing', action, { action }, band(100 + 100 * index, 300 + 100 * index)),
    );
    expect(codes(...measures)).toEqual([]);
  });

  it('a rest that its new asset cannot hold is a warning', () => {
    const moved = (asset: string) => {
      const rule = ruleOf('limit', 'x', {
        asset: 'coin',
        to: 'person',
        max: 5,
        per: 'person',
        window: { span: 'event' },
        overflow: { do: 'move', asset },
      });
      const assets = [
        { name: 'coin', unit: 'coin', scale: 1 },
        { name: 'cent', unit: 'coin', scale: 2 },
      ];
      const loaded = loadPack(kindFiles([rule], { assets }));
      return loaded.ok ? loaded.warnings.map(({ code, path }) => [code, path]) : loaded.problems;
    };
    expect(moved('points')).toEqual([['MOVE_INTO_COARSER', '/event/params/overflow/asset']]);
    expect(moved('cent')).toEqual([]);
  });

  it('minutes are not compared with stars', () => {
    expect(inRule(test('attendance.minutes', 'greaterThan', { fact: 'rating.score' }))).toEqual([
      ['UNIT_MISMATCH', FILE, `${C}/2/value/fact`],
    ]);
  });
});

describe('the analysis', () => {
  const facts: FactDefinition[] = [
    { name: 'n', kind: 'given', type: 'integer', min: 0, max: 6 },
    { name: 'm', kind: 'given', type: 'number' },
    { name: 's', kind: 'given', type: 'string', values: ['a', 'b', 'c'] },
    { name: 't', kind: 'given', type: 'string' },
    { name: 'b', kind: 'given', type: 'boolean' },
    { name: 'l', kind: 'given', type: 'list' },
  ];
  const catalogue = new Map(facts.map((fact) => [fact.name, fact]));
  const text = fc.constantFrom('a', 'b', 'c');
  const small = fc.integer({ min: -1, max: 7 });
  const number = fc.constantFrom('n', 'm');
  const sizes = fc.constantFrom('lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive');
  const leaf = fc.oneof(
    fc.record({ fact: number, operator: sizes, value: fc.oneof(small, fc.record({ fact: number })) }),
    fc.record({
      fact: number,
      operator: fc.constantFrom('equal', 'notEqual'),
      value: fc.oneof(small, fc.record({ fact: number })),
    }),
    fc.record({
      fact: fc.constantFrom('s', 't'),
      operator: fc.constantFrom('in', 'notIn'),
      value: fc.array(text, { minLength: 1, maxLength: 2 }),
    }),
    fc.record({ fact: fc.constant('b'), operator: fc.constantFrom('equal', 'notEqual'), value: fc.boolean() }),
    fc.record({ fact: fc.constant('l'), operator: fc.constantFrom('contains', 'doesNotContain'), value: text }),
  );
  const { node } = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.record({ all: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ not: tie('node') }),
    ),
  }));
  const event = fc.record(
    {
      n: fc.integer({ min: 0, max: 6 }),
      m: fc.oneof(small, fc.constantFrom(0.5, 2.5)),
      s: text,
      t: fc.constantFrom('a', 'b', 'z'),
      b: fc.boolean(),
      l: fc.array(text, { maxLength: 2 }),
    },
    { requiredKeys: [] },
  );

  it('never calls impossible what happens', () => {
    fc.assert(
      fc.property(node, fc.array(event, { minLength: 5, maxLength: 20 }), (drawn, events) => {
        const condition = drawn as Condition;
        const holds = compileCondition(condition);
        const context = { catalogue, budget: { left: 1e6 } };
        const start: World = new Map();
        const worlds = [restrict(condition, false, start, context), restrict(condition, true, start, context)];
        for (const facts of events as Facts[]) expect(worlds[holds(facts) ? 0 : 1]).toBeDefined();
      }),
      { numRuns: 2000, seed: 7 },
    );
  });

  it('gives up on what is too complex instead of taking its time', () => {
    // No rule covers another, and each has to be held against all others to find that out.
    const some = (from: number) => ({ any: Array.from({ length: 100 }, (_, i) => minutes('equal', from + 3 * i)) });
    const rules = Array.from({ length: 150 }, (_, i) => ruleFile(`r${i}`, [some(i * 301)], { group: 'g' }, 100 + i));
    expect(found(packFiles('a', '13', rules))).toEqual([['ANALYSIS_TOO_LONG', '', '']]);
    expect(LIMITS.analysisStepsMax).toBeLessThan(1e6);
  });

  it('leaves packs that are sound alone', () => {
    const { rules } = mustLayer(base, mustLoad(packFiles('a', '13', [ruleFile('x')]), [base]));
    expect(compile({ ...mustLayer(base), rules })({ occasion: 'confirmed', 'subject.kind': 'volunteer' })).toHaveLength(
      2,
    );
  });
});
