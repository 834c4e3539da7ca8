import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { repoRoot } from './places.mjs';

const require = createRequire(import.meta.url);

/**
 * Packages of which a NocoBase server has one copy that plugins must share (the list of `@nocobase/server`'s plugin manager and its build tool).
 * Installing a plugin from an archive installs no dependencies: whatever is not here goes into our bundle.
 */
const serverPackages = new Set([
  ...[
    'jsonwebtoken',
    'cache-manager',
    'sequelize',
    'umzug',
    'async-mutex',
    'mathjs',
    'winston',
    'winston-daily-rotate-file',
  ],
  ...['koa', '@koa/cors', '@koa/router', 'multer', '@koa/multer', 'koa-bodyparser', 'koa-static', 'koa-send'],
  ...['pg', 'pg-hstore', 'mysql2', 'sqlite3', 'i18next', 'axios', 'dayjs', 'lodash', '@formulajs/formulajs'],
]);

const shared = [
  ...['react', 'react-dom', 'react/jsx-runtime', 'react-router', 'react-router-dom', 'i18next', 'react-i18next'],
  ...['antd', 'antd-style', '@ant-design/icons', '@ant-design/cssinjs', '@dnd-kit/core', '@dnd-kit/sortable'],
  ...['@formily/antd-v5', '@formily/core', '@formily/react', '@formily/reactive', '@formily/shared'],
  ...['@nocobase/utils/client', '@nocobase/evaluators/client', '@nocobase/flow-engine'],
  ...['ahooks', 'axios', 'dayjs', 'lodash', '@emotion/css', 'file-saver'],
];

/** Module ids that the host's RequireJS knows in each client lane, read off `@nocobase/app/dist/client`. */
const clientModules = {
  'client-v2': new Set([...shared, '@nocobase/client-v2', '@ctrl/tinycolor']),
  client: new Set([...shared, '@nocobase/client', '@nocobase/client-v2', '@formily/json-schema', '@nocobase/sdk']),
};

const otherPlugin = /^@nocobase\/plugin-[^/]+\/client(-v2)?$/;

/**
 * `@scope/name/sub/path` → `@scope/name`
 * @param {string} request
 */
export function packageOf(request) {
  return request
    .split('/')
    .slice(0, request.startsWith('@') ? 2 : 1)
    .join('/');
}

/** @param {string} request */
export function isServerExternal(request) {
  if (request.startsWith('node:') || builtinModules.includes(request)) return true;
  return request.startsWith('@nocobase/') || serverPackages.has(packageOf(request));
}

/**
 * Whether the host gives this module to a bundle of this lane. Throws for a host package that this lane has not: bundling a second copy of it
 * would fail only in the browser.
 * @param {'client' | 'client-v2'} lane
 * @param {string} request
 */
export function isClientExternal(lane, request) {
  if (clientModules[lane].has(request) || otherPlugin.test(request)) return true;
  if (request.startsWith('@nocobase/')) throw new Error(`${request} is not available in NocoBase's ${lane} lane`);
  return false;
}

/** Versions that the host's own plugins were built against, e.g. `react` → `18.2.0`; most browser packages are not installed here themselves. */
function hostVersions() {
  const folder = join(repoRoot, 'node_modules', '@nocobase');
  /** @type {Record<string, string>} */
  const versions = {};
  for (const name of readdirSync(folder)) {
    const file = join(folder, name, 'dist', 'externalVersion.js');
    if (existsSync(file)) Object.assign(versions, require(file));
  }
  return versions;
}

/**
 * What goes into `dist/externalVersion.js`: without it the plugin manager calls a plugin incompatible.
 * @param {Iterable<string>} requests modules that the bundles leave to the host
 * @returns {Record<string, string>}
 */
export function externalVersions(requests) {
  const known = hostVersions();
  const server = JSON.parse(readFileSync(require.resolve('@nocobase/server/package.json'), 'utf8')).version;
  const names = new Set(
    [...requests].filter((r) => !r.startsWith('node:') && !builtinModules.includes(r)).map(packageOf),
  );
  return Object.fromEntries(
    [...names].sort().map((name) => {
      if (name.startsWith('@nocobase/')) return [name, server];
      const file = join(repoRoot, 'node_modules', name, 'package.json');
      const version = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : known[name];
      if (!version) throw new Error(`no version known for the external module ${name}`);
      return [name, version];
    }),
  );
}
