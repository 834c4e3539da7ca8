/** The PostgreSQL of these tests: one for a file, started before its tests and stopped after them. */
import { Client } from 'pg';
import { startPostgres, type TestPostgres } from '../support/postgres';

const START_MS_MAX = 60_000;

/**
 * Planner settings under which a statement that is asked once is planned in half the time: subqueries stay as they are written,
 * nothing is compiled. What a statement means they cannot change; that is why some are asked without them too.
 */
export const QUICK_PLANS = 'set jit = off; set from_collapse_limit = 1; set join_collapse_limit = 1';

/** Connects to a database of a server that runs. */
export async function connect(config: ReturnType<TestPostgres['config']>, settings = ''): Promise<Client> {
  const client = new Client(config);
  await client.connect();
  if (settings !== '') await client.query(settings);
  return client;
}

/** Registers start and end with jest; what it gives connects, and may be called within tests and `beforeAll`. */
export function usePostgres(setUp = ''): () => Client {
  let postgres: TestPostgres | undefined;
  let client: Client | undefined;
  beforeAll(async () => {
    postgres = await startPostgres();
    client = await connect(postgres.config('postgres'), setUp);
  }, START_MS_MAX);
  afterAll(async () => {
    await client?.end();
    await postgres?.stop();
  });
  return () => {
    if (!client) throw new Error('the database is there within tests only');
    return client;
  };
}
