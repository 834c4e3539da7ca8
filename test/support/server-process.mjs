/**
 * Runs one test server for as long as its standard input stays open, and removes its folder afterwards. A process of its own for the same two reasons
 * as `postgres-server.mjs`: the host's code is ES modules, which jest cannot load; and a test run that dies in whatever way closes the pipe. Should this
 * process itself be killed, the host's leashes end the servers.
 *
 * Its argument is `{ demo, env, durable }`. It says one line of JSON when all is up, and one for each line `{ "do": "stop" | "kill" | "restart" | "join" }`.
 */
import { existsSync, mkdtempSync, chmodSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { isRunning, running } from '../../packages/host/src/processes.mjs';
import { bringUp } from './bring-up.mjs';
import { copyFolder, template, temporary } from './template.mjs';

const { demo, durable, ...given } = JSON.parse(process.argv[2]);
// Half of what an action costs the host is its log.
const env = { LOGGER_LEVEL: 'error', ...given.env };
const say = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);

forgetDead();
const home = mkdtempSync(join(temporary(), `sidan-server-${process.pid}-`));
const data = join(home, 'data');
let up;

let stopping;
function stop() {
  stopping ??= (async () => {
    await up?.stop();
    rmSync(home, { recursive: true, force: true });
    process.exit(0);
  })();
  return stopping;
}

process.stdin.on('error', stop);
// Ctrl-C reaches the whole group: the pipe will close in a moment.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
process.stdout.on('error', stop);

const lines = createInterface({ input: process.stdin });
lines.on('close', stop);
lines.on('line', (line) => void obey(JSON.parse(line)));

async function obey({ do: what, ...options }) {
  if (what === 'stop') return stop();
  try {
    const joined = await up[what](options);
    say({ ...ready(), joined });
  } catch (error) {
    say({ error: error.message });
  }
}

const accounts = () => {
  const file = join(data, 'storage', 'sidan-demo', 'accounts.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
};

const ready = () => ({ port: up.port(), data, admin: up.settings.admin, accounts: accounts(), database: up.database });

/** Folders of servers whose process was killed. */
function forgetDead() {
  const place = temporary();
  for (const name of readdirSync(place)) {
    const [, pid] = /^sidan-server-(\d+)-/.exec(name) ?? [];
    if (pid && !isRunning(running(Number(pid)))) rmSync(join(place, name), { recursive: true, force: true });
  }
}

try {
  chmodSync(home, 0o755);
  copyFolder(await template({ demo }), data);
  if (!stopping) up = await bringUp({ data, env, durable });
  if (stopping) await up?.stop();
  else say(ready());
} catch (error) {
  say({ error: error.stack ?? String(error) });
  await stop();
}
