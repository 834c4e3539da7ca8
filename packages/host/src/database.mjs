import { Problem } from './problem.mjs';

/** @typedef {{ host: string, port: number, user: string, password: string, database: string }} Connection */

/**
 * Connects with the `pg` package, which is only there once packages are installed.
 * @param {Connection} connection
 * @returns {Promise<import('pg').Client>}
 */
export async function connect(connection) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/**
 * The database that the environment names (`DB_HOST`, `DB_PORT`, `DB_USER`, `DB_PASSWORD`, `DB_DATABASE`), or null: then we bring our own.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Connection | null}
 * @throws Problem `dialect`
 */
export function givenDatabase(env) {
  if (!env.DB_HOST) return null;
  if (env.DB_DIALECT && env.DB_DIALECT !== 'postgres') throw new Problem('dialect', { dialect: env.DB_DIALECT });
  return {
    host: env.DB_HOST,
    port: Number(env.DB_PORT || 5432),
    user: env.DB_USER || 'nocobase',
    password: env.DB_PASSWORD ?? '',
    database: env.DB_DATABASE || 'nocobase',
  };
}

/** PostgreSQL's codes for what a person can put right. @type {Record<string, string>} */
const codes = { '28P01': 'databasePassword', 28000: 'databasePassword', '3D000': 'databaseMissing' };

/**
 * @param {Connection} database
 * @throws Problem `databaseUnreachable`, `databasePassword`, `databaseMissing`
 */
export async function checkDatabase(database) {
  try {
    const client = await connect(database);
    await client.end();
  } catch (error) {
    const { code, message } = /** @type {{ code?: string, message: string }} */ (error);
    const { host, port, user } = database;
    throw new Problem(codes[code ?? ''] ?? 'databaseUnreachable', {
      host,
      port,
      user,
      database: database.database,
      reason: message || String(code),
    });
  }
}
