import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle, common } from './bundle.mjs';
import { isClientExternal } from './externals.mjs';
import { replaceFolder } from './files.mjs';
import { dist, manifest, source } from './places.mjs';

/** @typedef {'client' | 'client-v2'} Lane */

/** The RequireJS module id under which the host asks for each lane. */
const moduleIds = /** @type {Record<Lane, string>} */ ({
  'client-v2': `${manifest.name}/client-v2`,
  client: manifest.name,
});

/**
 * @param {Lane} lane
 * @param {string} entry
 * @param {string} folder
 * @param {Set<string>} externals receives the modules left to the host
 * @returns {Promise<import('@rspack/core').Configuration>}
 */
async function configuration(lane, entry, folder, externals) {
  const { DefinePlugin } = await import('@rspack/core');
  return {
    ...common(),
    target: ['web', 'es2019'],
    entry: { index: [fileURLToPath(new URL('./publicPath.js', import.meta.url)), entry] },
    optimization: { splitChunks: false, runtimeChunk: false },
    plugins: [new DefinePlugin({ SIDAN_CLIENT_FOLDER: JSON.stringify(`/${manifest.name}/dist/${lane}/`) })],
    output: {
      path: folder,
      filename: 'index.js',
      chunkFilename: '[name].[contenthash:8].js',
      publicPath: '',
      globalObject: 'self',
      uniqueName: moduleIds[lane],
      library: { name: moduleIds[lane], type: 'umd', umdNamedDefine: true },
    },
    externalsType: 'umd',
    externals: [
      ({ request }, callback) => {
        try {
          if (!request || !isClientExternal(lane, request)) return callback();
        } catch (error) {
          return callback(/** @type {Error} */ (error));
        }
        externals.add(request);
        callback(undefined, { amd: request, commonjs: request, commonjs2: request, root: request });
      },
    ],
  };
}

/**
 * One client bundle, for the host's RequireJS. `client-v2` is the modern lane, `client` the classic one.
 * @param {Lane} lane
 * @param {Set<string>} externals
 */
export async function buildClient(lane, externals) {
  const entry = ['index.tsx', 'index.ts'].map((name) => join(source, lane, name)).find(existsSync);
  if (!entry) throw new Error(`packages/plugin/src/${lane}/index.tsx is missing`);
  await replaceFolder(join(dist, lane), async (folder) => bundle(await configuration(lane, entry, folder, externals)));
}
