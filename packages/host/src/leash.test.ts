import { spawn } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnLeashed } from './leash.mjs';
import { ended, isRunning, running } from './processes.mjs';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'sidan-leash-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Prints its number, then lives until told to end; a stubborn one does not listen, from before it has said that it is there. */
const program = (stubborn: boolean) =>
  `${stubborn ? "process.on('SIGTERM', () => {});" : ''} console.log(process.pid); setInterval(() => {}, 1000)`;

const options = (graceSeconds: number) => ({
  ...{ signal: 'TERM' as const, graceSeconds, cwd: folder, env: process.env },
  log: openSync(join(folder, 'log'), 'a'),
});

/** Waits until the leashed program has printed its number. */
async function numberIn(file: string) {
  for (;;) {
    const text = readFileSync(join(folder, file), 'utf8').trim();
    if (text) return Number(text);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('passes on how the command ended by itself', async () => {
  const leashed = spawnLeashed(process.execPath, ['-e', 'process.exit(7)'], options(5));
  expect(await leashed.exit).toBe(7);
});

test('stop asks the command to end', async () => {
  const leashed = spawnLeashed(process.execPath, ['-e', program(false)], options(5));
  const one = running(await numberIn('log'));
  expect(await leashed.stop()).toBe(128 + 15);
  expect(isRunning(one)).toBe(false);
});

test('one that does not listen is killed after the grace time', async () => {
  const leashed = spawnLeashed(process.execPath, ['-e', program(true)], options(1));
  const one = running(await numberIn('log'));
  expect(await leashed.stop()).toBe(128 + 9);
  expect(isRunning(one)).toBe(false);
});

test.each([false, true])('a parent killed with SIGKILL leaves nothing behind (stubborn: %p)', async (stubborn) => {
  const script = `
    import { openSync } from 'node:fs';
    import { spawnLeashed } from ${JSON.stringify(join(__dirname, 'leash.mjs'))};
    const log = openSync(${JSON.stringify(join(folder, 'log'))}, 'a');
    spawnLeashed(process.execPath, ['-e', ${JSON.stringify(program(stubborn))}], { signal: 'TERM', graceSeconds: 1, log, cwd: '/', env: process.env });
  `;
  openSync(join(folder, 'log'), 'a');
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'ignore' });
  const one = running(await numberIn('log'));
  expect(isRunning(one)).toBe(true);
  parent.kill('SIGKILL');
  expect(await ended([one], 60_000)).toBe(true);
});
