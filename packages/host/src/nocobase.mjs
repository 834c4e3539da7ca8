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

/**
 * Waits until NocoBase serves requests, the plugin's among them: it goes on without a plugin that does not load, as if nothing had happened.
 * @param {import('./leash.mjs').Leashed} leashed
 * @param {{ port: number, data: string, log: string }} how
 * @throws Problem `nocobase` when it ends or does not become ready, `plugin` when it runs without ours, `portTaken`
 */
export async function nocobaseReady(leashed, how) {
  let over = false;
  void leashed.exit.then(() => (over = true));
  for (const until = Date.now() + readyMs; ; await new Promise((resolve) => setTimeout(resolve, 100))) {
    if (over || Date.now() > until) throw whyEnded(how, 'nocobase');
    if (await serves(how.port)) break;
  }
  const { status } = await fetch(`http://127.0.0.1:${how.port}/api/sidanPortal:config`);
  if (status === 404) throw new Problem('plugin', { logs: join(how.data, 'storage', 'logs') });
}

/** @param {number} port */
async function serves(port) {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/api/__health_check`, { signal: AbortSignal.timeout(5_000) });
    return answer.ok && (await answer.text()) === 'ok';
  } catch {
    return false;
  }
}
