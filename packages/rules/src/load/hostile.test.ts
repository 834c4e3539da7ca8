/** Packs by strangers: what is in RELIABILITY line 13, what catalogues, dates and layers can be wrong in, and that servers go on answering. */
import { layer, loadPack, loadPackWithPauses, type LoadResult, type Pack, type ProblemCode } from '..';
import { basePack, mustLoad, packFiles, ruleFile } from '../fixtures/packs';
import { parseFiles } from './parse';

const base = basePack();
type Files = Record<string, unknown>;
type Found = [ProblemCode, string, string];

const FILE = 'rules/award-x.json';
const C = '/conditions/all/2';
const test = (fact: string, operator: string, value: unknown, more: object = {}) => ({
  fact,
  operator,
  value,
  ...more,
});
const list = (result: LoadResult): Found[] =>
  result.ok ? [] : result.problems.map(({ code, file, path }) => [code, file, path]);
const problems = (files: Files, parents: Pack[] = [base]) => list(loadPack(files, { parents }));
const sound = (manifest: Files = {}) => packFiles('a', '13', [ruleFile('x')], manifest) as Files;
const inRule = (condition: unknown) => packFiles('a', '13', [ruleFile('x', [condition])]) as Files;
const withRule = (change: Files): Files => ({ ...sound(), [FILE]: { ...ruleFile('x'), ...change } });
/** A list needs a title beside those of its codes. */
const listTitle = (content: unknown) => {
  const { list } = (content ?? {}) as { list?: string };
  return list === undefined ? [] : [`list.${list}`];
};
const withFile = (name: string, content: unknown, texts: string[] = []): Files => ({
  ...sound(),
  [name]: content,
  'locales/zh-CN.json': {
    ...(sound()['locales/zh-CN.json'] as object),
    ...Object.fromEntries([...texts, ...listTitle(content)].map((key) => [key, 't'])),
  },
});
const cites = [{ source: 's', sentence: 't' }];
const entry = (code: string) => ({ code, cites });
const reason = { 'zh-CN': 'r' };
const card = { name: 'c', subject: 'site', period: 'year', floor: 0, cap: 100, items: [{ code: 'a' }] };
const CARD_TEXTS = ['card.c.title', 'card.c.item.a', 'card.c.grade.low', 'card.c.grade.high'];
const cards = (change: object) =>
  withFile('catalogue/scorecards.json', { cards: [{ ...card, ...change }] }, CARD_TEXTS);

const WRONG: [string, () => Files, Found[]][] = [
  // line 13
  [
    'a catastrophic pattern in a path',
    () => inRule(test('item.code', 'equal', 'a', { path: '$[?(@.x =~ /(a+)+$/)]' })),
    [['CONDITION_SHAPE', FILE, C]],
  ],
  [
    'a path of everything',
    () => inRule(test('item.code', 'equal', 'a', { path: '$..*' })),
    [['CONDITION_SHAPE', FILE, C]],
  ],
  [
    'params for a fact',
    () => inRule(test('item.code', 'equal', 'a', { params: { url: 'http://x' } })),
    [['CONDITION_SHAPE', FILE, C]],
  ],
  [
    'a path on the right',
    () => inRule(test('item.code', 'equal', { fact: 'item.category', path: '$..*' })),
    [['CONDITION_SHAPE', FILE, `${C}/value`]],
  ],
  [
    'a pattern as operator',
    () => inRule(test('item.code', 'matches', '(a+)+$')),
    [['OPERATOR_UNKNOWN', FILE, `${C}/operator`]],
  ],
  [
    'an operator of Object',
    () => inRule(test('item.code', '__proto__', 'a')),
    [['OPERATOR_UNKNOWN', FILE, `${C}/operator`]],
  ],
  ['a fact of Object', () => inRule(test('__proto__', 'equal', 'a')), [['FACT_UNKNOWN', FILE, `${C}/fact`]]],
  ['a fact of functions', () => inRule(test('constructor', 'equal', 'a')), [['FACT_UNKNOWN', FILE, `${C}/fact`]]],
  ['a condition by reference to itself', () => inRule({ condition: 'x' }), [['CONDITION_SHAPE', FILE, C]]],
  [
    'the event success',
    () => withRule({ event: { type: 'success', params: {} } }),
    [['EVENT_RESERVED', FILE, '/event/type']],
  ],
  [
    'an event named __proto__',
    () => withRule({ event: { type: '__proto__', params: {} } }),
    [['KIND_UNKNOWN', FILE, '/event/type']],
  ],
  ['a quote in a name', () => withRule({ name: "x'; drop table" }), [['SHAPE_VALUE', FILE, '/name']]],
  [
    'a rule file named __proto__',
    () => ({ ...sound(), 'rules/__proto__.json': {} }),
    [['FILE_UNKNOWN', 'rules/__proto__.json', '']],
  ],
  [
    'a list named constructor',
    () => withFile('catalogue/constructor.json', { list: 'constructor', entries: [] }),
    [['FILE_UNKNOWN', 'catalogue/constructor.json', '']],
  ],
  [
    'an entry named constructor',
    () =>
      withFile('catalogue/teams.json', { list: 'teams', entries: [entry('constructor')] }, ['list.teams.constructor']),
    [['NAME_FORBIDDEN', 'catalogue/teams.json', '/entries/0/code']],
  ],
  ['a program', () => ({ ...sound(), 'rules/x.js.json': {} }), [['FILE_UNKNOWN', 'rules/x.js.json', '']]],
  ['not a number', () => inRule(test('rating.score', 'equal', Number.NaN)), [['NOT_JSON', FILE, `${C}/value`]]],
  ['a date object', () => withRule({ effectiveFrom: new Date() }), [['NOT_JSON', FILE, '/effectiveFrom']]],
  // dates
  [
    'a rule from a day that is none',
    () => withRule({ effectiveFrom: '2024-02-30' }),
    [['DATE_INVALID', FILE, '/effectiveFrom']],
  ],
  [
    'a rule whose days run backwards',
    () => withRule({ effectiveFrom: '2024-05-02', effectiveTo: '2024-05-01' }),
    [['DATES_REVERSED', FILE, '/effectiveTo']],
  ],
  [
    'a rule before its pack',
    () => withRule({ effectiveFrom: '2023-12-31' }),
    [['DATES_OUTSIDE_PACK', FILE, '/effectiveFrom']],
  ],
  // manifest
  [
    'an override that is off as well',
    () => sound({ off: [{ rule: 'x', reason }] }),
    [['CHANGE_KEEPS_RULE', 'pack.json', '/off/0/rule']],
  ],
  [
    'an override of an entry that is not there',
    () => sound({ overrides: [{ catalogue: 'facts', entry: 'occasion', reason }] }),
    [['CHANGE_WITHOUT_RULE', 'pack.json', '/overrides/0/entry']],
  ],
  ['a version of two numbers', () => sound({ version: '1.0' }), [['SHAPE_VALUE', 'pack.json', '/version']]],
  ['a name with a path', () => sound({ name: '../a' }), [['SHAPE_VALUE', 'pack.json', '/name']]],
  ['no licence', () => sound({ licence: '' }), [['SHAPE_RANGE', 'pack.json', '/licence']]],
  ['a change without a reason', () => sound({ off: [{ rule: 'y' }] }), [['SHAPE_REQUIRED', 'pack.json', '/off/0']]],
  // catalogues
  [
    'a list in a file of another name',
    () => withFile('catalogue/teams.json', { list: 'items', entries: [] }),
    [['LIST_FILE_NAME', 'catalogue/teams.json', '/list']],
  ],
  [
    'a code twice',
    () => withFile('catalogue/quotas.json', { list: 'quotas', entries: [entry('a'), entry('a')] }, ['list.quotas.a']),
    [['ENTRY_DUPLICATE', 'catalogue/quotas.json', '/entries/1/code']],
  ],
  [
    'an entry without its source',
    () => withFile('catalogue/quotas.json', { list: 'quotas', entries: [{ code: 'a' }] }),
    [['SHAPE_REQUIRED', 'catalogue/quotas.json', '/entries/0']],
  ],
  [
    'an entry without a title',
    () => withFile('catalogue/quotas.json', { list: 'quotas', entries: [entry('a')] }),
    [['TEXT_MISSING', 'locales/zh-CN.json', '']],
  ],
  [
    'params of params',
    () => withFile('catalogue/quotas.json', { list: 'quotas', entries: [{ ...entry('a'), params: { a: {} } }] }),
    [['SHAPE_TYPE', 'catalogue/quotas.json', '/entries/0/params/a']],
  ],
  [
    'an asset that nobody declared',
    () => packFiles('a', '13', [ruleFile('x', [], { asset: 'gold' })]) as Files,
    [['ENTRY_UNKNOWN', FILE, '/event/params/asset']],
  ],
  [
    'a source without its field',
    () =>
      withFile(
        'catalogue/sources.json',
        { sources: [{ name: 's', time: 'at', fields: [{ name: 'n', type: 'integer' }], subjects: {} }] },
        ['source.s.title', 'source.s.field.n'],
      ),
    [['FIELD_UNKNOWN', 'catalogue/sources.json', '/sources/0/time']],
  ],
  [
    'grades that do not rise',
    () =>
      cards({
        grades: [
          { name: 'low', from: 60 },
          { name: 'high', from: 60 },
        ],
      }),
    [['BANDS_ORDER', 'catalogue/scorecards.json', '/cards/0/grades/1/from']],
  ],
  [
    'shares of more than all',
    () =>
      cards({
        quotas: [
          { name: 'high', share: 0.6 },
          { name: 'low', share: 0.5 },
        ],
      }),
    [['SHARES_ABOVE_ONE', 'catalogue/scorecards.json', '/cards/0/quotas']],
  ],
  [
    'a floor above the cap',
    () => cards({ floor: 101 }),
    [['AMOUNT_RANGE', 'catalogue/scorecards.json', '/cards/0/floor']],
  ],
];

const SOURCE = {
  name: 's',
  time: 'at',
  fields: [
    { name: 'at', type: 'string' },
    { name: 'n', type: 'number' },
    { name: 't', type: 'string' },
    { name: 'person', type: 'string' },
  ],
  subjects: { person: 'person' },
};
const SOURCE_TEXTS = ['source.s.title', ...SOURCE.fields.map(({ name }) => `source.s.field.${name}`)];
const OF = { source: 's', aggregate: 'sum', field: 'n', window: { span: 'day' }, subject: 'person' };
const FACTS = 'catalogue/facts.json';

function withFacts(...facts: object[]): Files {
  const named = facts.map((fact, index) => ({ name: `f${index}`, type: 'number', ...fact }));
  const texts = [...SOURCE_TEXTS, ...named.map(({ name }) => `fact.${name}.title`)];
  return { ...withFile(FACTS, { facts: named }, texts), 'catalogue/sources.json': { sources: [SOURCE] } };
}
const measured = (change: object, type = 'number') => withFacts({ kind: 'measured', type, of: { ...OF, ...change } });
const derived = (is: unknown, type = 'number') => withFacts({ kind: 'derived', type, is });
const deep = (levels: number): unknown => (levels === 0 ? 1 : { op: 'add', of: [deep(levels - 1), 1] });

const WRONG_FACTS: [string, () => Files, ProblemCode[]][] = [
  ['a source that is not there', () => measured({ source: 'x' }), ['SOURCE_UNKNOWN']],
  ['a sum of nothing', () => measured({ field: undefined }), ['FIELD_NEEDED']],
  ['a sum of texts', () => measured({ field: 't' }), ['FIELD_TYPE']],
  ['the rows of nobody', () => measured({ subject: 'team' }), ['SUBJECT_UNKNOWN']],
  ['a rank among nobody', () => measured({ aggregate: 'rank' }), ['AMONG_NEEDED']],
  ['an average that is whole', () => measured({ aggregate: 'average' }, 'integer'), ['RESULT_TYPE']],
  ['a day of so many days', () => measured({ window: { span: 'day', days: 3 } }), ['WINDOW_PART']],
  ['rolling days without a number', () => measured({ window: { span: 'rolling' } }), ['WINDOW_PART_MISSING']],
  ['a cycle that is not there', () => measured({ window: { span: 'cycle', cycle: 'x' } }), ['CYCLE_UNKNOWN']],
  [
    'facts made of each other',
    () => withFacts({ kind: 'derived', is: { fact: 'f1' } }, { kind: 'derived', is: { fact: 'f0' } }),
    ['FACT_CIRCLE'],
  ],
  ['a formula as text', () => derived({ op: 'eval', of: [1, 2] }), ['EXPRESSION_SHAPE']],
  ['arithmetic too deep', () => derived(deep(15)), ['EXPRESSION_TOO_DEEP', 'EXPRESSION_TOO_DEEP']],
  [
    'arithmetic too long',
    () => derived({ op: 'add', of: Array.from({ length: 300 }, () => 1) }),
    ['EXPRESSION_TOO_MANY'],
  ],
  ['half a point', () => packFiles('a', '13', [ruleFile('x', [], { max: 0.5 })]) as Files, ['AMOUNT_TOO_FINE']],
  [
    'points that are spent and kept',
    () => {
      const price = { amount: 1, per: 1, of: 'yuan' };
      const rule = {
        ...ruleFile('x'),
        event: { type: 'redeem', params: { asset: 'points', price, keeps: ['points'] } },
      };
      const { [FILE]: _, ...files } = sound();
      return { ...files, 'rules/redeem-x.json': rule };
    },
    ['KEEPS_ITS_ASSET'],
  ],
  [
    'minutes and stars added up',
    () => derived({ op: 'add', of: [{ fact: 'attendance.minutes' }, { fact: 'rating.score' }] }),
    ['UNIT_MISMATCH'],
  ],
];

describe('hostile and mistaken packs', () => {
  it.each(WRONG_FACTS)('are refused: %s', (_, files, expected) => {
    const json = JSON.parse(JSON.stringify(files())) as Files;
    expect(problems(json).map(([code]) => code)).toEqual(expected);
  });

  it.each(WRONG)('are refused: %s', (_, files, expected) => {
    expect(problems(files())).toEqual(expected);
  });

  it('cannot put a prototype in through JSON', () => {
    const bytes = new Map([
      ['__proto__', new TextEncoder().encode('{}')],
      ['pack.json', new TextEncoder().encode('{"name":"a","__proto__":{"polluted":1}}')],
    ]);
    const { files } = parseFiles(bytes);
    expect(problems(files)).toEqual(expect.arrayContaining([['NAME_FORBIDDEN', 'pack.json', '/__proto__']]));
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it('are cut off when they are too large in all', () => {
    const many = Array.from({ length: 12 }, (_, i) => [
      `catalogue/l${i}.json`,
      { list: `l${i}`, entries: Array.from({ length: 1900 }, (_unused, j) => entry(`c${j}`)) },
    ]);
    expect(problems({ ...sound(), ...Object.fromEntries(many) })).toEqual(
      expect.arrayContaining([['PACK_TOO_LARGE', '', '']]),
    );
  });

  it('leave a server time for others: the same answer, with pauses in between', async () => {
    const rules = Array.from({ length: 100 }, (_, i) =>
      ruleFile(`r${i}`, [
        { any: Array.from({ length: 60 }, (_unused, j) => test('attendance.minutes', 'equal', i + j)) },
      ]),
    );
    const files = packFiles('a', '13', rules) as Files;
    let pauses = 0;
    const result = await loadPackWithPauses(files, { parents: [base] }, () => {
      pauses += 1;
      return new Promise((resume) => setImmediate(resume));
    });
    expect(result).toEqual(loadPack(files, { parents: [base] }));
    expect(pauses).toBeGreaterThan(200);
  });
});

describe('entries through the layers', () => {
  const province = mustLoad(
    withFile('catalogue/quotas.json', { list: 'quotas', entries: [entry('a'), entry('b')] }, [
      'list.quotas.a',
      'list.quotas.b',
    ]),
    [base],
  );
  const county = (manifest: Files, entries: object[]) => {
    const files = packFiles('b', '1309', [], manifest) as Files;
    const texts = { 'list.quotas': 't', 'list.quotas.a': 't', 'list.quotas.c': 't' };
    return mustLoad({ ...files, 'catalogue/quotas.json': { list: 'quotas', entries }, 'locales/zh-CN.json': texts }, [
      base,
    ]);
  };

  it('are added, overridden with a reason and switched off', () => {
    const child = county(
      { overrides: [{ catalogue: 'quotas', entry: 'a', reason }], off: [{ catalogue: 'quotas', entry: 'b', reason }] },
      [entry('a'), entry('c')],
    );
    const layered = layer([base, province, child]);
    const entries = layered.ok ? layered.ruleSet.entries.filter(({ catalogue }) => catalogue === 'quotas') : [];
    expect(entries.map(({ name, pack, layer: level, change }) => [name, pack, level, change])).toEqual([
      ['a', 'b', 'city', 'overrode'],
      ['c', 'b', 'city', 'added'],
    ]);
    expect(layered.ok && layered.ruleSet.entriesOff.map(({ was, pack }) => [was.name, pack])).toEqual([['b', 'b']]);
  });

  it('conflict when nobody says so, and name both packs', () => {
    const layered = layer([base, province, county({}, [entry('a')])]);
    expect(layered.ok ? [] : layered.problems).toEqual([
      {
        code: 'LAYER_ENTRY_TAKEN',
        file: 'b/catalogue/quotas.json',
        path: '/entries/0/code',
        params: { catalogue: 'quotas', entry: 'a', pack: 'b', other: 'a' },
      },
    ]);
  });

  it('may not be taken from under a rule of a parent', () => {
    const asset = { name: 'gold', unit: 'point', scale: 0 };
    const files = packFiles('p', '13', [ruleFile('x', [], { asset: 'gold' })]) as Files;
    const texts = { ...(files['locales/zh-CN.json'] as object), 'asset.gold.title': 't' };
    const parent = mustLoad({ ...files, 'catalogue/assets.json': { assets: [asset] }, 'locales/zh-CN.json': texts }, [
      base,
    ]);
    const child = mustLoad(
      packFiles('b', '1309', [], { off: [{ catalogue: 'assets', entry: 'gold', reason }] }) as Files,
      [base, parent],
    );
    const layered = layer([base, parent, child]);
    expect(layered.ok ? [] : layered.problems.map(({ code, file, params }) => [code, file, params])).toEqual([
      ['LAYER_REFERENCE_LOST', 'p/rules/award-x.json', { rule: 'x', pack: 'b', other: 'p' }],
    ]);
  });

  it('and rules hold on their own days only', () => {
    const later = { ...ruleFile('x'), effectiveFrom: '2024-07-01' };
    const parent = mustLoad(packFiles('p', '13', [ruleFile('x')]) as Files, [base]);
    const child = mustLoad(packFiles('b', '1309', [later], { overrides: [{ rule: 'x', reason }] }) as Files, [
      base,
      parent,
    ]);
    const packOn = (on: string) => {
      const layered = layer([base, parent, child], { on });
      return layered.ok ? layered.ruleSet.rules.find(({ rule }) => rule.name === 'x')?.pack : layered.problems;
    };
    expect([packOn('2024-06-30'), packOn('2024-07-01'), packOn('2023-12-31')]).toEqual(['p', 'b', undefined]);
  });
});
