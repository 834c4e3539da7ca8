import { KINDS, PROBLEMS } from '.';
import paramsSchema from '../schema/params.schema.json';
import { readJson } from './fixtures/packs';

const zh = readJson('locales/zh-CN/rules.json');
const en = readJson('locales/en-US/rules.json');

function placeholders(text = ''): string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name).sort();
}

describe('texts of rules', () => {
  it('are there in both languages, with the same placeholders', () => {
    expect(Object.keys(en)).toEqual(Object.keys(zh));
    for (const key of Object.keys(zh)) {
      expect([key, ...new Set(placeholders(en[key]))]).toEqual([key, ...new Set(placeholders(zh[key]))]);
    }
  });

  it('say cause and remedy of every problem, and of no other, with the params it has', () => {
    const wanted = Object.keys(PROBLEMS).flatMap((code) => [`problem.${code}.cause`, `problem.${code}.remedy`]);
    expect(
      Object.keys(zh)
        .filter((key) => key.startsWith('problem.'))
        .sort(),
    ).toEqual(wanted.sort());
    for (const [code, params] of Object.entries(PROBLEMS) as [string, readonly string[]][]) {
      for (const part of ['cause', 'remedy']) {
        expect(params).toEqual(expect.arrayContaining(placeholders(zh[`problem.${code}.${part}`])));
      }
    }
  });

  it('name every unit, asset and kind', () => {
    const units = paramsSchema.definitions.unit.enum;
    expect(Object.keys(zh).filter((key) => key.startsWith('unit.'))).toEqual(units.map((unit) => `unit.${unit}`));
    for (const kind of Object.keys(KINDS))
      expect(Object.keys(zh).some((key) => key.startsWith(`explain.${kind}.`))).toBe(true);
  });
});
