/**
 * Loaded into NocoBase before anything else (`--require`): once it has started, runs the bench in its process, with the plugin as it is built, and writes what
 * came out into the file that `SIDAN_BENCH_RESULT` names. HTTP, signing in and the host's middleware are no part of what is measured so.
 */
const { renameSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const { isMainThread } = require('node:worker_threads');

const file = process.env.SIDAN_BENCH_RESULT;
const load = Module._load;
let patched = !isMainThread || !file;

Module._load = function loadAndPatch(request, ...rest) {
  const loaded = load.call(this, request, ...rest);
  if (!patched && request === '@nocobase/server' && loaded.Application) {
    patched = true;
    const { start } = loaded.Application.prototype;
    loaded.Application.prototype.start = async function startAndBench(...args) {
      const result = await start.apply(this, args);
      void bench(this);
      return result;
    };
  }
  return loaded;
};

async function bench(app) {
  let said;
  try {
    require('../../support/typescript.cjs');
    said = { rounds: await require('./inside.ts').inside(app, require('@sidan/plugin-sidan')) };
  } catch (error) {
    said = { error: error?.stack ?? String(error) };
  }
  // Whole, or not there.
  writeFileSync(`${file}.part`, JSON.stringify(said));
  renameSync(`${file}.part`, file);
}
