import { execFileSync } from 'node:child_process';

/**
 * The NocoBase process under its leash (a shell, which has a watcher for a child besides).
 * @param {number} leash
 * @returns {number | undefined} undefined when it has ended
 */
export function nocobasePid(leash) {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args=']).toString().split('\n');
  for (const line of lines) {
    const [, pid, parent, args] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    if (Number(parent) === leash && args?.includes('launch.cjs') && !args.includes('sidan-leash')) return Number(pid);
  }
  return undefined;
}
