import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawnLeashed } from './leash.mjs';
import { repoRoot } from './places.mjs';
import { Problem } from './problem.mjs';

const launcher = fileURLToPath(new URL('./launch.cjs', import.meta.url));

/** A first start on a slow disk; a start that shows no progress for so long never will. */
const readyMs = 10 * 60_000;

/**
 * Starts NocoBase. `upgrade` looks for what has to be installed or upgraded first; without it the start takes half the time.
 * @param {object} how
 * @param {NodeJS.ProcessEnv} how.env
 * @param {boolean} how.upgrade
 * @param {string} how.log file for what it prints
 */
export function startNocobase({ env, upgrade, log }) {
  const output = openSync(log, 'a');
  const args = [
    '--preserve-symlinks',
    '--preserve-symlinks-main',
    launcher,
    'start',
    ...(upgrade ? ['--quickstart'] : []),
  ];
  const leashed = spawnLeashed(process.execPath, args, {
    signal: 'TERM',
    graceSeconds: 15,
    log: output,
    cwd: repoRoot,
    env,
  });
  closeSync(output);
  return leashed;
}

/**
 * What to say when NocoBase ended by itself. Its port is free when we look, but NocoBase takes it only seconds later.
 * @param {object} how
 * @param {string} how.data
 * @param {number} how.port
 * @param {string} how.log
 * @param {'nocobase' | 'nocobaseEnded'} code
 */
export function whyEnded({ data, port, log }, code) {
  if (readFileSync(log, 'utf8').includes('EADDRINUSE')) return new Problem('portTaken', { port });
  return new Problem(code, { logs: join(data, 'logs') });
}

/** What NocoBase answers while it is on its way; with every other code it says that it has failed, and waits there for somebody to help it. */
const UNDER_WAY = /^(APP_(NOT_FOUND|PREPARING|STARTING|STOPPED|INITIALIZ|COMMANDING)|COMMAND_END)/;

/** It may fail at one command of a start and go on with the next. */
const failedMs = 10_000;

/**
 * Waits until NocoBase serves requests, the plugin's among them: it goes on without a plugin that does not load, as if nothing had happened.
 * @param {import('./leash.mjs').Leashed} leashed
 * @param {{ port: number, data: string, log: string }} how
 * @throws Problem `nocobase` when it ends or does not become ready, `nocobaseFailed` with its reason, `plugin` when it runs without ours, `portTaken`
 */
export async function nocobaseReady(leashed, how) {
  let over = false;
  void leashed.exit.then(() => (over = true));
  let failedSince = 0;
  for (const until = Date.now() + readyMs; ; await new Promise((resolve) => setTimeout(resolve, 100))) {
    if (over || Date.now() > until) throw whyEnded(how, 'nocobase');
    const { serves, failure } = await health(how.port);
    if (serves) break;
    failedSince = failure === undefined ? 0 : failedSince || Date.now();
    if (failure !== undefined && Date.now() - failedSince > failedMs)
      throw new Problem('nocobaseFailed', { reason: failure, logs: logsOf(how) });
  }
  const { status } = await fetch(`http://127.0.0.1:${how.port}/api/sidanPortal:config`);
  if (status === 404) throw new Problem('plugin', { logs: logsOf(how) });
}

/** @param {{ data: string }} how */
const logsOf = ({ data }) => join(data, 'storage', 'logs');

/**
 * @param {number} port
 * @returns {Promise<{ serves: boolean, failure?: string }>}
 */
async function health(port) {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/api/__health_check`, { signal: AbortSignal.timeout(5_000) });
    const said = await answer.text();
    if (answer.ok) return { serves: said === 'ok' };
    const { error } = JSON.parse(said);
    return { serves: false, failure: UNDER_WAY.test(error.code) ? undefined : error.message || error.code };
  } catch {
    return { serves: false };
  }
}
