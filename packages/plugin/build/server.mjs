import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bundle, common } from './bundle.mjs';
import { isServerExternal } from './externals.mjs';
import { copy, replaceFolder } from './files.mjs';
import { dist, repoRoot, source } from './places.mjs';

/** Folders that NocoBase scans file by file. */
const scanned = ['collections', 'migrations'];

/** Code that runs in threads: bundle → its source. */
const threads = { packThread: 'packs/thread/entry.ts', sheetThread: 'intake/sheet/thread/entry.ts' };

/**
 * `{ index: …, 'collections/orders': … }`: one bundle for the plugin and one for each file that NocoBase looks for by itself.
 * @returns {Record<string, string>}
 */
function entries() {
  const folder = join(source, 'server');
  /** @type {Record<string, string>} */
  const found = { index: join(folder, 'index.ts') };
  // Threads of their own, started by file.
  for (const [name, path] of Object.entries(threads)) found[name] = join(folder, path);
  for (const name of scanned) {
    const path = join(folder, name);
    if (!existsSync(path)) continue;
    for (const file of readdirSync(path)) {
      if (!file.endsWith('.ts') || file.endsWith('.d.ts') || file.endsWith('.test.ts') || file === 'index.ts') continue;
      found[`${name}/${file.slice(0, -3)}`] = join(path, file);
    }
  }
  return found;
}

/**
 * @param {Record<string, string>} entry
 * @param {string} folder
 * @param {Set<string>} externals receives the modules left to the host
 * @returns {import('@rspack/core').Configuration}
 */
function configuration(entry, folder, externals) {
  return {
    ...common(),
    target: 'node20',
    entry,
    // A readable bundle: a stack trace of a running county names our functions and lines.
    optimization: { minimize: false, splitChunks: false, runtimeChunk: false, moduleIds: 'named' },
    node: { __dirname: false, __filename: false },
    output: { path: folder, filename: '[name].js', library: { type: 'commonjs2' }, asyncChunks: false },
    externalsPresets: { node: true },
    externals: [
      ({ request }, callback) => {
        if (!request || !isServerExternal(request)) return callback();
        externals.add(request);
        callback(undefined, `commonjs ${request}`);
      },
    ],
  };
}

/** The plugin's server code, and the rules and workflows it reads at run time from `assets` beside it. */
export async function buildServer(/** @type {Set<string>} */ externals) {
  await replaceFolder(join(dist, 'server'), async (folder) => {
    await bundle(configuration(entries(), folder, externals));
    copy(join(repoRoot, 'workflows'), join(folder, 'assets', 'workflows'));
    copy(join(repoRoot, 'rules'), join(folder, 'assets', 'rules'));
  });
  const swagger = ['ts', 'json'].map((end) => join(source, 'swagger', `index.${end}`)).find(existsSync);
  if (!swagger) return;
  await replaceFolder(join(dist, 'swagger'), async (folder) => {
    if (swagger.endsWith('.json')) copy(swagger, join(folder, 'index.json'));
    else await bundle(configuration({ index: swagger }, folder, externals));
  });
}
