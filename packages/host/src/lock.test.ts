import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockFolder } from './lock.mjs';
import { isRunning, running } from './processes.mjs';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'sidan-lock-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const here = 'http://localhost:13000/';

/** A process that ran and is gone, killed. */
async function killed() {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  const was = running(Number(child.pid));
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('exit', resolve));
  return was;
}

const leave = (holder: object) => writeFileSync(join(folder, 'lock'), JSON.stringify(holder));

test('one at a time, and the next after it is released', async () => {
  const lock = await lockFolder(folder, here);
  await expect(lockFolder(folder, here)).rejects.toMatchObject({ code: 'running' });
  lock.release();
  (await lockFolder(folder, here)).release();
  expect(readdirSync(folder)).toEqual([]);
});

test('takes over from one that was killed', async () => {
  leave({ owner: await killed(), address: here, children: [] });
  const lock = await lockFolder(folder, here);
  expect(readdirSync(folder)).toEqual(['lock']);
  lock.release();
});

test('is not fooled by another process that has the number of the dead one', async () => {
  leave({ owner: { ...running(process.pid), started: '1' }, address: here, children: [] });
  (await lockFolder(folder, here)).release();
});

test('waits for what the killed one had started', async () => {
  const child = spawn('/bin/sh', ['-c', 'sleep 1'], { detached: true });
  const one = running(Number(child.pid));
  leave({ owner: await killed(), address: here, children: [one] });
  const lock = await lockFolder(folder, here);
  expect(isRunning(one)).toBe(false);
  lock.release();
});

test('a torn lock file is nobody’s', async () => {
  writeFileSync(join(folder, 'lock'), '');
  (await lockFolder(folder, here)).release();
  expect(existsSync(join(folder, 'lock'))).toBe(false);
});

test('of many that find a dead lock, one gets it', async () => {
  leave({ owner: await killed(), address: here, children: [] });
  const script = `
    import { lockFolder } from ${JSON.stringify(join(__dirname, 'lock.mjs'))};
    await lockFolder(${JSON.stringify(folder)}, 'x').then(() => { console.log('got'); setTimeout(() => {}, 6000); }, () => console.log('refused'));
  `;
  const answers = await Promise.all(
    Array.from({ length: 5 }, async () => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', script]);
      const answer = await new Promise((resolve) => child.stdout.once('data', (data) => resolve(String(data).trim())));
      return { child, answer };
    }),
  );
  for (const { child } of answers) child.kill('SIGKILL');
  expect(answers.map(({ answer }) => answer).sort()).toEqual(['got', 'refused', 'refused', 'refused', 'refused']);
});
