import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client as PgClient } from 'pg';
import { connect, type Server, startServer } from './server';

/** A server that several suites use one after the other; nobody but the last of them could stop it, so nobody can. */
export type SharedServer = Omit<Server, 'stop' | 'kill' | 'restart' | 'join'>;

/**
 * The one server of this jest process, started by the first suite that asks, ended with the process. Each suite makes a county of its own in it
 * (`makeWorld`), so that suites do not see each other.
 *
 * A process of its own rather than `new Application(...)` inside jest: jest gives each suite a fresh module registry, so that every one of them
 * would load NocoBase's thousands of modules through jest's resolver again (half a minute each), without the `--preserve-symlinks` that NocoBase
 * needs, and what was tested would not be what is shipped: the built plugin, started by the host. So all suites share one warm start, and every request
 * goes through the real front door.
 *
 * `SIDAN_TEST_SERVER` names a file with the description of a server that runs already (for work on a test).
 */
export async function sharedServer(): Promise<SharedServer> {
  const given = process.env.SIDAN_TEST_SERVER;
  if (given) return connect(JSON.parse(readFileSync(given, 'utf8')));
  // Suites have globals of their own, but with --runInBand one process: its number is what they have in common.
  const file = join(tmpdir(), `sidan-shared-${process.pid}.json`);
  const known = read(file);
  if (known && (await serves(known.port))) return connect(known);
  const actions = join(tmpdir(), `sidan-shared-${process.pid}.actions.json`);
  const server = await startServer({
    env: {
      NODE_OPTIONS: `--require=${join(__dirname, 'list-actions.cjs')}`,
      SIDAN_TEST_ACTIONS: actions,
    },
  });
  const description = {
    port: Number(new URL(server.url).port),
    data: server.data,
    admin: server.admin,
    accounts: server.accounts,
    database: server.database,
  };
  writeFileSync(file, JSON.stringify(description), { mode: 0o600 });
  process.once('exit', () => [file, actions].forEach((one) => rmSync(one, { force: true })));
  return server;
}

/** Every resource and action of the running application, as `list-actions.cjs` found them in it. */
export interface ActionList {
  /** Actions of every collection (`list`), and those of one resource (`sidanOrders:place`). */
  handlers: string[];
  collections: string[];
  associations: { name: string; target: string; type: string }[];
  /** Resources of ours without a collection, with their actions. */
  defined: Record<string, string[]>;
}

/** Of the server that `sharedServer` gave. */
export function sharedActions(): ActionList {
  const given = process.env.SIDAN_TEST_SERVER;
  const file = given
    ? given.replace(/server\.json$/, 'actions.json')
    : join(tmpdir(), `sidan-shared-${process.pid}.actions.json`);
  return JSON.parse(readFileSync(file, 'utf8'));
}

function read(file: string): Parameters<typeof connect>[0] | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** The file may be of an earlier process with the same number. */
async function serves(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/api/__health_check`)).ok;
  } catch {
    return false;
  }
}

/** Statements straight to the database, past everything that guards it. */
export interface Sql {
  query<Row = Record<string, unknown>>(text: string, params?: unknown[]): Promise<Row[]>;
  end(): Promise<void>;
}

export async function openSql(server: Pick<Server, 'database'>): Promise<Sql> {
  const client = new PgClient(server.database);
  await client.connect();
  return {
    query: async <Row>(text: string, params?: unknown[]) => (await client.query(text, params)).rows as Row[],
    end: () => client.end(),
  };
}

/** Looks until `found` gives something, at most `limitMs`. */
export async function eventually<T>(look: () => Promise<T | undefined | false>, limitMs = 60_000): Promise<T> {
  for (const until = Date.now() + limitMs; ; await new Promise((wake) => setTimeout(wake, 100))) {
    const found = await look();
    if (found) return found;
    if (Date.now() > until) throw new Error(`not so within ${limitMs / 1000} s`);
  }
}
