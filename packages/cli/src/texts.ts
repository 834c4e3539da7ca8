/**
 * The words of the command line, in Chinese unless the environment or `--lang` says otherwise.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lookupIn, message, say, type Lookup, type Message } from '@sidan/rules';
import { LOCALES } from './places';

export const LANGUAGES = ['zh-CN', 'en-US'] as const;
export type Language = (typeof LANGUAGES)[number];

/** `en`, `en_US.UTF-8`, `zh`, …; undefined when it is neither. */
export function languageOf(name: string | undefined): Language | undefined {
  if (name === undefined) return undefined;
  return LANGUAGES.find((language) => name.toLowerCase().startsWith(language.slice(0, 2)));
}

export interface Texts {
  readonly language: Language;
  readonly lookup: Lookup;
  /** The text of a full key. */
  t(key: string, params?: Message['params']): string;
  /** With the texts of packs, for messages that name their rules and facts. */
  with(tables: Readonly<Record<string, string>>): Lookup;
}

export function textsIn(language: Language): Texts {
  const table = Object.fromEntries(
    ['cli', 'rules'].flatMap((namespace) => {
      const texts = JSON.parse(readFileSync(join(LOCALES, language, `${namespace}.json`), 'utf8')) as Record<
        string,
        string
      >;
      return Object.entries(texts).map(([key, text]) => [`${namespace}.${key}`, text]);
    }),
  ) as Record<string, string>;
  const lookup = lookupIn(table);
  return {
    language,
    lookup,
    t: (key, params) => say(message(key, params), lookup),
    with: (more) => lookupIn(table, more),
  };
}
