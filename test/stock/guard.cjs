/**
 * Loaded before anything else into every Node process of a stock application (`NODE_OPTIONS`). Two duties:
 *
 * - Writes down and refuses every connection but those to the database and to the application's own port, so that "asks for no network" is seen and not
 *   believed. Loopback is no exception: a registry or a proxy could be there.
 * - Ends the process when its standard input closes, if `STOCK_LEASH` is set: a server must not outlive the test that started it, however that ends.
 */
const { appendFileSync } = require('node:fs');
const net = require('node:net');

const { STOCK_REACHED, STOCK_PORTS = '', STOCK_LEASH } = process.env;
const ports = new Set(STOCK_PORTS.split(','));
const loopback = new Set(['localhost', '127.0.0.1', '::1', '::', '0.0.0.0']);

/** Where a call of `socket.connect` leads: `host:port`, or undefined for a Unix socket. Its arguments come in four shapes. */
function target(args) {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  if (first && typeof first === 'object')
    return first.path ? undefined : [first.host ?? 'localhost', String(first.port)];
  if (Number.isNaN(Number(first))) return undefined;
  return [typeof second === 'string' ? second : 'localhost', String(first)];
}

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function guarded(...args) {
  const [host, port] = target(args) ?? [];
  if (port === undefined || (loopback.has(host) && ports.has(port))) return connect.apply(this, args);
  appendFileSync(STOCK_REACHED, `${host}:${port} by ${process.argv.slice(1).join(' ')}\n`);
  process.nextTick(() => this.destroy(Object.assign(new Error(`refused: ${host}:${port}`), { code: 'ECONNREFUSED' })));
  return this;
};

if (STOCK_LEASH) {
  process.stdin.on('error', () => process.kill(process.pid, 'SIGKILL'));
  process.stdin.on('close', () => process.kill(process.pid, 'SIGKILL'));
  process.stdin.resume();
  process.stdin.unref();
}
