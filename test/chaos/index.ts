/**
 * `npm run chaos -- --orders 200 --kills 40`: the long form of `kill.test.ts`. Prints what is wrong, if anything, and one line of JSON with the figures.
 *
 *   --orders N   how many orders are played (200)
 *   --kills N    how often the server is killed while they are (40)
 *   --workers N  how many orders are played at once (8)
 *   --seed N     the same seed plays the same orders and marks the same requests for a kill (from the clock)
 *   --minutes N  gives up after so long (60)
 *
 * `npm run chaos -- --ledger --rounds 40` kills the database under 8 writers of the ledger instead: the long form of `ledger/kill.test.ts`.
 *
 *   --rounds N   how often (40)
 *   --life N     the longest that the database lives in between, in milliseconds (3000)
 */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { killTheDatabase } from './ledger/run';
import { runChaos } from './run';

const option = { type: 'string' } as const;
const { values } = parseArgs({
  options: {
    orders: option,
    kills: option,
    workers: option,
    seed: option,
    minutes: option,
    ledger: { type: 'boolean' },
    rounds: option,
    life: option,
  },
});
const number = (text: string | undefined, otherwise: number) => {
  const value = text === undefined ? otherwise : Number(text);
  if (!Number.isInteger(value) || value < 0) throw new Error(`not a whole number: ${text}`);
  return value;
};

async function main(): Promise<void> {
  const plan = {
    orders: number(values.orders, 200),
    kills: number(values.kills, 40),
    workers: number(values.workers, 8),
    seed: number(values.seed, Date.now() % 2 ** 32),
  };
  const minutes = number(values.minutes, 60);
  setTimeout(() => {
    process.stderr.write(`not done after ${minutes} minutes\n`);
    process.exit(1);
  }, minutes * 60_000).unref();
  if (values.ledger) {
    const { rounds, lifeMsMax } = { rounds: number(values.rounds, 40), lifeMsMax: number(values.life, 3000) };
    return report(plan, await killTheDatabase({ rounds, lifeMsMax, writers: plan.workers, seed: plan.seed }));
  }
  execFileSync(process.execPath, [path.join(__dirname, '../../packages/plugin/build/index.mjs'), '--if-stale'], {
    stdio: 'inherit',
  });
  report(plan, await runChaos(plan));
}

function report(plan: object, { problems, figures }: { problems: string[]; figures: Record<string, number> }): void {
  for (const problem of problems) process.stdout.write(`${problem}\n`);
  process.stdout.write(`${JSON.stringify({ ...plan, problems: problems.length, figures })}\n`);
  process.exitCode = problems.length ? 1 : 0;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
