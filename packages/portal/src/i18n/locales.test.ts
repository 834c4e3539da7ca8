import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import en from '../../../../locales/en-US/portal.json';
import zh from '../../../../locales/zh-CN/portal.json';

const texts: Record<string, Record<string, string>> = { zh, en };

/** All source of the portal but its tests. */
function sourceOf(folder: string): string {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .map((path) => {
      if (statSync(path).isDirectory()) return sourceOf(path);
      return /\.tsx?$/.test(path) && !path.endsWith('.test.ts') ? readFileSync(path, 'utf8') : '';
    })
    .join('\n');
}

const source = sourceOf(join(__dirname, '..'));
const withoutComments = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');

describe('the words of the portal', () => {
  it('exist in both languages, none empty', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
    for (const words of Object.values(texts)) for (const text of Object.values(words)) expect(text.trim()).not.toBe('');
  });

  it('take the same parameters in both', () => {
    const parameters = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort();
    for (const key of Object.keys(zh) as (keyof typeof zh)[]) {
      expect([key, parameters(en[key])]).toEqual([key, parameters(zh[key])]);
    }
  });

  it('are all used', () => {
    expect(Object.keys(zh).filter((key) => !source.includes(`'${key}'`))).toEqual([]);
  });

  it('are nowhere in the code', () => {
    expect(withoutComments.match(/[\u3400-\u9fff\uff00-\uffef]/g)).toBeNull();
  });
});
