import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { chownSync } from 'node:fs';
import { connect } from './database.mjs';
import { spawnLeashed } from './leash.mjs';
import { freePort } from './ports.mjs';
import { findPostgres } from './postgresHome.mjs';
import { Problem } from './problem.mjs';
import { ended, isRunning, running } from './processes.mjs';

const loopback = '127.0.0.1';
const databaseName = 'sidan';
const userName = 'sidan';

/**
 * Starts the embedded PostgreSQL of a data folder, made on first use, on a free port of the loopback interface only.
 * @param {string} data
 * @param {import('./settings.mjs').Settings} settings `databasePort` and `databaseFolder` are set here; the caller saves them
 * @param {string} log
 * @returns {Promise<{ leashed: import('./leash.mjs').Leashed, database: import('./database.mjs').Connection }>}
 * @throws Problem `postgres`
 */
export async function startPostgres(data, settings, log) {
  const home = await findPostgres(data, settings.databaseFolder);
  if (dirname(home.folder) !== data) settings.databaseFolder = home.folder;
  if (!existsSync(join(home.folder, 'PG_VERSION'))) await initialise(home, settings.databasePassword, log);
  else await endLeftover(home.folder);
  settings.databasePort = (await freePort(settings.databasePort ?? 0, loopback)) ?? (await freePort(0, loopback)) ?? 0;

  const output = openSync(log, 'a');
  const leashed = spawnLeashed(home.postgres, flags(home.folder, settings.databasePort), {
    // Fast shutdown: sessions are ended, everything committed is on disk.
    ...{ signal: 'INT', graceSeconds: 20, log: output, cwd: home.folder, env: process.env },
    ...home.user,
  });
  closeSync(output);
  const database = {
    host: loopback,
    port: settings.databasePort,
    user: userName,
    password: settings.databasePassword,
    database: databaseName,
  };
  await createDatabase(database, leashed, log);
  return { leashed, database };
}

/** @param {string} folder @param {number} port */
function flags(folder, port) {
  const settings = {
    listen_addresses: loopback,
    // Sockets would go to /tmp, where another user's folder may stand in the way; nobody needs them.
    unix_socket_directories: '',
    timezone: 'Asia/Shanghai',
    log_timezone: 'Asia/Shanghai',
    max_connections: '100',
    shared_buffers: '256MB',
  };
  return [
    '-D',
    folder,
    '-p',
    String(port),
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

/**
 * Code order for text, the same on every system, and an index on a region code then serves its prefixes too.
 * @param {import('./postgresHome.mjs').PostgresHome} home
 * @param {string} password
 * @param {string} log
 */
async function initialise(home, password, log) {
  // What an interrupted first start left: nothing of it was ever used.
  for (const name of readdirSync(home.folder, { withFileTypes: true }))
    rmSync(join(home.folder, name.name), { recursive: true, force: true });
  const passwordFile = join(tmpdir(), `sidan-${randomBytes(8).toString('hex')}`);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600, flag: 'wx' });
  if (home.user) chownSync(passwordFile, home.user.uid, home.user.gid);
  const output = openSync(log, 'a');
  try {
    const args = [
      `--pgdata=${home.folder}`,
      `--username=${userName}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
    ];
    args.push('--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--lc-messages=C');
    const child = spawn(home.initdb, args, { cwd: home.folder, stdio: ['ignore', output, output], ...home.user });
    const status = await new Promise((resolve, reject) => child.once('error', reject).once('exit', resolve));
    if (status !== 0) throw new Problem('postgres', { log });
  } finally {
    closeSync(output);
    rmSync(passwordFile, { force: true });
  }
}

/**
 * Ends a server that still runs on the folder because its leash was killed as well: its port and its clients are nobody's any more.
 * @param {string} folder
 */
async function endLeftover(folder) {
  const file = join(folder, 'postmaster.pid');
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : NaN;
  const server = running(pid);
  if (!isRunning(server) || !isPostgres(pid, folder)) return;
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGQUIT', 'SIGKILL'])) {
    process.kill(pid, signal);
    if (await ended([server], 10_000)) return;
  }
}

/** The number in an old postmaster.pid may by now be somebody else's. @param {number} pid @param {string} folder */
function isPostgres(pid, folder) {
  if (process.platform !== 'linux') return true;
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(folder);
}

const readyMs = 60_000;

/**
 * Waits until the server answers (after a crash it first replays its log), and makes the database if there is none.
 * @param {import('./database.mjs').Connection} database
 * @param {import('./leash.mjs').Leashed} leashed
 * @param {string} log
 */
async function createDatabase(database, leashed, log) {
  let over = false;
  void leashed.exit.then(
    () => (over = true),
    () => (over = true),
  );
  for (const until = Date.now() + readyMs; ; ) {
    try {
      const client = await connect({ ...database, database: 'postgres' });
      const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database.database]);
      if (found.rowCount === 0) await client.query(`CREATE DATABASE ${database.database}`);
      await client.end();
      return;
    } catch {
      if (over || Date.now() > until) {
        await leashed.stop();
        throw new Problem('postgres', { log });
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
