/**
 * Bundles the portal: `dist/index.html`, one script, one style sheet, one lazy chunk for English, all with content hashes and
 * compressed beforehand. Nothing inline, so that the page runs under `default-src 'self'`.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { rspack } from '@rspack/core';
import { PrecompressPlugin } from './build/precompress.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));

/** Old WebViews of cheap phones; what is newer than this is compiled down. */
const targets = ['chrome >= 69', 'safari >= 12', 'firefox >= 68', 'edge >= 79'];

/**
 * The configuration of one build.
 * @param {{ outDir?: string, mode?: 'production' | 'development' }} [options] `outDir` is absolute; default `packages/portal/dist`.
 * @returns {import('@rspack/core').Configuration}
 */
export function portalConfig({ outDir = path.join(here, 'dist'), mode = 'production' } = {}) {
  return {
    name: 'portal',
    mode,
    context: here,
    target: ['web', 'es2017'],
    devtool: false,
    entry: { portal: './src/main.tsx' },
    output: {
      path: outDir,
      filename: '[name].[contenthash:10].js',
      chunkFilename: '[name].[contenthash:10].js',
      cssFilename: '[name].[contenthash:10].css',
      assetModuleFilename: '[name].[contenthash:10][ext]',
      // Hash routing: the document is always `<public path>sidan/`, so relative addresses work behind any proxy.
      publicPath: '',
      clean: true,
    },
    resolve: { extensions: ['.tsx', '.ts', '.mjs', '.js', '.json'] },
    module: {
      rules: [
        {
          test: /\.tsx?$/,
          loader: 'builtin:swc-loader',
          options: {
            jsc: {
              parser: { syntax: 'typescript', tsx: true },
              transform: { react: { runtime: 'automatic', importSource: 'preact' } },
            },
            env: { targets },
          },
        },
        { test: /\.css$/, type: 'css' },
        { test: /\.svg$/, type: 'asset/resource' },
      ],
    },
    optimization: {
      minimizer: [
        new rspack.SwcJsMinimizerRspackPlugin({ extractComments: false }),
        new rspack.LightningCssMinimizerRspackPlugin({ minimizerOptions: { targets } }),
      ],
    },
    plugins: [
      new rspack.HtmlRspackPlugin({
        template: './src/index.html',
        scriptLoading: 'defer',
        favicon: './src/favicon.svg',
      }),
      ...(mode === 'production' ? [new PrecompressPlugin()] : []),
    ],
    performance: { hints: false },
    stats: 'errors-warnings',
  };
}

export default portalConfig();
