import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { repoRoot } from './places.mjs';

/** Commands that run now, to be stopped with us. @type {Set<import('node:child_process').ChildProcess>} */
const commands = new Set();

/**
 * Runs a command to its end in the repository, its output appended to a file.
 * @param {string} command
 * @param {string[]} args
 * @param {string} log
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>} its exit status; 1 when a signal ended it or it could not be started
 */
export async function runLogged(command, args, log, env = process.env) {
  const file = openSync(log, 'a');
  const child = spawn(command, args, { cwd: repoRoot, env, stdio: ['ignore', file, file] });
  closeSync(file);
  commands.add(child);
  const status = await new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
  commands.delete(child);
  return status;
}

/** Ends the commands that still run. */
export function stopCommands() {
  for (const child of commands) child.kill('SIGTERM');
}
