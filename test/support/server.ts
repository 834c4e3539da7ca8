import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { ClientConfig } from 'pg';
import { type Client, createClient, signIn } from './api';

export interface Account {
  username: string;
  password: string;
}

/** An account of the demo county (`examples/renqiu/accounts.json`). */
export interface DemoAccount extends Account {
  name: string;
  role: 'countyAdmin' | 'dispatcher' | 'siteManager' | 'teamLeader' | 'volunteer' | 'resident' | 'supervisor';
  title: string;
  titleEn: string;
}

export interface ServerOptions {
  /** With a small demo county 任丘 (a month, 60 orders). Default false: no county at all. */
  demo?: boolean;
  /** Added to the environment of NocoBase. */
  env?: Record<string, string>;
  /** True: each commit waits for the disk, as in production (for measuring). Default false: it survives the end of any process, not that of the machine. */
  durable?: boolean;
}

/** A whole Sidan: embedded PostgreSQL, NocoBase, the plugin. */
export interface Server {
  /** `http://127.0.0.1:<port>` */
  url: string;
  /** `<url>/api/` */
  apiUrl: string;
  /** The data folder; its `logs` say what happened. Removed at the end. */
  data: string;
  /** NocoBase's root. */
  admin: Account;
  /** Empty without the demo county. */
  accounts: DemoAccount[];
  /** Settings for `pg`. */
  database: ClientConfig & { host: string; port: number; user: string; password: string; database: string };
  /** Somebody who is not signed in. */
  anonymous(): Client;
  signIn(username: string, password: string): Promise<Client>;
  /** Ends everything and removes the folder. Also happens by itself when this process ends, however it ends. */
  stop(): Promise<void>;
  /** SIGKILL of the NocoBase process only (of the first of several); the database stays. */
  kill(): Promise<void>;
  /** Starts another NocoBase on the same database and storage, and gives its `apiUrl`. */
  join(): Promise<string>;
  /**
   * Starts NocoBase again at the same address, after `kill` or in running order; resolves when it serves. `upgrade` lets it look for what has to be
   * upgraded, as after a new version (or an older one's data) was put in place.
   */
  restart(options?: { upgrade?: boolean }): Promise<void>;
}

interface Said {
  port: number;
  data: string;
  admin: Account;
  accounts: DemoAccount[];
  database: Server['database'];
  /** Port of the node that was just added. */
  joined?: number;
  error?: string;
}

/** The first start of a build makes the template, and the machine may be busy. */
const START_MS_MAX = 5 * 60_000;

/**
 * Starts a server of one's own from a template (made on first use of a build, about a minute; afterwards a start takes as long as a warm start of
 * NocoBase). The plugin must be built: `npm run build`.
 */
export async function startServer(options: ServerOptions = {}): Promise<Server> {
  const argument = JSON.stringify({
    demo: options.demo ?? false,
    env: options.env ?? {},
    durable: options.durable ?? false,
  });
  const child = spawn(process.execPath, [path.join(__dirname, 'server-process.mjs'), argument], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // Ctrl-C should not reach it: it stops when this process has ended.
    detached: true,
    // What jest sets for itself is not meant for a server.
    env: { ...process.env, NODE_ENV: 'production', JEST_WORKER_ID: undefined },
  });
  const lines = createInterface({ input: child.stdout! });
  const said = await nextLine(child, lines);
  release(child);
  const tell = async (what: { do: 'kill' | 'join' } | { do: 'restart'; upgrade?: boolean }) => {
    const answer = nextLine(child, lines);
    child.stdin!.write(`${JSON.stringify(what)}\n`);
    return answer;
  };
  return {
    ...connect(said),
    stop: () => ended(child),
    kill: async () => void (await tell({ do: 'kill' })),
    join: async () => `http://127.0.0.1:${(await tell({ do: 'join' })).joined}/api/`,
    restart: async (how) => void (await tell({ ...how, do: 'restart' })),
  };
}

/** Everything of a server but its life: what another process needs to talk to it. */
export function connect(said: Omit<Said, 'error' | 'joined'>) {
  const url = `http://127.0.0.1:${said.port}`;
  const apiUrl = `${url}/api/`;
  const { data, admin, accounts, database } = said;
  return {
    url,
    apiUrl,
    data,
    admin: { username: admin.username, password: admin.password },
    accounts,
    database,
    anonymous: () => createClient(apiUrl),
    signIn: (username: string, password: string) => signIn(apiUrl, username, password),
  };
}

/** The next thing it says. @throws Error when that is an error, when it ends, or says nothing for too long. */
function nextLine(child: ChildProcess, lines: Interface): Promise<Said> {
  return new Promise((resolve, reject) => {
    const settle = () => {
      clearTimeout(patience);
      child.off('exit', onExit);
      lines.off('line', onLine);
    };
    const fail = (why: string) => {
      settle();
      child.stdin?.end();
      reject(new Error(`the test server failed: ${why}`));
    };
    const onExit = (code: number | null) => fail(`it ended with code ${code}`);
    const onLine = (line: string) => {
      const said = JSON.parse(line) as Said;
      if (said.error) return fail(said.error);
      settle();
      resolve(said);
    };
    const patience = setTimeout(() => fail(`no answer within ${START_MS_MAX / 1000} s`), START_MS_MAX);
    child.once('exit', onExit);
    lines.once('line', onLine);
  });
}

/** Lets this process end while the server runs: the closing pipe stops it. */
function release(child: ChildProcess): void {
  child.unref();
  for (const stream of [child.stdin, child.stdout]) (stream as unknown as { unref?: () => void } | null)?.unref?.();
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.ref();
    child.once('exit', () => resolve());
    child.stdin?.end();
  });
}
