/** Packs by strangers: each is refused for what is wrong with it, and servers go on answering. */
import { layer, loadPack, loadPackWithPauses, type LoadResult, type Pack } from '..';
import { basePack, mustLoad, packFiles, ruleFile } from '../fixtures/packs';
import {
  entry,
  type Files,
  type Found,
  reason,
  sound,
  STRANGERS,
  test,
  withFile,
  WRONG_FACTS,
} from '../fixtures/wrong/strangers';
import { parseFiles } from './parse';

const base = basePack();
const list = (result: LoadResult): Found[] =>
  result.ok ? [] : result.problems.map(({ code, file, path }) => [code, file, path]);
const problems = (files: Files, parents: Pack[] = [base]) => list(loadPack(files, { parents }));

describe('hostile and mistaken packs', () => {
  it.each(WRONG_FACTS)('are refused: %s', (_, files, expected) => {
    const json = JSON.parse(JSON.stringify(files())) as Files;
    expect(problems(json).map(([code]) => code)).toEqual(expected);
  });

  it.each(STRANGERS)('are refused: %s', (_, files, expected) => {
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
