import { basename } from 'node:path';
import { filesUnder, readJson } from './files';

export const LANGUAGES = ['zh-CN', 'en-US'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Namespaces: the files of the one language that everything is written in first. */
export const NAMESPACES = filesUnder('locales/zh-CN', /\.json$/).map((path) => basename(path, '.json'));

/** All texts of a language by their full keys. */
export function textsOf(language: Language): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const path of filesUnder(`locales/${language}`, /\.json$/)) {
    for (const [key, text] of Object.entries(readJson<Record<string, string>>(path)))
      texts[`${basename(path, '.json')}.${key}`] = text;
  }
  return texts;
}

/** Names of the placeholders of a text, each once. */
export const parametersOf = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name]) => name!))].sort();
