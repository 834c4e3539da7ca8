import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LIMITS, loadPack, type Pack, PROBLEMS, type ProblemCode } from '..';
import { basePack, packFiles, ruleFile } from '../fixtures/packs';

const base: Pack = basePack();
const own = [...base.facts, { name: 'person.skills', kind: 'given', type: 'list' } as const];

function problemsOf(files: Record<string, unknown>): [ProblemCode, string, string][] {
  const loaded = loadPack(files, { facts: own });
  return loaded.ok ? [] : loaded.problems.map(({ code, file, path }) => [code, file, path]);
}

const sound = () => packFiles('renqiu', '130982', [ruleFile('extra')]);
const FILE = 'rules/award-extra.json';

/** A pack whose rule has this condition after the two that every rule has. */
function withCondition(condition: unknown): Record<string, unknown> {
  return packFiles('renqiu', '130982', [ruleFile('extra', [condition])]);
}

function withParams(params: Record<string, unknown>): Record<string, unknown> {
  return packFiles('renqiu', '130982', [ruleFile('extra', [], params)]);
}

function withRule(change: Record<string, unknown>): Record<string, unknown> {
  return { ...sound(), [FILE]: { ...ruleFile('extra'), ...change } };
}

function withManifest(change: Record<string, unknown>): Record<string, unknown> {
  return packFiles('renqiu', '130982', [ruleFile('extra')], change);
}

function withCase(item: Record<string, unknown>): Record<string, unknown> {
  const own = { name: 'c', cites: [{ source: 's', sentence: 's' }], facts: {}, outcomes: [], ...item };
  return {
    ...withManifest({}),
    'cases/a.json': { cases: [own] },
  };
}

function nested(depth: number): unknown {
  let node: unknown = { fact: 'rating.score', operator: 'equal', value: 5 };
  for (let level = 0; level < depth; level += 1) node = { all: [node] };
  return node;
}

const test = (fact: string, operator: string, value: unknown) => ({ fact, operator, value });
const C = '/conditions/all/2';
const P = '/event/params';

const WRONG: [string, Record<string, unknown>, [ProblemCode, string, string][]][] = [
  ['an empty all', withCondition({ all: [] }), [['CONDITION_EMPTY', FILE, `${C}/all`]]],
  ['an empty any', withCondition({ any: [] }), [['CONDITION_EMPTY', FILE, `${C}/any`]]],
  ['two groups in one', withCondition({ all: [nested(0)], any: [nested(0)] }), [['CONDITION_SHAPE', FILE, C]]],
  ['not of a list', withCondition({ not: [nested(0)] }), [['CONDITION_SHAPE', FILE, `${C}/not`]]],
  ['a reference to a condition', withCondition({ condition: 'other' }), [['CONDITION_SHAPE', FILE, C]]],
  ['a path', withCondition({ ...test('rating.score', 'equal', 5), path: '$..*' }), [['CONDITION_SHAPE', FILE, C]]],
  ['a comparison at the top', withRule({ conditions: nested(0) }), [['CONDITION_SHAPE', FILE, '/conditions']]],
  [
    'an unknown operator',
    withCondition(test('rating.score', 'equals', 5)),
    [['OPERATOR_UNKNOWN', FILE, `${C}/operator`]],
  ],
  [
    'an operator of Object',
    withCondition(test('rating.score', 'toString', 5)),
    [['OPERATOR_UNKNOWN', FILE, `${C}/operator`]],
  ],
  [
    'a decorated operator',
    withCondition(test('rating.score', 'not:equal', 5)),
    [['OPERATOR_UNKNOWN', FILE, `${C}/operator`]],
  ],
  ['an unknown fact', withCondition(test('rating.scores', 'equal', 5)), [['FACT_UNKNOWN', FILE, `${C}/fact`]]],
  [
    'an unknown fact on the right',
    withCondition(test('rating.score', 'equal', { fact: 'x' })),
    [['FACT_UNKNOWN', FILE, `${C}/value/fact`]],
  ],
  ['in on a text', withCondition(test('item.category', 'in', 'health')), [['IN_NEEDS_LIST', FILE, `${C}/value`]]],
  [
    'in of a fact',
    withCondition(test('item.category', 'in', { fact: 'person.skills' })),
    [['IN_NEEDS_LIST', FILE, `${C}/value`]],
  ],
  ['in an empty list', withCondition(test('item.category', 'in', [])), [['CONDITION_EMPTY', FILE, `${C}/value`]]],
  [
    'a million values',
    withCondition(test('item.category', 'in', Array(1_000_000).fill('a'))),
    [['FILE_TOO_LARGE', FILE, `${C}/value`]],
  ],
  [
    'too many values',
    withCondition(test('item.category', 'in', Array(201).fill('a'))),
    [['VALUES_TOO_MANY', FILE, `${C}/value`]],
  ],
  ['a wrong item', withCondition(test('rating.score', 'in', [4, '5'])), [['VALUE_TYPE', FILE, `${C}/value/1`]]],
  [
    'a number held as text',
    withCondition(test('rating.score', 'greaterThan', '4')),
    [['VALUE_TYPE', FILE, `${C}/value`]],
  ],
  [
    'a number against a text',
    withCondition(test('rating.score', 'lessThan', { fact: 'item.code' })),
    [['VALUE_TYPE', FILE, `${C}/value`]],
  ],
  ['a fraction of a star', withCondition(test('rating.score', 'equal', 4.5)), [['VALUE_TYPE', FILE, `${C}/value`]]],
  [
    'texts compared by size',
    withCondition(test('item.code', 'lessThan', 5)),
    [['OPERATOR_TYPE', FILE, `${C}/operator`]],
  ],
  ['contains on a text', withCondition(test('item.code', 'contains', 'x')), [['OPERATOR_TYPE', FILE, `${C}/operator`]]],
  [
    'a list that equals',
    withCondition(test('person.skills', 'equal', 'x')),
    [['OPERATOR_TYPE', FILE, `${C}/operator`]],
  ],
  ['null', withCondition(test('item.code', 'equal', null)), [['VALUE_NULL', FILE, `${C}/value`]]],
  [
    'a value of no such fact',
    withCondition(test('order.priority', 'equal', 'high')),
    [['VALUE_UNLISTED', FILE, `${C}/value`]],
  ],
  ['conditions too deep', withCondition(nested(8)), [['CONDITION_TOO_DEEP', FILE, `${C}${'/all/0'.repeat(7)}`]]],
  ['a file 5,000 deep', withCondition(nested(5_000)), [['FILE_TOO_DEEP', FILE, `${C}${'/all/0'.repeat(18)}/all`]]],
  [
    '100,000 conditions',
    withCondition({ any: Array(100_000).fill(nested(0)) }),
    [['FILE_TOO_LARGE', FILE, `${C}/any`]],
  ],
  [
    'too many conditions',
    withCondition({ any: Array(200).fill(nested(0)) }),
    [['CONDITION_TOO_MANY', FILE, `${C}/any/196`]],
  ],
  ['the event error', withRule({ event: { type: 'error', params: {} } }), [['EVENT_RESERVED', FILE, '/event/type']]],
  [
    'an unknown kind',
    withRule({ event: { type: 'constructor', params: {} } }),
    [['KIND_UNKNOWN', FILE, '/event/type']],
  ],
  ['priority 0', withRule({ priority: 0 }), [['SHAPE_RANGE', FILE, '/priority']]],
  ['a key too many', withRule({ onSuccess: 'x' }), [['SHAPE_UNKNOWN', FILE, '/onSuccess']]],
  [
    'no event',
    { ...sound(), [FILE]: { name: 'extra', priority: 1, conditions: nested(1) } },
    [['SHAPE_REQUIRED', FILE, '']],
  ],
  [
    '__proto__',
    { ...sound(), [FILE]: JSON.parse('{"name":"extra","__proto__":{"polluted":true}}') },
    [['NAME_FORBIDDEN', FILE, '/__proto__']],
  ],
  [
    'constructor',
    withRule({ event: { type: 'award', params: {}, constructor: {} } }),
    [['NAME_FORBIDDEN', FILE, '/event/constructor']],
  ],
  [
    'a rule named constructor',
    packFiles('renqiu', '130982', [ruleFile('constructor')]),
    [['NAME_FORBIDDEN', 'rules/award-constructor.json', '/name']],
  ],
  ['a prototype of its own', { ...sound(), [FILE]: Object.create({ name: 'extra' }) }, [['NOT_JSON', FILE, '']]],
  ['a function', withRule({ conditions: { all: [() => true] } }), [['NOT_JSON', FILE, '/conditions/all/0']]],
  [
    'a long text',
    withRule({ cites: [{ source: 's'.repeat(3_000), sentence: 's' }] }),
    [['TEXT_TOO_LONG', FILE, '/cites/0/source']],
  ],
  [
    'no occasion',
    withRule({ conditions: { all: [test('subject.kind', 'equal', 'volunteer')] } }),
    [['FACT_UNPINNED', FILE, '/conditions']],
  ],
  ['the wrong subject', withParams({ to: 'resident' }), [['PIN_MISMATCH', FILE, '/conditions/all/1/value']]],
  ['an unknown quantity', withParams({ quantity: { fact: 'hours' } }), [['FACT_UNKNOWN', FILE, `${P}/quantity/fact`]]],
  ['a text as quantity', withParams({ quantity: { fact: 'item.code' } }), [['VALUE_TYPE', FILE, `${P}/quantity/fact`]]],
  ['a formula', withParams({ quantity: 'minutes / 60' }), [['SHAPE_TYPE', FILE, `${P}/quantity`]]],
  ['blocks of nothing', withParams({ per: 0 }), [['SHAPE_RANGE', FILE, `${P}/per`]]],
  ['min above max', withParams({ min: 5, max: 4 }), [['AMOUNT_RANGE', FILE, `${P}/min`]]],
  [
    'a coefficient of no value',
    withParams({ coefficient: [{ fact: 'order.priority', table: { high: 2 } }] }),
    [['VALUE_UNLISTED', FILE, `${P}/coefficient/0/fact`]],
  ],
  ['no manifest', { [FILE]: ruleFile('extra') }, [['MANIFEST_MISSING', 'pack.json', '']]],
  [
    'a date of no calendar',
    withManifest({ effectiveFrom: '2023-02-29' }),
    [['DATE_INVALID', 'pack.json', '/effectiveFrom']],
  ],
  [
    'a cycle from a day that not every month has',
    { ...withManifest({}), 'catalogue/cycles.json': { cycles: [{ name: 'c', from: '2024-01-31', months: 1 }] } },
    [['SHAPE_VALUE', 'catalogue/cycles.json', '/cycles/0/from']],
  ],
  ...['2024-02-30', '2024-02-01T25:00', '2024-02-01T24:00', '2024-02-01T10:00+99:00', '2025-02-30T25:00'].map(
    (at): (typeof WRONG)[number] => [
      `a case at ${at}`,
      withCase({ at }),
      [['DATE_INVALID', 'cases/a.json', '/cases/0/at']],
    ],
  ),
  ['dates reversed', withManifest({ effectiveTo: '2023-12-31' }), [['DATES_REVERSED', 'pack.json', '/effectiveTo']]],
  ['a region of five digits', withManifest({ regionCode: '13098' }), [['SHAPE_VALUE', 'pack.json', '/regionCode']]],
  [
    'an override of nothing',
    withManifest({ overrides: [{ rule: 'other', reason: { 'zh-CN': 'r' } }] }),
    [['CHANGE_WITHOUT_RULE', 'pack.json', '/overrides/0/rule']],
  ],
  [
    'off twice',
    withManifest({ off: [1, 2].map(() => ({ rule: 'other', reason: { 'zh-CN': 'r' } })) }),
    [['CHANGE_DUPLICATE', 'pack.json', '/off/1/rule']],
  ],
  ['a file out of place', { ...sound(), '../rules/x.json': {} }, [['FILE_UNKNOWN', '../rules/x.json', '']]],
  [
    'a text missing',
    { ...sound(), 'locales/zh-CN.json': { 'rule.extra.title': 't' } },
    [['TEXT_MISSING', 'locales/zh-CN.json', '']],
  ],
  [
    'the wrong file name',
    { ...sound(), [FILE]: undefined, 'rules/extra.json': ruleFile('extra') },
    [
      ['NOT_JSON', FILE, ''],
      ['RULE_FILE_NAME', 'rules/extra.json', '/name'],
    ],
  ],
  [
    'a name twice',
    { ...sound(), 'rules/award-second.json': ruleFile('extra') },
    [['RULE_DUPLICATE', 'rules/award-second.json', '/name']],
  ],
  [
    'a tie in a group',
    packFiles('renqiu', '130982', [ruleFile('one', [], { group: 'g' }), ruleFile('two', [], { group: 'g' })]),
    [['PRIORITY_TIE', 'rules/award-two.json', '/priority']],
  ],
  [
    'a fact defined twice',
    {
      ...sound(),
      'catalogue/facts.json': { facts: [{ name: 'occasion', kind: 'given', type: 'string' }] },
      'locales/zh-CN.json': { 'rule.extra.title': 't', 'rule.extra.because': 'b', 'fact.occasion.title': 'o' },
    },
    [['FACT_DUPLICATE', 'catalogue/facts.json', '/facts/0/name']],
  ],
  [
    'a case of an unknown fact',
    {
      ...sound(),
      'cases/a.json': {
        cases: [
          { name: 'c', cites: [{ source: 's', sentence: 's' }], facts: { x: 1, 'rating.score': '5' }, outcomes: [] },
        ],
      },
    },
    [
      ['FACT_UNKNOWN', 'cases/a.json', '/cases/0/facts/x'],
      ['CASE_FACT_TYPE', 'cases/a.json', '/cases/0/facts/rating.score'],
    ],
  ],
  [
    'a case without a source',
    { ...sound(), 'cases/a.json': { cases: [{ name: 'c', facts: {}, outcomes: [] }] } },
    [['SHAPE_REQUIRED', 'cases/a.json', '/cases/0']],
  ],
];

/** A case of this name and facts. */
function caseOf(name: string, facts: Record<string, unknown> = {}): unknown {
  return { name, cites: [{ source: 's', sentence: 's' }], facts, outcomes: [] };
}

function withFacts(...facts: Record<string, unknown>[]): Record<string, unknown> {
  const files = sound();
  const titles = facts.map(({ name }) => [`fact.${String(name)}.title`, 't']);
  const texts = { ...(files['locales/zh-CN.json'] as object), ...Object.fromEntries(titles) };
  const described = facts.map((fact) => ({ kind: 'given', type: 'string', ...fact }));
  return { ...files, 'locales/zh-CN.json': texts, 'catalogue/facts.json': { facts: described } };
}

WRONG.push(
  [
    'two cases of one name',
    { ...sound(), 'cases/a.json': { cases: [caseOf('c'), caseOf('c')] } },
    [['CASE_DUPLICATE', 'cases/a.json', '/cases/1/name']],
  ],
  ['a range of texts', withFacts({ name: 'a', min: 1 }), [['FACT_RANGE', 'catalogue/facts.json', '/facts/0']]],
  [
    'a range upside down',
    withFacts({ name: 'a', type: 'integer', min: 2, max: 1 }),
    [['FACT_RANGE', 'catalogue/facts.json', '/facts/0']],
  ],
  [
    'a fact named constructor',
    withFacts({ name: 'a.constructor' }),
    [['NAME_FORBIDDEN', 'catalogue/facts.json', '/facts/0/name']],
  ],
  [
    'a value listed twice',
    withFacts({ name: 'a', values: ['x', 'x'] }),
    [['SHAPE_OTHER', 'catalogue/facts.json', '/facts/0/values']],
  ],
  [
    'a text for a list of files',
    { ...sound(), 'locales/zh-CN.json': ['t'] },
    [
      ['SHAPE_TYPE', 'locales/zh-CN.json', ''],
      ['TEXT_MISSING', 'locales/zh-CN.json', ''],
      ['TEXT_MISSING', 'locales/zh-CN.json', ''],
    ],
  ],
);

describe('loadPack', () => {
  it('has a test for every problem, here or beside what finds it', () => {
    const tests = readdirSync(join(__dirname, '..'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.test.ts'),
    );
    const text = tests.map((name) => readFileSync(join(__dirname, '..', name), 'utf8')).join('\n');
    expect(Object.keys(PROBLEMS).filter((code) => !text.includes(`'${code}'`))).toEqual([]);
  });

  it('loads a sound pack as a frozen copy and leaves the files alone', () => {
    const files = sound();
    const loaded = loadPack(files, { facts: own });
    expect(loaded.ok && Object.isFrozen(loaded.pack.rules[0]?.value.conditions)).toBe(true);
    expect(Object.isFrozen(files[FILE])).toBe(false);
  });

  it.each(WRONG)('refuses %s', (_, files, expected) => {
    expect(problemsOf(files)).toEqual(expected);
  });

  it('refuses history of no source, without times and at times that there are not', () => {
    const files = withCase({
      history: {
        nothing: [{}],
        attendances: [{ person: 'p' }, { at: '2024-02-30T10:00' }, { at: 7 }, { at: '2024-02-28' }],
      },
      denominators: [{ name: 'residents', from: '2023-02-29', value: 1 }],
    });
    const loaded = loadPack(files, { parents: [base], facts: own });
    expect(loaded.ok ? [] : loaded.problems.map(({ code, path }) => [code, path.slice('/cases/0/'.length)])).toEqual([
      ['DATE_INVALID', 'denominators/0/from'],
      ['ENTRY_UNKNOWN', 'history/nothing'],
      ['SHAPE_REQUIRED', 'history/attendances/0'],
      ['DATE_INVALID', 'history/attendances/1/at'],
      ['DATE_INVALID', 'history/attendances/2/at'],
    ]);
  });

  it('reports all problems at once', () => {
    const files = packFiles('renqiu', '1309', [
      ruleFile('one', [{ any: [] }, test('x', 'equal', 1)], { per: -1 }),
      ruleFile('two', [test('rating.score', 'greaterThan', '4')], { to: 'nobody' }),
    ]);
    expect(problemsOf(files).map(([code]) => code)).toEqual([
      'CONDITION_EMPTY',
      'FACT_UNKNOWN',
      'SHAPE_RANGE',
      'VALUE_TYPE',
      'SHAPE_VALUE',
    ]);
  });

  it('keeps its limits on the whole pack', () => {
    const many = Object.fromEntries(Array.from({ length: 600 }, (_, i) => [`cases/c${i}.json`, { cases: [] }]));
    expect(problemsOf({ ...sound(), ...many })).toEqual(expect.arrayContaining([['FILES_TOO_MANY', '', '']]));
    const wrong = packFiles(
      'renqiu',
      '13',
      Array.from({ length: 300 }, (_, i) => ruleFile(`r${i}`, [{ all: [] }])),
    );
    expect(problemsOf(wrong)).toHaveLength(LIMITS.problemsMax);
  });
});
