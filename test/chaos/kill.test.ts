import { runChaos } from './run';

/** Issue 2, "Done when" 4: `kill -9` of the server between any two of 30 orders' steps, and in the middle of them. The long form: `npm run chaos`. */
jest.setTimeout(600_000);

test('30 orders while the server is killed again and again: nothing lost, nothing twice', async () => {
  const { problems, figures } = await runChaos({ orders: 30, kills: 5, workers: 6, seed: 20260101 });
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  expect(problems).toEqual([]);
  expect(figures).toMatchObject({ orders: 30, kills: 7 });
  expect(figures.retries).toBeGreaterThan(0);
});
