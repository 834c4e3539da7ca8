/**
 * `npm run build`: the portal, the plugin's server and both clients, texts, and the archive to upload.
 *
 *   --if-stale         runs only the stages whose sources changed
 *   --only a,b         runs only these stages: portal, server, client-v2, client, locales, versions, archive
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildClient } from './client.mjs';
import { externalVersions } from './externals.mjs';
import { buildLocales } from './locales.mjs';
import { archive, buildArchive, packed } from './pack.mjs';
import { dist, portalRoot, repoRoot, source } from './places.mjs';
import { buildPortal } from './portal.mjs';
import { buildServer } from './server.mjs';
import { fingerprint, isStale, remember } from './stale.mjs';

const at = (/** @type {string[]} */ ...parts) => join(repoRoot, ...parts);
const build = at('packages', 'plugin', 'build');
const lock = at('package-lock.json');
const cores = ['rules', 'lifecycle', 'ledger'].map((name) => at('packages', name));
const locales = at('locales');

/** Modules that a bundle leaves to the host, kept between runs: a stage that is fresh must not be built again to know them. */
const externalsOf = (/** @type {string} */ stage) => join(dist, '.stamps', `${stage}.externals.json`);

/** @param {string} stage @param {(externals: Set<string>) => Promise<void>} run */
const bundled = (stage, run) => async () => {
  /** @type {Set<string>} */
  const externals = new Set();
  await run(externals);
  mkdirSync(join(dist, '.stamps'), { recursive: true });
  writeFileSync(externalsOf(stage), JSON.stringify([...externals].sort()));
};

async function writeVersions() {
  const files = ['server', 'client-v2', 'client'].map(externalsOf).filter(existsSync);
  const versions = externalVersions(files.flatMap((file) => JSON.parse(readFileSync(file, 'utf8'))));
  writeFileSync(join(dist, 'externalVersion.js'), `module.exports = ${JSON.stringify(versions, null, 2)};\n`);
}

/** The plugin's sources but for folders that the stage does not bundle. @param {string[]} others */
const sourcesWithout = (...others) =>
  readdirSync(source)
    .filter((name) => !others.includes(name))
    .map((name) => join(source, name));
const clientSources = [...sourcesWithout('server', 'swagger'), locales, lock, build];

/**
 * In order. `inputs`: what a stage is made from; `outputs`: what must exist for it to be done.
 * @type {{ name: string, inputs: string[], outputs: string[], run: () => Promise<void> }[]}
 */
const stages = [
  {
    name: 'portal',
    inputs: [portalRoot, join(source, 'api'), locales, lock, build],
    outputs: [join(dist, 'portal')],
    run: buildPortal,
  },
  {
    name: 'server',
    inputs: [...sourcesWithout('client', 'client-v2'), ...cores, at('rules'), at('workflows'), locales, lock, build],
    outputs: [join(dist, 'server', 'index.js')],
    run: bundled('server', buildServer),
  },
  {
    name: 'client-v2',
    inputs: clientSources,
    outputs: [join(dist, 'client-v2', 'index.js')],
    run: bundled('client-v2', (externals) => buildClient('client-v2', externals)),
  },
  {
    name: 'client',
    inputs: clientSources,
    outputs: [join(dist, 'client', 'index.js')],
    run: bundled('client', (externals) => buildClient('client', externals)),
  },
  { name: 'locales', inputs: [locales, build], outputs: [join(dist, 'locale')], run: buildLocales },
  {
    name: 'versions',
    inputs: ['server', 'client-v2', 'client'].map(externalsOf).concat(build, lock),
    outputs: [join(dist, 'externalVersion.js')],
    run: writeVersions,
  },
  {
    name: 'archive',
    inputs: [...packed, build],
    outputs: [archive],
    run: buildArchive,
  },
];

const { values } = parseArgs({ options: { 'if-stale': { type: 'boolean' }, only: { type: 'string' } } });
const only = values.only?.split(',');
let changed = false;
for (const stage of stages) {
  if (only && !only.includes(stage.name)) continue;
  const print = fingerprint(stage.inputs);
  // The archive holds what the other stages made, so it follows them rather than files of its own.
  if (values['if-stale'] && !(stage.name === 'archive' && changed) && !isStale(stage.name, print, stage.outputs))
    continue;
  const began = performance.now();
  try {
    await stage.run();
  } catch (error) {
    console.error(`${stage.name}: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  }
  remember(stage.name, stage.name === 'versions' ? fingerprint(stage.inputs) : print);
  changed = true;
  console.log(`${stage.name.padEnd(10)} ${Math.round(performance.now() - began)} ms`);
}
