import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Problem } from './problem.mjs';
import { repoRoot } from './places.mjs';

/**
 * @typedef {object} Options
 * @property {number} port where NocoBase listens
 * @property {string} data absolute path of the data folder
 * @property {boolean} demo whether to seed the demo county
 * @property {number} scale factor on the demo county's stations, teams and people
 * @property {number | undefined} orders how many orders the demo county has, when not as many as its description says
 * @property {boolean} reset whether to empty the data folder first
 * @property {boolean} help
 */

const defaultPort = 13000;

/**
 * Reads the command line; `APP_PORT` and `SIDAN_DATA` stand in for options that are not given. A relative folder is taken from where the person is,
 * which under `npm start` is not the working directory.
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Options}
 * @throws Problem `usage`, `port`, `scale`, `orders`
 */
export function readOptions(args, env) {
  const values = parse(args);
  const port = Number(values.port ?? env.APP_PORT ?? defaultPort);
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new Problem('port', { port: String(values.port ?? env.APP_PORT) });
  const scale = Number(values.scale ?? 1);
  if (!(scale >= 1)) throw new Problem('scale', { scale: String(values.scale) });
  const orders = values.orders === undefined ? undefined : Number(values.orders);
  if (orders !== undefined && !(Number.isInteger(orders) && orders >= 1))
    throw new Problem('orders', { orders: String(values.orders) });
  const data = values.data ?? env.SIDAN_DATA;
  return {
    port,
    data: data ? resolve(env.INIT_CWD ?? process.cwd(), data) : resolve(repoRoot, 'data'),
    demo: !values['no-demo'],
    scale,
    orders,
    reset: values.reset ?? false,
    help: values.help ?? false,
  };
}

/** @param {string[]} args */
function parse(args) {
  try {
    return parseArgs({
      args,
      options: {
        port: { type: 'string', short: 'p' },
        data: { type: 'string', short: 'd' },
        'no-demo': { type: 'boolean' },
        scale: { type: 'string' },
        orders: { type: 'string' },
        reset: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    const code = /** @type {NodeJS.ErrnoException} */ (error).code;
    if (!code?.startsWith('ERR_PARSE_ARGS')) throw error;
    throw new Problem('usage', { what: args.join(' ') });
  }
}
