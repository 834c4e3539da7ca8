import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { nodeModules, pluginPackage, repoRoot } from './places.mjs';

/**
 * What is installed: the packages, the built plugin, plugins added by hand, and the database. A start of the same as last time need not look for
 * upgrades.
 * @param {string} data
 * @param {import('./database.mjs').Connection} database
 */
export function installedFingerprint(data, database) {
  const hash = createHash('sha256').update(
    `${database.host} ${database.database} ${process.env.APPEND_PRESET_BUILT_IN_PLUGINS ?? ''}`,
  );
  const stamps = join(nodeModules, ...pluginPackage.split('/'), 'dist', '.stamps');
  const files = [join(repoRoot, 'package-lock.json'), ...names(stamps).map((name) => join(stamps, name))];
  for (const file of files) hash.update(existsSync(file) ? readFileSync(file) : '');
  const plugins = join(data, 'storage', 'plugins');
  for (const name of names(plugins).flatMap((one) =>
    one.startsWith('@') ? names(join(plugins, one)).map((sub) => join(one, sub)) : [one],
  )) {
    const manifest = join(plugins, name, 'package.json');
    hash.update(name).update(existsSync(manifest) ? readFileSync(manifest) : '');
  }
  return hash.digest('hex');
}

/** @param {string} folder */
const names = (folder) => (existsSync(folder) ? readdirSync(folder).sort() : []);
