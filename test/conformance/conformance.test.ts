/** The short form of `npm run conformance`, with fixed seeds. */
import { usePostgres } from './database';
import { conformance } from './run';

const PACKS = Number(process.env.SIDAN_ROUNDS ?? 1000);
const database = usePostgres();

it(`stock engine, closures and SQL agree on ${PACKS} random packs, and refuse the trap planted in each`, async () => {
  const client = database();
  const report = await conformance({ quick: client, usual: client }, 1, PACKS);
  expect(report.disagreements).toEqual([]);
  expect(report).toMatchObject({ packs: PACKS, refused: PACKS });
  // Rules that never match would prove nothing.
  expect(report.matched).toBeGreaterThan(report.packs);
});

/** Seeds at which something was found once: one list as the value of two facts. */
it.each([39_543])('and on the pack of seed %d', async (seed) => {
  const client = database();
  expect((await conformance({ quick: client, usual: client }, seed, 1)).disagreements).toEqual([]);
});
