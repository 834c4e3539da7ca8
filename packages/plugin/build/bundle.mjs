import { repoRoot } from './places.mjs';

/** @param {boolean} jsx */
function swc(jsx) {
  return {
    loader: 'builtin:swc-loader',
    options: {
      jsc: {
        target: jsx ? 'es2019' : 'es2022',
        parser: { syntax: 'typescript', tsx: jsx, decorators: true },
        transform: { react: { runtime: 'automatic' }, legacyDecorator: true, useDefineForClassFields: false },
      },
    },
  };
}

/**
 * What every bundle of the plugin has in common: TypeScript compiled where it is used, workspace packages included.
 * @returns {import('@rspack/core').Configuration}
 */
export function common() {
  return {
    context: repoRoot,
    mode: 'production',
    devtool: false,
    performance: false,
    resolve: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      extensionAlias: { '.js': ['.ts', '.tsx', '.js'] },
    },
    module: {
      rules: [
        { test: /\.[cm]?ts$/, use: swc(false) },
        { test: /\.tsx$/, use: swc(true) },
      ],
    },
  };
}

/**
 * Runs one or more bundles. Resolves with their statistics; rejects with every error that the bundler reports, as text.
 * @param {import('@rspack/core').Configuration | import('@rspack/core').Configuration[]} config
 * @returns {Promise<void>}
 */
export async function bundle(config) {
  // Loaded only when something is built: `--if-stale` mostly finds nothing to do, and the bundler takes half a second to load.
  const { rspack } = await import('@rspack/core');
  const compiler = rspack(
    /** @type {import('@rspack/core').Configuration[]} */ (Array.isArray(config) ? config : [config]),
  );
  try {
    await new Promise((resolve, reject) => {
      compiler.run((error, stats) => {
        if (error) reject(error);
        else if (stats?.hasErrors()) reject(new Error(stats.toString({ all: false, errors: true, colors: false })));
        else resolve(undefined);
      });
    });
  } finally {
    await new Promise((resolve) => compiler.close(() => resolve(undefined)));
  }
}
