/**
 * `npm run conformance -- --packs 100000 --seed 1`: stock engine, closure and SQL on random packs and facts. Stops at the first
 * disagreement and names its seed; ends with one line of JSON.
 */
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { startPostgres } from '../support/postgres';
import { conformance, type Report } from './run';

const PROGRESS_MS = 5000;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { packs: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } },
  });
  const packs = Number(values.packs);
  const seed = Number(values.seed);
  if (!Number.isSafeInteger(packs) || packs < 1 || !Number.isSafeInteger(seed)) {
    process.stderr.write('usage: npm run conformance -- [--packs 100000] [--seed 1]\n');
    process.exitCode = 2;
    return;
  }
  const postgres = await startPostgres();
  const client = new Client(postgres.config('postgres'));
  try {
    await client.connect();
    let shown = 0;
    const report = await conformance(client, packs, seed, (now) => {
      if (now.seconds * 1000 - shown < PROGRESS_MS) return;
      shown = now.seconds * 1000;
      process.stderr.write(`${now.packs} of ${packs} packs, ${rate(now)}/s, ${now.matched} rules matched\n`);
    });
    process.stdout.write(
      `${JSON.stringify({ conformance: 'agreed', seed, ...report, packsPerSecond: rate(report) })}\n`,
    );
  } finally {
    await client.end();
    await postgres.stop();
  }
}

const rate = ({ packs, seconds }: Report): number => Math.round(packs / seconds);

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
