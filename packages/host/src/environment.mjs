import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeModules, pluginPackage } from './places.mjs';

/** A path of a Unix socket may have 107 bytes on Linux, 103 on macOS. */
const socketPathMax = 100;

/** @param {string} storage */
export function socketPath(storage) {
  const path = join(storage, 'gateway.sock');
  if (Buffer.byteLength(path) <= socketPathMax) return path;
  return join(tmpdir(), `sidan-${createHash('sha256').update(path).digest('hex').slice(0, 16)}.sock`);
}

/**
 * What NocoBase reads from its environment. What the caller's own environment sets and we do not (logging, Redis, cluster) is passed on.
 * @param {object} how
 * @param {string} how.data
 * @param {number} how.port
 * @param {import('./database.mjs').Connection} how.database
 * @param {import('./settings.mjs').Settings} how.settings
 * @param {NodeJS.ProcessEnv} how.env
 * @returns {NodeJS.ProcessEnv}
 */
export function nocobaseEnvironment({ data, port, database, settings, env }) {
  const storage = join(data, 'storage');
  return {
    // Only files: on the terminal the log would bury what we say, and each line costs time twice.
    LOGGER_TRANSPORT: 'dailyRotateFile',
    // The modern client at `/`, the classic one stays at its own address.
    APP_CLIENT_ENTRY_MODE: 'modern-default',
    ...env,
    NODE_ENV: 'production',
    APP_ENV: 'production',
    APP_PORT: String(port),
    APP_KEY: env.APP_KEY ?? settings.appKey,
    APP_LAUNCH_MODE: 'node',
    // A county's `.env` for another installation must not leak in.
    APP_ENV_PATH: join(data, 'nocobase.env'),
    APPEND_PRESET_BUILT_IN_PLUGINS: [env.APPEND_PRESET_BUILT_IN_PLUGINS, pluginPackage].filter(Boolean).join(','),
    NODE_MODULES_PATH: nodeModules,
    NODE_PATH: nodeModules,
    STORAGE_PATH: storage,
    SOCKET_PATH: socketPath(storage),
    DB_DIALECT: 'postgres',
    DB_HOST: database.host,
    DB_PORT: String(database.port),
    DB_USER: database.user,
    DB_PASSWORD: database.password,
    DB_DATABASE: database.database,
    TZ: 'Asia/Shanghai',
    DB_TIMEZONE: '+08:00',
    INIT_APP_LANG: env.INIT_APP_LANG ?? 'zh-CN',
    INIT_ROOT_EMAIL: settings.admin.email,
    INIT_ROOT_USERNAME: settings.admin.username,
    INIT_ROOT_NICKNAME: settings.admin.nickname,
    INIT_ROOT_PASSWORD: settings.admin.password,
  };
}
