import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { replaceFolder } from './files.mjs';
import { dist, repoRoot } from './places.mjs';

/**
 * `locales/<lang>/<namespace>.json` → one flat record with the full keys `<namespace>.<key>`, as NocoBase loads it for the plugin.
 * @param {string} language
 * @returns {Record<string, string>}
 */
export function mergedLocale(language) {
  const folder = join(repoRoot, 'locales', language);
  /** @type {Record<string, string>} */
  const merged = {};
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()) {
    const texts = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    for (const [key, text] of Object.entries(texts)) merged[`${basename(file, '.json')}.${key}`] = text;
  }
  return merged;
}

/** Writes `dist/locale/<lang>.json` for every language there is. */
export async function buildLocales() {
  const folder = join(repoRoot, 'locales');
  const languages = existsSync(folder) ? readdirSync(folder).filter((name) => /^[a-z]{2}-[A-Z]{2}$/.test(name)) : [];
  await replaceFolder(join(dist, 'locale'), (target) => {
    for (const language of languages) {
      writeFileSync(join(target, `${language}.json`), `${JSON.stringify(mergedLocale(language), null, 1)}\n`);
    }
  });
}
