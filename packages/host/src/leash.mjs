import { spawn } from 'node:child_process';
import { isRunning, running } from './processes.mjs';

/**
 * A shell that runs the command and, beside it, waits for the end of file descriptor 3, whose other end only we hold. However we end, SIGKILL included,
 * the kernel closes it, and the command is asked to stop and, if it does not, killed. A shell costs 1 MB and has nothing in it that can hang.
 */
const script = `
"$@" 3<&- &
child=$!
(
  exec >/dev/null 2>&1
  read -r _ <&3
  kill -"$LEASH_SIGNAL" $child
  ticks=0
  while kill -0 $child && [ $ticks -lt "$LEASH_TICKS" ]; do sleep 0.1; ticks=$((ticks + 1)); done
  kill -KILL $child
) &
watch=$!
trap '' INT TERM HUP
wait $child
status=$?
kill $watch 2>/dev/null
exit $status
`;

/**
 * @typedef {object} Leashed
 * @property {number} pid
 * @property {import('./processes.mjs').Running} process the shell: it ends after the command has ended
 * @property {Promise<number>} exit resolves with the command's exit status (128 + signal), whoever ended it
 * @property {() => Promise<number>} stop asks it to stop, kills it after the grace time, resolves when it is gone
 */

/**
 * Starts a command that cannot outlive us.
 * @param {string} command
 * @param {string[]} args
 * @param {object} options
 * @param {'TERM' | 'INT'} options.signal how the command is asked to stop
 * @param {number} options.graceSeconds how long it may take to stop
 * @param {number} options.log file descriptor for what it prints
 * @param {string} options.cwd
 * @param {NodeJS.ProcessEnv} options.env
 * @param {number} [options.uid]
 * @param {number} [options.gid]
 * @returns {Leashed}
 */
export function spawnLeashed(command, args, { signal, graceSeconds, log, cwd, env, uid, gid }) {
  const child = spawn('/bin/sh', ['-c', script, 'sidan-leash', command, ...args], {
    cwd,
    env: { ...env, LEASH_SIGNAL: signal, LEASH_TICKS: String(graceSeconds * 10) },
    stdio: ['ignore', log, log, 'pipe'],
    // A session of its own: Ctrl-C in the terminal reaches only us, and we stop the server before its database.
    detached: true,
    ...(uid === undefined ? {} : { uid, gid }),
  });
  const leash = /** @type {import('node:net').Socket} */ (child.stdio[3]);
  leash.on('error', () => undefined);
  /** @type {Promise<number>} */
  const exit = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
  const pid = Number(child.pid);
  return {
    pid,
    process: running(pid),
    exit,
    stop() {
      leash.destroy();
      return exit;
    },
  };
}

/** @param {Leashed} leashed */
export const alive = (leashed) => isRunning(leashed.process);
