import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * What tells a process from a later one with the same number: its start time. Null when no such process runs (a zombie does not run).
 * @param {number} pid
 * @returns {string | null}
 */
export function identity(pid) {
  try {
    if (process.platform === 'linux') {
      const fields = statFields(pid);
      return fields.state === 'Z' ? null : fields.startTime;
    }
    return (
      execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { stdio: ['ignore', 'pipe', 'ignore'] })
        .toString()
        .trim() || null
    );
  } catch {
    return null;
  }
}

/** @param {number} pid */
function statFields(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name, in brackets, may itself hold spaces and brackets.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state: String(fields[0]), parent: Number(fields[1]), startTime: String(fields[19]) };
}

/** @typedef {{ pid: number, started: string }} Running */

/**
 * @param {number} pid
 * @returns {Running}
 */
export const running = (pid) => ({ pid, started: identity(pid) ?? '' });

/** @param {Running} one */
export const isRunning = (one) => one.started !== '' && identity(one.pid) === one.started;

/**
 * Waits until none of them runs. False when some still do after `limitMs`.
 * @param {Running[]} ones
 * @param {number} limitMs
 */
export async function ended(ones, limitMs) {
  for (const until = Date.now() + limitMs; ones.some(isRunning); ) {
    if (Date.now() > until) return false;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return true;
}

/**
 * The npm above us and what is between, when we were started by `npm start`: killing npm with SIGKILL tells nobody, so we look.
 * @returns {Running[]}
 */
export function npmAbove(env = process.env) {
  if (env.npm_lifecycle_event === undefined) return [];
  if (process.platform !== 'linux') return [running(process.ppid)];
  /** @type {Running[]} */
  const above = [];
  try {
    for (let pid = process.ppid; pid > 1 && above.length < 5; pid = statFields(pid).parent) {
      above.push(running(pid));
      if (/npm/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))) return above;
    }
  } catch {
    // A process between ended while we looked: then it is not the one to watch.
  }
  return [];
}
