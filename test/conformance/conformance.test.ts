/** The short form of `npm run conformance`, with fixed seeds. */
import { Client } from 'pg';
import { startPostgres, type TestPostgres } from '../support/postgres';
import { conformance } from './run';

jest.setTimeout(240_000);
const PACKS = Number(process.env.SIDAN_ROUNDS ?? 1000);

let postgres: TestPostgres;
let client: Client;
beforeAll(async () => {
  postgres = await startPostgres();
  client = new Client(postgres.config('postgres'));
  await client.connect();
}, 60_000);
afterAll(async () => {
  await client?.end();
  await postgres?.stop();
});

it(`stock engine, closure and SQL agree on ${PACKS} random packs`, async () => {
  const report = await conformance(client, PACKS, 1);
  expect(report.packs).toBe(PACKS);
  // Rules that never match would prove nothing.
  expect(report.matched).toBeGreaterThan(report.packs);
});
