import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from './places.mjs';

/** The language of the terminal: English where the locale says so, Chinese everywhere else. */
export function language(env = process.env) {
  return /^en/i.test(env.LC_ALL || env.LC_MESSAGES || env.LANG || '') ? 'en-US' : 'zh-CN';
}

/** @type {Record<string, string>} */
const texts = JSON.parse(readFileSync(join(repoRoot, 'locales', language(), 'host.json'), 'utf8'));

/**
 * A text of `locales/<lang>/host.json` with its `{{names}}` filled in.
 * @param {string} key without the namespace
 * @param {Record<string, string | number>} [params]
 */
export function text(key, params = {}) {
  const template = texts[key];
  if (template === undefined) throw new Error(`no text host.${key}`);
  return template.replace(/\{\{(\w+)\}\}/g, (_, name) => String(params[name] ?? ''));
}
