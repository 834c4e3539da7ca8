import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  closeSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { createClient, signIn, type Client } from '../support/api';
import type { TestPostgres } from '../support/postgres';
import { installPackages } from './packages';

/**
 * A stock NocoBase application, on PostgreSQL.
 *
 * Stock is: the folder, as `create-nocobase-app` 2.2.15 itself writes it; its `.env`; the packages of NocoBase 2.2.15, in a node_modules of its own with
 * nothing of Sidan in it; the command line `nocobase-v1`, which installs, starts and stops it and adds plugins; its administrator and password.
 *
 * Not stock is: `yarn install`, whose result is taken from the packages installed here (`packages.ts`); yarn itself, which need not be there: of what
 * the command line asks it, `yarn nocobase …` is passed on and the rest refused and written down; pm2, whose daemon would outlive a test: the
 * application runs under Node (`APP_LAUNCH_MODE=node`, a setting of NocoBase's), and where pm2 would be asked to restart it, the test does it.
 */
export interface StockApplication {
  folder: string;
  url: string;
  /** Where a server's and the commands' output goes. */
  log: string;
  /** `yarn nocobase <args>`. @throws Error with the output when it fails */
  nocobase(...args: string[]): string;
  /** `yarn start <args>`; resolves when it serves. */
  start(...args: string[]): Promise<void>;
  stop(): Promise<void>;
  /** Whether `pm2-restart` was asked for since the last start. */
  restartAsked(): boolean;
  /** Everything that was tried to reach outside of the application and its database. */
  reached(): string[];
  anonymous(): Client;
  signIn(username: string, password: string): Promise<Client>;
  root(): Promise<Client>;
  /** The same application again, with a copy of its database and storage. It must not run. */
  copy(name: string, port: number): Promise<StockApplication>;
}

const REPO = path.join(__dirname, '../..');
const GENERATOR = path.join(REPO, 'node_modules/create-nocobase-app/bin/index.js');
const START_MS_MAX = 180_000;
/** Nobody listens there. */
const NO_REGISTRY = 'http://127.0.0.1:9/';

/** Lets `create-nocobase-app` write an application into `home`, and gives it its packages and an empty database of its own. */
export async function makeApplication(
  home: string,
  postgres: TestPostgres,
  name: string,
  port: number,
): Promise<StockApplication> {
  await postgres.createDatabase(name);
  const settings = {
    DB_HOST: postgres.host,
    DB_PORT: postgres.port,
    DB_DATABASE: name,
    DB_USER: postgres.user,
    DB_PASSWORD: postgres.password,
  };
  const env = { ...settings, APP_ENV: 'production', APP_PORT: port, TZ: 'Asia/Shanghai', APP_LAUNCH_MODE: 'node' };
  const flags = Object.entries(env).flatMap(([key, value]) => ['-e', `${key}=${value}`]);
  execFileSync(process.execPath, [GENERATOR, name, '-d', 'postgres', '--skip-dev-dependencies', ...flags], {
    cwd: home,
    stdio: 'pipe',
  });
  const folder = path.join(home, name);
  const { dependencies } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  installPackages(Object.keys(dependencies), path.join(folder, 'node_modules'));
  return open(home, postgres, name, port);
}

function open(home: string, postgres: TestPostgres, name: string, port: number): StockApplication {
  const folder = path.join(home, name);
  const url = `http://127.0.0.1:${port}`;
  const apiUrl = `${url}/api/`;
  const files = {
    reached: path.join(home, `${name}.reached`),
    restart: path.join(home, `${name}.restart`),
    log: path.join(home, `${name}.log`),
  };
  const tools = path.join(home, `${name}.bin`);
  writeTools(tools, files);
  const env = {
    // Nothing of the caller's: neither a proxy nor a registry nor an npm that is run by npm.
    PATH: `${tools}:${path.dirname(process.execPath)}:/usr/bin:/bin`,
    HOME: home,
    TMPDIR: home,
    npm_config_registry: NO_REGISTRY,
    YARN_REGISTRY: NO_REGISTRY,
    STOCK_REACHED: files.reached,
    STOCK_PORTS: `${port},${postgres.port}`,
    NODE_OPTIONS: `--require ${path.join(__dirname, 'guard.cjs')}`,
  };
  const cli = path.join(folder, 'node_modules/@nocobase/cli-v1/bin/index.js');
  let server: ChildProcess | undefined;

  const self: StockApplication = {
    folder,
    url,
    log: files.log,
    nocobase(...args) {
      try {
        const said = execFileSync(process.execPath, [cli, ...args], {
          cwd: folder,
          env,
          stdio: 'pipe',
          timeout: START_MS_MAX,
        }).toString();
        writeFileSync(files.log, said, { flag: 'a' });
        return said;
      } catch (error) {
        const { stdout, stderr } = error as { stdout: Buffer; stderr: Buffer };
        throw new Error(`nocobase ${args.join(' ')}: ${String(stdout)}\n${String(stderr)}`);
      }
    },
    async start(...args) {
      rmSync(files.restart, { force: true });
      const output = openSync(files.log, 'a');
      server = spawn(process.execPath, [cli, 'start', ...args], {
        cwd: folder,
        env: { ...env, STOCK_LEASH: '1' },
        stdio: ['pipe', output, output],
      });
      closeSync(output);
      await serves(server, url, files.log);
    },
    async stop() {
      const ending = server;
      server = undefined;
      if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
      const ended = new Promise((resolve) => ending.once('close', resolve));
      ending.stdin!.end();
      await ended;
      await released(url);
    },
    restartAsked: () => existsSync(files.restart),
    reached: () => (existsSync(files.reached) ? readFileSync(files.reached, 'utf8').split('\n').filter(Boolean) : []),
    anonymous: () => createClient(apiUrl),
    signIn: (username, password) => signIn(apiUrl, username, password),
    root: () => signIn(apiUrl, 'nocobase', 'admin123'),
    async copy(other, otherPort) {
      const target = path.join(home, other);
      await postgres.createDatabase(other, name);
      const { dependencies } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
        dependencies: Record<string, string>;
      };
      cpSync(folder, target, { recursive: true, filter: (file) => file !== path.join(folder, 'node_modules') });
      installPackages(Object.keys(dependencies), path.join(target, 'node_modules'));
      const dotenv = readFileSync(path.join(target, '.env'), 'utf8');
      writeFileSync(
        path.join(target, '.env'),
        dotenv
          .replace(`DB_DATABASE=${name}`, `DB_DATABASE=${other}`)
          .replaceAll(`APP_PORT=${port}`, `APP_PORT=${otherPort}`),
      );
      return open(home, postgres, other, otherPort);
    },
  };
  return self;
}

/** Stand-ins for what the command line may call; see above. */
function writeTools(folder: string, files: { reached: string; restart: string }): void {
  mkdirSync(folder, { recursive: true });
  const refuse = (tool: string) => `echo "${tool} $*" >> ${files.reached}\nexit 1\n`;
  const yarn = [
    'if [ "$1 $2" = "nocobase pm2-restart" ]; then',
    `  touch ${files.restart}; exit 0`,
    'elif [ "$1" = nocobase ]; then',
    '  shift; exec node node_modules/@nocobase/cli-v1/bin/index.js "$@"',
    'fi',
    refuse('yarn'),
  ].join('\n');
  const tools = {
    yarn,
    ...Object.fromEntries(['npm', 'npx', 'pnpm', 'curl', 'wget', 'git'].map((tool) => [tool, refuse(tool)])),
  };
  for (const [tool, script] of Object.entries(tools)) {
    writeFileSync(path.join(folder, tool), `#!/bin/sh\n${script}`);
    chmodSync(path.join(folder, tool), 0o755);
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function serves(server: ChildProcess, url: string, log: string): Promise<void> {
  for (const until = Date.now() + START_MS_MAX; ; await pause(200)) {
    if (server.exitCode !== null || Date.now() > until)
      throw new Error(`the stock application did not start:\n${readFileSync(log, 'utf8').slice(-3000)}`);
    if (await healthy(url)) return;
  }
}

/** Whether the application says that it is ready. */
export const healthy = (url: string): Promise<boolean> =>
  fetch(`${url}/api/__health_check`, { signal: AbortSignal.timeout(5000) }).then(
    async (answer) => answer.ok && (await answer.text()) === 'ok',
    () => false,
  );

/** The command line has ended; the server under it ends by its own leash, a moment later. */
async function released(url: string): Promise<void> {
  for (const until = Date.now() + 10_000; Date.now() < until; await pause(50)) {
    const answered = await fetch(url, { signal: AbortSignal.timeout(1000) }).then(
      () => true,
      () => false,
    );
    if (!answered) return;
  }
  throw new Error(`${url} still answers`);
}
