import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LIMITS, loadPack, type Pack, PROBLEMS, type ProblemCode } from '..';
import { basePack, packFiles, ruleFile } from '../fixtures/packs';
import { MISTAKES, sound, test, withCase } from '../fixtures/wrong/mistakes';

const base: Pack = basePack();
const own = [...base.facts, { name: 'person.skills', kind: 'given', type: 'list' } as const];

function problemsOf(files: Record<string, unknown>): [ProblemCode, string, string][] {
  const loaded = loadPack(files, { facts: own });
  return loaded.ok ? [] : loaded.problems.map(({ code, file, path }) => [code, file, path]);
}

const FILE = 'rules/award-extra.json';

describe('loadPack', () => {
  it('has a test for every problem, here or beside what finds it', () => {
    const tests = readdirSync(join(__dirname, '..'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.test\.ts$|^fixtures.wrong.+\.ts$/.test(name),
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

  it.each(MISTAKES)('refuses %s', (_, files, expected) => {
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

it('layers of lifecycles are taken in as they are, for others to judge', () => {
  const overlay = { overlay: 'county', anything: [1, 2] };
  const result = loadPack({ ...sound(), 'workflows/order.json': overlay }, { facts: own });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  expect(result.pack.workflows).toEqual([{ file: 'workflows/order.json', value: overlay }]);
});
