import { seeded } from '../random';
import { closeUnderKills } from './run';

/** `kill -9` of the server in the middle of a monthly close: run again it gives the book of a clean run. */
jest.setTimeout(600_000);

/** Each kill costs a start; more of them: SIDAN_KILLS. */
const kills = Number(process.env.SIDAN_KILLS ?? 1);

test('6,000 hours closed while the server is killed: the same book as in peace, and the same again from history', async () => {
  const { problems, figures } = await closeUnderKills({
    volunteers: 2000,
    events: 6000,
    kills,
    random: seeded(20261001),
  });
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  expect(problems).toEqual([]);
  expect(figures).toMatchObject({ events: 6000, kills });
});
