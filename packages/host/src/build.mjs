import { join } from 'node:path';
import { repoRoot } from './places.mjs';
import { Problem } from './problem.mjs';
import { runLogged } from './run.mjs';

/**
 * Builds what changed since the last build, in a process of its own: the bundler need not stay in memory beside the server.
 * @param {string} log
 * @throws Problem `build`
 */
export async function buildStale(log) {
  const script = join(repoRoot, 'packages', 'plugin', 'build', 'index.mjs');
  if ((await runLogged(process.execPath, [script, '--if-stale'], log)) !== 0) throw new Problem('build', { log });
}
