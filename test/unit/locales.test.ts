/**
 * Both languages are complete, every text is used, and nothing that people read is written in code. Keys are found where code names them (support/keyUses.ts)
 * and, for those put together at run time, where their parts come from (support/keys).
 */
import { filesUnder, readJson } from './support/files';
import { FAMILIES, fits } from './support/keys';
import { keyUses } from './support/keyUses';
import { chineseInCode, englishInCode } from './support/shownText';
import { LANGUAGES, parametersOf, textsOf } from './support/texts';

const texts = { zh: textsOf('zh-CN'), en: textsOf('en-US') };
const uses = keyUses();
const literal = uses.filter(({ key }) => !key.includes('*'));
const derived = Object.values(FAMILIES).flatMap((family) => family.keys());
const wanted = new Set([...literal.map(({ key }) => key), ...derived]);

const ruleLocales = filesUnder('rules', /\/locales\/zh-CN\.json$/).map((path) => ({
  path,
  zh: readJson<Record<string, string>>(path),
  en: readJson<Record<string, string>>(path.replace('zh-CN', 'en-US')),
}));
const tables = [{ path: 'locales', ...texts }, ...ruleLocales];

describe('locales', () => {
  it.each(LANGUAGES)('have every text that is named or derived: %s', (language) => {
    const known = textsOf(language);
    const missing = [...wanted].filter((key) => !(key in known));
    expect(missing.map((key) => `${key} (${literal.find((use) => use.key === key)?.where ?? 'derived'})`)).toEqual([]);
  });

  it('have no text that nothing names', () => {
    expect(Object.keys(texts.zh).filter((key) => !wanted.has(key))).toEqual([]);
    expect(Object.keys(texts.en).filter((key) => !wanted.has(key))).toEqual([]);
  });

  it('know where the keys come from that are put together at run time', () => {
    const patterns = Object.values(FAMILIES).flatMap((family) => family.patterns);
    const strange = uses.filter(
      ({ key }) => key.includes('*') && !patterns.some((pattern) => key === pattern || fits(pattern, key)),
    );
    expect(strange).toEqual([]);
  });

  it.each(tables)('take the same parameters in both languages: $path', ({ zh, en }) => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
    for (const [key, text] of Object.entries(zh))
      expect([key, ...parametersOf(en[key] ?? '')]).toEqual([key, ...parametersOf(text)]);
  });

  it('are given the parameters that they take', () => {
    const short = literal.flatMap(({ key, where, params }) => {
      const lacking = params && parametersOf(texts.zh[key] ?? '').filter((name) => !params.includes(name));
      return lacking?.length ? [`${where} ${key}: ${lacking.join(', ')}`] : [];
    });
    expect(short).toEqual([]);
  });

  it.each(tables)('are never empty, and have no spaces at their ends: $path', ({ zh, en }) => {
    // A text that joins others ends in a space, one for the terminal in a line break.
    const joins = /separator$|\.join$|^host\.help$/;
    const isBad = ([key, text]: [string, string]) => text.trim() === '' || (text !== text.trim() && !joins.test(key));
    const bad = [zh, en].flatMap((table) => Object.entries(table).filter(isBad));
    expect(bad).toEqual([]);
  });

  it('are in their own language', () => {
    const chinese = /[\u3400-\u9fff]/;
    // A language is named in itself.
    const own = new Set(['portal.language.en', 'portal.language.zh', 'portal.language.other']);
    expect(Object.entries(texts.en).filter(([key, text]) => !own.has(key) && chinese.test(text))).toEqual([]);
    // A text of signs, names and placeholders only is the same in both.
    const words = (text: string) => text.replace(/\{\{\w+\}\}/g, '').replace(/NocoBase|synchronous_commit/g, '');
    expect(
      Object.entries(texts.zh).filter(
        ([key, text]) => !own.has(key) && !chinese.test(text) && /[A-Za-z]{2}/.test(words(text)),
      ),
    ).toEqual([]);
  });
});

describe('code', () => {
  it('has no Chinese outside comments', () => {
    expect(chineseInCode()).toEqual([]);
  });

  it('has no sentence that people read', () => {
    expect(englishInCode()).toEqual([]);
  });
});

/** One thing has one name, wherever it is shown: keys that end alike must say alike. */
const SAME: readonly [string, string][] = [
  ['collections.sidanOrders.state.', 'lifecycle.state.'],
  ['collections.sidanScopes.role.', 'api.role.'],
];

describe('names', () => {
  it.each(SAME)('%s… are those of %s…', (one, other) => {
    for (const table of Object.values(texts)) {
      const keys = Object.keys(table).filter((key) => key.startsWith(one));
      expect(keys.length).toBeGreaterThan(0);
      for (const key of keys) expect([key, table[key]]).toEqual([key, table[other + key.slice(one.length)]]);
    }
  });
});
