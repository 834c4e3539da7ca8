import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeModules, repoRoot } from './places.mjs';
import { Problem } from './problem.mjs';
import { runLogged } from './run.mjs';

const lockFile = join(repoRoot, 'package-lock.json');
/** npm's own record of what it installed. */
const installed = join(nodeModules, '.package-lock.json');
const stamp = join(nodeModules, '.sidan-lock');

const lockHash = () => createHash('sha256').update(readFileSync(lockFile)).digest('hex');

/** Whether the packages are missing or of another lock file. Times are only asked where we did not install ourselves. */
export function packagesAreStale() {
  if (!existsSync(installed)) return true;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash()) return false;
  return statSync(installed).mtimeMs < statSync(lockFile).mtimeMs;
}

/**
 * Installs what the lock file says.
 * @param {string} log file for npm's output
 * @throws Problem `npm`
 */
export async function installPackages(log) {
  const npm = process.env.npm_execpath;
  const args = ['install', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error'];
  // NODE_ENV=production in somebody's shell must not leave out the bundler.
  const env = { ...process.env, NODE_ENV: 'development', npm_config_production: '', npm_config_omit: '' };
  const status = npm?.endsWith('npm-cli.js')
    ? await runLogged(process.execPath, [npm, ...args], log, env)
    : await runLogged('npm', args, log, env);
  if (status !== 0) throw new Problem('npm', { log });
  mkdirSync(nodeModules, { recursive: true });
  writeFileSync(stamp, lockHash());
}
