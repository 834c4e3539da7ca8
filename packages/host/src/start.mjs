import { mkdirSync, renameSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildStale } from './build.mjs';
import { checkDatabase, givenDatabase } from './database.mjs';
import { demoAccounts, hasDemo, seedDemo } from './demo.mjs';
import { nocobaseEnvironment, socketPath } from './environment.mjs';
import { installedFingerprint } from './fingerprint.mjs';
import { checkDisk, openFolder, resetFolder } from './folder.mjs';
import { lockFolder } from './lock.mjs';
import { nocobaseReady, startNocobase, whyEnded } from './nocobase.mjs';
import { installPackages, packagesAreStale } from './packages.mjs';
import { freePort } from './ports.mjs';
import { startPostgres } from './postgres.mjs';
import { Problem } from './problem.mjs';
import { createProgress } from './progress.mjs';
import { readyText } from './ready.mjs';
import { openSettings } from './settings.mjs';
import { createShutdown } from './shutdown.mjs';
import { text } from './texts.mjs';

/**
 * Brings everything up and returns; the process then lives until it is told to stop or something it started ends.
 * @param {import('./options.mjs').Options} options
 * @throws Problem
 */
export async function start({ port, data, demo, scale, orders, reset }) {
  const { env } = process;
  const given = givenDatabase(env);
  if (reset && given) throw new Problem('resetOutside');
  const install = packagesAreStale();
  checkDisk(data, install ? 'install' : 'run');
  openFolder(data);
  const lock = await lockFolder(data, `http://localhost:${port}/`);
  const shutdown = createShutdown(() => lock.stopping());
  shutdown.last(() => lock.release());
  try {
    if ((await freePort(port, '0.0.0.0')) === null) throw new Problem('portTaken', { port });
    if (reset) resetFolder(data);
    await bringUp({ port, data, demo, scale, orders, given, install, lock, shutdown });
  } catch (error) {
    await shutdown.now();
    throw error;
  }
}

/**
 * @param {object} how
 * @param {number} how.port
 * @param {string} how.data
 * @param {boolean} how.demo
 * @param {number} how.scale
 * @param {number | undefined} how.orders
 * @param {import('./database.mjs').Connection | null} how.given
 * @param {boolean} how.install
 * @param {Awaited<ReturnType<typeof lockFolder>>} how.lock
 * @param {ReturnType<typeof createShutdown>} how.shutdown
 */
async function bringUp({ port, data, demo, scale, orders, given, install, lock, shutdown }) {
  const progress = createProgress(process.stdout);
  const { settings, save } = openSettings(data, process.env);
  process.stdout.write(`\n${text('title', { data })}\n\n`);
  const logs = {
    start: freshLog(data, 'start'),
    postgres: freshLog(data, 'postgres'),
    nocobase: freshLog(data, 'nocobase'),
  };

  if (install) await progress.stage('packages', () => installPackages(logs.start));
  await progress.stage('build', () => buildStale(logs.start));

  const database = await progress.stage(given ? 'databaseGiven' : 'database', async () => {
    if (given) return checkDatabase(given).then(() => given);
    const postgres = await startPostgres(data, settings, logs.postgres);
    lock.add(postgres.leashed.process);
    shutdown.watch(postgres.leashed, () => new Problem('postgresEnded', { log: logs.postgres }));
    save();
    return postgres.database;
  });

  const installed = installedFingerprint(data, database);
  const upgrade = settings.ready !== installed;
  const environment = nocobaseEnvironment({ data, port, database, settings, env: process.env });
  await progress.stage(upgrade ? 'nocobaseUpgrade' : 'nocobase', async () => {
    const leashed = startNocobase({ env: environment, upgrade, log: logs.nocobase });
    lock.add(leashed.process);
    const how = { port, data, log: logs.nocobase };
    shutdown.watch(leashed, () => whyEnded(how, 'nocobaseEnded'));
    await nocobaseReady(leashed, how);
  });
  settings.ready = installedFingerprint(data, database);
  save();

  if (demo && !settings.demo && hasDemo()) {
    const how = {
      socket: socketPath(join(data, 'storage')),
      password: settings.demoPassword,
      scale,
      orders,
      log: logs.nocobase,
    };
    await progress.stage('demo', (note) => seedDemo(how, note));
    settings.demo = true;
    save();
  }
  const accounts = settings.demo ? demoAccounts(data) : [];
  const { admin, databaseFolder } = settings;
  process.stdout.write(
    `\n${readyText({ seconds: progress.total(), port, admin, demo: accounts, data, databaseFolder })}\n`,
  );
}

/**
 * An empty log for this start; the one before is kept beside it.
 * @param {string} data
 * @param {string} name
 */
function freshLog(data, name) {
  const file = join(data, 'logs', `${name}.log`);
  mkdirSync(join(data, 'logs'), { recursive: true });
  if (existsSync(file)) renameSync(file, `${file}.1`);
  return file;
}
