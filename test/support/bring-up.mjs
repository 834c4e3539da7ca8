/** Brings one data folder up through the host's own parts, in a way that lets NocoBase be killed and started again while its database stays. */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nocobaseEnvironment } from '../../packages/host/src/environment.mjs';
import { installedFingerprint } from '../../packages/host/src/fingerprint.mjs';
import { nocobaseReady, startNocobase } from '../../packages/host/src/nocobase.mjs';
import { freePort } from '../../packages/host/src/ports.mjs';
import { startPostgres } from '../../packages/host/src/postgres.mjs';
import { openSettings } from '../../packages/host/src/settings.mjs';
import { nocobasePid } from './nocobase-pid.mjs';

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
  let nocobase;
  let port = 0;

  async function startApp(upgrade = !settings.ready) {
    for (let attempt = 1; ; attempt += 1) {
      port ||= (await freePort(0, '0.0.0.0')) ?? 0;
      const environment = nocobaseEnvironment({ data, port, database, settings, env: { ...process.env, ...env } });
      nocobase = startNocobase({ env: environment, upgrade, log: logs.nocobase });
      try {
        await nocobaseReady(nocobase, { port, data, log: logs.nocobase });
        break;
      } catch (error) {
        await nocobase.stop();
        if (error.code !== 'portTaken' || attempt === ATTEMPTS_MAX)
          throw new Error(`${error.message}\n${tail(logs.nocobase)}`);
        port = 0;
      }
    }
    settings.ready = installedFingerprint(data, database);
    save();
  }

  async function stop() {
    await nocobase?.stop();
    await postgres.leashed.stop();
  }

  try {
    await startApp();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    port: () => port,
    settings,
    database,
    stop,
    /** Starts NocoBase again on its port, after it has been stopped if it still runs. */
    async restart({ upgrade } = {}) {
      await nocobase.stop();
      await startApp(upgrade);
    },
    /** SIGKILL, as by the kernel or a power button; the database is not touched. */
    async kill() {
      const pid = nocobasePid(nocobase.pid);
      if (pid) process.kill(pid, 'SIGKILL');
      await nocobase.exit;
    },
  };
}

const configuration = (data) => join(data, 'pg', 'postgresql.conf');

function relax(data) {
  appendFileSync(configuration(data), '\nfsync = off\nfull_page_writes = off\n');
}

const tail = (file) => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(-30).join('\n') : '');
