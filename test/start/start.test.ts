/** `npm start` as a person uses it: the real command, its real children, killed in every way. */
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const repoRoot = resolve(__dirname, '../..');
const data = mkdtempSync(join(tmpdir(), 'sidan-start-'));
// Run by root, the database is another user's process, which must get into the folder; otherwise it would be put under /var/lib.
chmodSync(data, 0o755);
let port: number;

interface Start {
  child: ChildProcess;
  output: () => string;
  /** Resolves with true when READY was printed, with false when the command ended before. */
  ready: Promise<boolean>;
  ended: Promise<number | null>;
}

const started: Start[] = [];

const start = (...options: string[]): Start => startIn({}, ...options);

function startIn(env: Record<string, string>, ...options: string[]): Start {
  // Who says how large the demo county shall be wants it.
  const demo = options.includes('--orders') ? [] : ['--no-demo'];
  const child = spawn('npm', ['start', '--', '--port', String(port), '--data', data, ...demo, ...options], {
    cwd: repoRoot,
    env: { ...process.env, LANG: 'en_US.UTF-8', LC_ALL: '', ...env },
    // A process group of its own, as a terminal gives it one.
    detached: true,
  });
  let output = '';
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const ready = new Promise<boolean>((resolve) => {
    const read = (chunk: Buffer) => {
      output += chunk;
      if (output.includes('READY') && output.includes('Ctrl-C')) resolve(true);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void ended.then(() => resolve(false));
  });
  const one = { child, output: () => output, ready, ended };
  started.push(one);
  return one;
}

/** Ctrl-C in a terminal reaches the whole process group. */
const interrupt = ({ child }: Start) => process.kill(-Number(child.pid), 'SIGINT');

/** Command lines and environments of processes that have to do with our data folder. */
function processes(): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return line.includes(data) || readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`STORAGE_PATH=${data}`)
          ? [`${pid} ${line}`]
          : [];
      } catch {
        return [];
      }
    });
}

async function nothingLeft(): Promise<void> {
  for (const until = Date.now() + 30_000; processes().length > 0 && Date.now() < until; )
    await new Promise((r) => setTimeout(r, 200));
  expect(processes()).toEqual([]);
}

const settings = () =>
  JSON.parse(readFileSync(join(data, 'sidan.json'), 'utf8')) as { admin: { username: string; password: string } };

async function signIn(password: string): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/auth:signIn`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-authenticator': 'basic' },
    body: JSON.stringify({ account: settings().admin.username, password }),
  });
  return answer.status;
}

const minutes = 60_000;

beforeAll(async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as { port: number }).port;
  await new Promise((resolve) => server.close(resolve));
});

afterAll(async () => {
  // Whatever a failed test left running: it must not outlive the tests.
  for (const { child } of started) if (child.exitCode === null) child.kill('SIGTERM');
  await nothingLeft();
  rmSync(data, { recursive: true, force: true });
});

test(
  'a first start ends with addresses and an account that work; Ctrl-C stops everything',
  async () => {
    const first = start();
    expect([await first.ready, first.output()]).toEqual([
      true,
      expect.stringContaining(`http://localhost:${port}/sidan/`),
    ]);
    expect(first.output()).toContain(settings().admin.password);
    expect(await signIn(settings().admin.password)).toBe(200);
    // The host's own default must not open the door.
    expect(await signIn('admin123')).not.toBe(200);
    expect((await fetch(`http://127.0.0.1:${port}/sidan/`)).status).toBe(200);

    const second = start();
    expect(await second.ready).toBe(false);
    expect(second.output()).toMatch(/in use by another instance/);

    interrupt(first);
    await first.ended;
    await nothingLeft();
  },
  6 * minutes,
);

test(
  'killed with SIGKILL it leaves nothing behind, and the next start comes up by itself',
  async () => {
    const killed = start();
    expect(await killed.ready).toBe(true);
    killed.child.kill('SIGKILL');
    // At once, while the killed one's database is still stopping.
    const next = start();
    expect([await next.ready, next.output()]).toEqual([true, expect.stringContaining('READY')]);
    expect(await signIn(settings().admin.password)).toBe(200);
    next.child.kill('SIGTERM');
    await next.ended;
    await nothingLeft();
  },
  6 * minutes,
);

test(
  'what keeps the plugin from loading is said, and not waited for',
  async () => {
    const empty = mkdtempSync(join(tmpdir(), 'sidan-assets-'));
    const broken = startIn({ SIDAN_ASSETS: empty });
    expect(await broken.ended).toBe(1);
    expect(broken.output()).toContain('NocoBase could not start: ENOENT');
    expect(broken.output()).not.toContain('READY');
    await nothingLeft();
    rmSync(empty, { recursive: true });
  },
  3 * minutes,
);

test(
  'what a person can put right is said in one sentence',
  async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(port, '0.0.0.0', resolve));
    const taken = start();
    expect(await taken.ended).toBe(1);
    expect(taken.output()).toContain(`Port ${port} is taken`);
    await new Promise((resolve) => holder.close(resolve));

    const foreign = mkdtempSync(join(tmpdir(), 'sidan-foreign-'));
    writeFileSync(join(foreign, 'thesis.docx'), '');
    const refused = start('--data', foreign, '--reset');
    expect(await refused.ended).toBe(1);
    expect(refused.output()).toContain('neither empty nor a data folder of Sidan');
    expect(readdirSync(foreign)).toEqual(['thesis.docx']);
    rmSync(foreign, { recursive: true });
  },
  minutes,
);

test(
  '--reset starts over with new secrets; with tables in a schema, a prefix and snake-case columns the demo county is made all the same',
  async () => {
    const before = settings().admin.password;
    const fashion = { DB_SCHEMA: 'county', DB_TABLE_PREFIX: 'nb_', DB_UNDERSCORED: 'true' };
    const again = startIn(fashion, '--reset', '--orders', '60');
    expect([await again.ready, again.output()]).toEqual([true, expect.stringContaining('renqiu-resident')]);
    expect(settings().admin.password).not.toBe(before);
    expect(await signIn(before)).not.toBe(200);
    expect(await signIn(settings().admin.password)).toBe(200);
    const menu = await fetch(`http://127.0.0.1:${port}/api/sidanPortal:menu`);
    expect(((await menu.json()) as { data: { rows: unknown[] } }).data.rows.length).toBeGreaterThan(5);
    interrupt(again);
    await again.ended;
    await nothingLeft();
  },
  8 * minutes,
);
