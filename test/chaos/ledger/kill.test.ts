import { killTheDatabase } from './run';

/** RELIABILITY, line 1, in short. The long form: `npm run chaos -- --ledger --rounds 40`. */
jest.setTimeout(300_000);

test('the database is killed under 8 writers: nothing acknowledged is lost, nothing is there twice, the book proves', async () => {
  const { problems, figures } = await killTheDatabase({ rounds: 4, writers: 8, lifeMsMax: 1500, seed: 20261121 });
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  expect(problems).toEqual([]);
  expect(figures.acknowledged).toBeGreaterThan(100);
  expect(figures.lost).toBeGreaterThan(0);
});
