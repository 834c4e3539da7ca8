/** Brings one data folder up through the host's own parts, in a way that lets NocoBase be killed and started again while its database stays. */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nocobaseEnvironment } from '../../packages/host/src/environment.mjs';
import { installedFingerprint } from '../../packages/host/src/fingerprint.mjs';
import { nocobaseReady, startNocobase } from '../../packages/host/src/nocobase.mjs';
import { freePort } from '../../packages/host/src/ports.mjs';
import { startPostgres } from '../../packages/host/src/postgres.mjs';
import { openSettings } from '../../packages/host/src/settings.mjs';
import { nocobasePid } from './nocobase-pid.mjs';

const QUICK_HASH = fileURLToPath(new URL('quick-hash.cjs', import.meta.url));

/** Somebody else may take a port between the look and the start. */
const ATTEMPTS_MAX = 3;

/**
 * @param {object} how
 * @param {string} how.data an empty folder, or one that was installed before
 * @param {NodeJS.ProcessEnv} how.env added to the environment of NocoBase
 * @param {boolean} how.durable whether a commit waits for the disk; without, it still survives the end of any process
 */
export async function bringUp({ data, env, durable }) {
  mkdirSync(join(data, 'logs'), { recursive: true });
  const { settings, save } = openSettings(data, {});
  const logs = { postgres: join(data, 'logs', 'postgres.log'), nocobase: join(data, 'logs', 'nocobase.log') };
  // A template remembers the port of its maker: every server takes one of its own.
  delete settings.databasePort;
  if (!durable) relax(data);
  const postgres = await startPostgres(data, settings, logs.postgres);
  save();
  const { database } = postgres;
  const first = { port: 0 };
  const nodes = [first];

  async function startNode(node, upgrade) {
    for (let attempt = 1; ; attempt += 1) {
      node.port ||= (await freePort(0, '0.0.0.0')) ?? 0;
      const { port } = node;
      const given = { ...process.env, ...env };
      const NODE_OPTIONS = `${given.NODE_OPTIONS ?? ''} --require=${QUICK_HASH}`;
      const environment = nocobaseEnvironment({ data, port, database, settings, env: { ...given, NODE_OPTIONS } });
      if (node !== first) environment.SOCKET_PATH = join(tmpdir(), `sidan-node-${process.pid}-${port}.sock`);
      node.nocobase = startNocobase({ env: environment, upgrade, log: logs.nocobase });
      try {
        await nocobaseReady(node.nocobase, { port, data, log: logs.nocobase });
        return;
      } catch (error) {
        await node.nocobase.stop();
        if (error.code !== 'portTaken' || attempt === ATTEMPTS_MAX)
          throw new Error(`${error.message}\n${tail(logs.nocobase)}`);
        node.port = 0;
      }
    }
  }

  async function startFirst(upgrade = !settings.ready) {
    await startNode(first, upgrade);
    settings.ready = installedFingerprint(data, database);
    save();
  }

  async function stop() {
    await Promise.all(nodes.map(({ nocobase }) => nocobase?.stop()));
    await postgres.leashed.stop();
  }

  try {
    await startFirst();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    port: () => first.port,
    settings,
    database,
    stop,
    /** Starts NocoBase again on its port, after it has been stopped if it still runs. */
    async restart({ upgrade } = {}) {
      await first.nocobase.stop();
      await startFirst(upgrade);
    },
    /** Another NocoBase on the same database and storage. Gives its port. */
    async join() {
      const node = { port: 0 };
      nodes.push(node);
      await startNode(node, false);
      return node.port;
    },
    /** SIGKILL of the first, as by the kernel or a power button; the database is not touched. */
    async kill() {
      const pid = nocobasePid(first.nocobase.pid);
      if (pid) process.kill(pid, 'SIGKILL');
      await first.nocobase.exit;
    },
  };
}

const configuration = (data) => join(data, 'pg', 'postgresql.conf');

function relax(data) {
  appendFileSync(configuration(data), '\nfsync = off\nfull_page_writes = off\n');
}

const tail = (file) => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(-30).join('\n') : '');
