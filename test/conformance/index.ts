/**
 * `npm run conformance -- --packs 100000 --seed 1 --minutes 25`: stock engine, closures and SQL on random packs and facts, by a
 * thread for each core. Names the seed of each disagreement; ends with one line of JSON, and with 1 when there was one or when
 * the time did not suffice.
 */
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { startPostgres, type TestPostgres } from '../support/postgres';
import { NOTHING_YET, type Report } from './run';
import type { Portion } from './worker';

const PROGRESS_MS = 5000;
/** Packs handed to a thread at once. */
const PORTION = 100;
/** With so many there is something to mend before any more are looked for. */
const DISAGREEMENTS_MAX = 20;

interface Asked {
  readonly packs: number;
  readonly seed: number;
  readonly minutes: number;
  readonly workers: number;
}

const DEFAULTS: Asked = { packs: 100_000, seed: 1, minutes: 60, workers: availableParallelism() };

/** Undefined when an argument is no number that can be. */
function asked(): Asked | undefined {
  const names = Object.keys(DEFAULTS) as (keyof Asked)[];
  const { values } = parseArgs({
    options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
  });
  const found = Object.fromEntries(names.map((name) => [name, Number(values[name] ?? DEFAULTS[name])]));
  const isWhole = names.every((name) => name === 'minutes' || Number.isSafeInteger(found[name]));
  const isPositive = names.every((name) => name === 'seed' || found[name]! > 0);
  return isWhole && isPositive ? (found as unknown as Asked) : undefined;
}

async function main(): Promise<void> {
  const wanted = asked();
  if (!wanted) {
    process.stderr.write('usage: npm run conformance -- [--packs 100000] [--seed 1] [--minutes 60] [--workers 2]\n');
    process.exitCode = 2;
    return;
  }
  const postgres = await startPostgres();
  try {
    const { report, seconds } = await tryAll(wanted, postgres.config('postgres'));
    const { disagreements, ...counts } = report;
    const verdict = disagreements.length > 0 ? 'disagreed' : report.packs < wanted.packs ? 'unfinished' : 'agreed';
    const line = { conformance: verdict, seed: wanted.seed, ...counts, disagreements: disagreements.length };
    const packsPerSecond = Math.round(report.packs / seconds);
    process.stdout.write(`${JSON.stringify({ ...line, seconds: Math.round(seconds), packsPerSecond })}\n`);
    if (verdict !== 'agreed') process.exitCode = 1;
  } finally {
    await postgres.stop();
  }
}

/** Hands portions to the threads until all are done, the time is up, or too much is wrong. */
async function tryAll({ packs, seed, minutes, workers }: Asked, config: ReturnType<TestPostgres['config']>) {
  const report = NOTHING_YET();
  const begun = performance.now();
  const secondsGone = () => (performance.now() - begun) / 1000;
  let given = 0;
  const nextPortion = (): Portion | undefined => {
    const isOver = secondsGone() > minutes * 60 || report.disagreements.length >= DISAGREEMENTS_MAX;
    if (given >= packs || isOver) return undefined;
    const portion = { firstSeed: seed + given, packs: Math.min(PORTION, packs - given) };
    given += portion.packs;
    return portion;
  };
  const show = setInterval(() => {
    const rate = Math.round(report.packs / secondsGone());
    process.stderr.write(
      `${report.packs} of ${packs} packs, ${rate}/s, ${report.matched} rules matched, ${report.refused} traps refused, ${report.disagreements.length} disagreements\n`,
    );
  }, PROGRESS_MS);
  const threads = Array.from({ length: Math.min(workers, Math.ceil(packs / PORTION)) }, () => {
    const thread = new Worker(path.join(__dirname, 'worker.ts'), { workerData: config });
    return new Promise<void>((resolve, reject) => {
      thread.on('message', (message: Report | 'ready') => {
        if (message !== 'ready') add(report, message);
        thread.postMessage(nextPortion());
      });
      thread.once('error', reject);
      thread.once('exit', () => resolve());
    });
  });
  try {
    await Promise.all(threads);
  } finally {
    clearInterval(show);
  }
  return { report, seconds: secondsGone() };
}

function add(all: Report, part: Report): void {
  for (const name of ['packs', 'events', 'matched', 'refused'] as const) all[name] += part[name];
  all.disagreements.push(...part.disagreements);
  for (const { seed, what } of part.disagreements) process.stderr.write(`seed ${seed}: ${what}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
