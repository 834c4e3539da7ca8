import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Client, type ClientConfig, escapeIdentifier } from 'pg';

export interface TestPostgres {
  host: string;
  port: number;
  user: string;
  password: string;
  /** Settings for `pg` to connect to one of its databases. */
  config(
    database: string,
  ): ClientConfig & { host: string; port: number; user: string; password: string; database: string };
  /** Makes a database, empty or as a copy of `template` (to which nobody may be connected). */
  createDatabase(name: string, template?: string): Promise<void>;
  /** Kills the server and all its children at once (SIGKILL), as a power cut would, and starts it again over what is on the disk; the port stays. */
  crash(): Promise<void>;
  /** Stops the server and removes its folder. Also happens by itself when this process ends. */
  stop(): Promise<void>;
}

export interface PostgresOptions {
  /**
   * True: wait for the disk at each commit, as in production (for measuring). Default false: an acknowledged commit still survives
   * the death of the server, only not that of the machine.
   */
  durable?: boolean;
  /** Further settings, `name=value`. */
  settings?: string[];
}

const USER = 'sidan';
const PASSWORD = 'sidan';
const START_MS_MAX = 120_000;

function launch(options: PostgresOptions): Promise<{ child: ChildProcess; port: number }> {
  const flags = ['max_connections=300', 'shared_buffers=64MB', 'timezone=UTC'];
  if (!options.durable) flags.push('fsync=off', 'full_page_writes=off');
  const argument = JSON.stringify({ user: USER, password: PASSWORD, flags: [...flags, ...(options.settings ?? [])] });
  const child = spawn(process.execPath, [path.join(__dirname, 'postgres-server.mjs'), argument], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // Ctrl-C should not reach it: it stops when this process has ended.
    detached: true,
  });
  return new Promise((resolve, reject) => {
    const fail = (why: string) => {
      clearTimeout(patience);
      child.stdin?.end();
      release(child);
      reject(new Error(`the embedded PostgreSQL did not start: ${why}`));
    };
    const patience = setTimeout(() => fail(`no answer within ${START_MS_MAX / 1000} s`), START_MS_MAX);
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code) => fail(`it ended with code ${code}`));
    createInterface({ input: child.stdout! }).once('line', (line) => {
      const said = JSON.parse(line) as { port?: number; error?: string };
      if (!said.port) return fail(said.error ?? line);
      clearTimeout(patience);
      resolve({ child, port: said.port });
    });
  });
}

/** Lets this process end while the server runs: the closing pipe stops it. */
function release(child: ChildProcess): void {
  child.unref();
  for (const stream of [child.stdin, child.stdout]) (stream as unknown as { unref?: () => void } | null)?.unref?.();
}

/**
 * Starts an embedded PostgreSQL of one's own on a free port of the loopback, in a new folder under the system's temporary folder; about a
 * second. Works as root (the server then runs as the user `postgres`, made if missing) and as anybody else. Meant for one
 * `beforeAll` per suite, with fresh databases made from a template: `createDatabase('one', 'ready')`.
 */
export async function startPostgres(options: PostgresOptions = {}): Promise<TestPostgres> {
  const { child, port } = await launch(options);
  release(child);
  const config = (database: string) => ({ host: '127.0.0.1', port, user: USER, password: PASSWORD, database });
  return {
    host: '127.0.0.1',
    port,
    user: USER,
    password: PASSWORD,
    config,
    async createDatabase(name, template) {
      const client = new Client(config('postgres'));
      await client.connect();
      try {
        const from = template ? ` template ${escapeIdentifier(template)}` : '';
        await client.query(`create database ${escapeIdentifier(name)}${from}`);
      } finally {
        await client.end();
      }
    },
    crash: () =>
      new Promise((resolve, reject) => {
        child.ref();
        const lines = createInterface({ input: child.stdout! }).once('line', (line) => {
          lines.close();
          release(child);
          const { error } = JSON.parse(line) as { error?: string };
          if (error) reject(new Error(error));
          else resolve();
        });
        child.stdin!.write('crash\n');
      }),
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.ref();
        child.once('exit', () => resolve());
        child.stdin?.end();
      }),
  };
}
