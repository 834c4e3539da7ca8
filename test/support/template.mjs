/**
 * Data folders that a complete start has installed, made once and copied for each test server: an installation takes half a minute, a copy a second.
 * A template is named after everything it was made from, so that a new build makes a new one.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { runInside } from '../../packages/host/src/command.mjs';
import { socketPath } from '../../packages/host/src/environment.mjs';
import { demoCounty, nodeModules, pluginPackage, repoRoot } from '../../packages/host/src/places.mjs';
import { isRunning, running } from '../../packages/host/src/processes.mjs';
import { bringUp } from './bring-up.mjs';

/** Small enough to be made in seconds, large enough that orders are in every state. */
const DEMO = ['--months', '1', '--orders', '60'];
const DEMO_PASSWORD = 'sidan-demo-1';

/** Templates of builds that nobody has used for so long are removed. */
const UNUSED_MS_MAX = 24 * 60 * 60_000;
const WAIT_MS_MAX = 5 * 60_000;

const isOpenToAll = (folder) => {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
};

/** Where test folders go. As root the database runs as another user, who must be able to walk down to them. */
export function temporary() {
  const isRoot = userInfo().uid === 0;
  const found = [tmpdir(), '/tmp', '/var/tmp'].find((place) => existsSync(place) && (!isRoot || isOpenToAll(place)));
  if (!found) throw new Error('no temporary folder that the user postgres can reach');
  return found;
}

/** Copies with owners and modes, sharing blocks where the file system can. */
export function copyFolder(from, to) {
  const share = process.platform === 'linux' ? ['--reflink=auto'] : [];
  execFileSync('cp', ['-Rp', ...share, from, to]);
}

function filesUnder(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((one) => (one.isDirectory() ? filesUnder(join(folder, one.name)) : [join(folder, one.name)]));
}

/** Stages of the build that decide what an installation writes; pages and portals are read from the build at each start. */
const STAGES = ['server', 'locales', 'versions'];

/** The build's stamps stand for the plugin; the rest is read. */
function fingerprint(demo) {
  const hash = createHash('sha256').update(`${process.version} ${DEMO.join(' ')}`);
  const stamps = STAGES.map((stage) => join(nodeModules, ...pluginPackage.split('/'), 'dist', '.stamps', stage));
  if (!stamps.every((stamp) => existsSync(stamp))) throw new Error('the plugin is not built: npm run build');
  // Of the host what decides how a folder is installed; its texts and its manners at the terminal do not.
  const host = ['environment', 'postgres', 'settings'].map((name) =>
    join(repoRoot, 'packages/host/src', `${name}.mjs`),
  );
  const here = ['template.mjs', 'quick-hash.cjs'].map((name) => join(import.meta.dirname, name));
  const own = [join(repoRoot, 'package-lock.json'), ...here, ...host];
  for (const file of [...stamps, ...own, ...(demo ? filesUnder(demoCounty) : [])])
    hash.update(file).update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}

/**
 * The template for a server with or without the demo county, made now if there is none. Whoever comes while it is made waits; a maker that died is replaced.
 * @param {{ demo: boolean }} options
 * @returns {Promise<string>} a folder that nobody may write into
 */
export async function template({ demo }) {
  const folder = join(temporary(), `sidan-template-${fingerprint(demo)}-${demo ? 'demo' : 'plain'}`);
  const lock = `${folder}.lock`;
  for (const until = Date.now() + WAIT_MS_MAX; !existsSync(folder); ) {
    if (Date.now() > until) throw new Error(`${folder} is not made yet; remove ${lock} if nobody makes it`);
    if (!take(lock)) {
      await new Promise((wake) => setTimeout(wake, 200));
      continue;
    }
    try {
      if (!existsSync(folder)) await make(folder, demo);
    } finally {
      rmSync(lock, { force: true });
    }
  }
  writeFileSync(join(folder, 'used'), '');
  return folder;
}

/** Whether the lock is ours now. It appears with its content, and one whose owner has gone is taken away. */
function take(lock) {
  const own = `${lock}.${process.pid}`;
  writeFileSync(own, JSON.stringify(running(process.pid)));
  try {
    linkSync(own, lock);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (!ownerRuns(lock)) rmSync(lock, { force: true });
    return false;
  } finally {
    rmSync(own, { force: true });
  }
}

function ownerRuns(lock) {
  try {
    return isRunning(JSON.parse(readFileSync(lock, 'utf8')));
  } catch {
    return false;
  }
}

/** Installs into a folder beside it and renames: a template is whole or absent. */
async function make(folder, demo) {
  forgetUnused();
  const fresh = `${folder}.new-${process.pid}`;
  rmSync(fresh, { recursive: true, force: true });
  if (demo) copyFolder(await template({ demo: false }), fresh);
  else mkdirSync(fresh, { mode: 0o755 });
  // Durable, or its copies could never be.
  const up = await bringUp({ data: fresh, env: {}, durable: true });
  try {
    if (demo) await seed(fresh);
    await up.stop();
    renameSync(fresh, folder);
  } catch (error) {
    await up.stop();
    rmSync(fresh, { recursive: true, force: true });
    throw error;
  }
}

async function seed(data) {
  const args = ['sidan:demo', '--from', demoCounty, '--password', DEMO_PASSWORD, ...DEMO];
  const answer = await runInside(socketPath(join(data, 'storage')), args);
  if (answer.type !== 'success') throw new Error(`the demo county was not made: ${answer.message ?? answer.type}`);
}

/** What earlier builds and interrupted makers left. */
function forgetUnused() {
  const place = temporary();
  for (const name of readdirSync(place)) {
    const [, maker] = /^sidan-template-.*\.new-(\d+)$/.exec(name) ?? [];
    const dead = maker && !isRunning(running(Number(maker)));
    const path = join(place, name);
    const unused = /^sidan-template-\w+-(plain|demo)$/.test(name) && Date.now() - lastUsed(path) > UNUSED_MS_MAX;
    if (dead || unused) rmSync(path, { recursive: true, force: true });
  }
}

function lastUsed(folder) {
  const mark = join(folder, 'used');
  return statSync(existsSync(mark) ? mark : folder).mtimeMs;
}
