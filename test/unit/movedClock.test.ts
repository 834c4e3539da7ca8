import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { MOVED_CLOCK, putClock } from '../support/movedClock';

/** The clock that suites move: whoever asks while it is being moved finds one of the two moments, never the machine's own. */
const [MARCH, APRIL] = [Date.parse('2026-03-02T08:00:00+08:00'), Date.parse('2026-04-08T09:00:00+08:00')];
const ASKS = `
  const seen = new Set();
  const end = performance.now() + 3000;
  while (performance.now() < end) seen.add(Date.now());
  console.log(JSON.stringify([...seen].sort()));`;

test('a clock that is being moved shows where it stood or where it stands', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sidan-clock-'));
  const file = join(folder, 'now');
  putClock(file, MARCH);
  const asking = spawn(process.execPath, [`--require=${MOVED_CLOCK}`, '-e', ASKS], {
    env: { ...process.env, NODE_OPTIONS: '', SIDAN_TEST_CLOCK: file },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(asking, 'exit');
  const told = text(asking.stdout);
  try {
    while (asking.exitCode === null) {
      for (let at = 0; at < 200; at += 1) putClock(file, at % 2 ? MARCH : APRIL);
      await new Promise(setImmediate);
    }
    expect(await ended).toEqual([0, null]);
    expect(JSON.parse(await told)).toEqual([MARCH, APRIL]);
  } finally {
    asking.kill();
    rmSync(folder, { recursive: true, force: true });
  }
});
