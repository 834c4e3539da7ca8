import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from './places.mjs';
import { language } from './texts.mjs';

const texts = (lang: string): Record<string, string> =>
  JSON.parse(readFileSync(join(repoRoot, 'locales', lang, 'host.json'), 'utf8'));
const names = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

test('Chinese unless the terminal is English', () => {
  expect(language({})).toBe('zh-CN');
  expect(language({ LANG: 'C.UTF-8' })).toBe('zh-CN');
  expect(language({ LANG: 'en_US.UTF-8' })).toBe('en-US');
  expect(language({ LANG: 'en_US.UTF-8', LC_ALL: 'zh_CN.UTF-8' })).toBe('zh-CN');
});

test('both languages have the same texts with the same parameters', () => {
  const [chinese, english] = [texts('zh-CN'), texts('en-US')];
  expect(Object.keys(english).sort()).toEqual(Object.keys(chinese).sort());
  for (const key of Object.keys(chinese))
    expect([key, names(english[key] ?? '')]).toEqual([key, names(chinese[key] ?? '')]);
});

test('every text that the code asks for exists, and none is left over', () => {
  const code = readdirSync(__dirname)
    .filter((name) => name.endsWith('.mjs'))
    .map((name) => readFileSync(join(__dirname, name), 'utf8'))
    .join('\n');
  const unused = Object.keys(texts('zh-CN')).filter(
    (key) => !code.includes(`'${key.replace(/^(problem|stage)\./, '')}'`),
  );
  expect(unused).toEqual([]);
  const problems = [...code.matchAll(/new Problem\(\s*'(\w+)'/g)].map(([, code]) => `problem.${code}`);
  const stages = [...code.matchAll(/\.stage\((?:\w+ \? '(\w+)' : )?'(\w+)'/g)]
    .flatMap(([, one, other]) => [one, other])
    .filter(Boolean)
    .map((stage) => `stage.${stage}`);
  const plain = [...code.matchAll(/\btext\('([\w.]+)'/g)].map(([, key]) => String(key));
  expect([...problems, ...stages, ...plain].filter((key) => !(key in texts('zh-CN')))).toEqual([]);
});
