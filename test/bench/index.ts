/**
 * `npm run bench -- NAME`: compares in one run on one machine, prints a table for people, and ends with one line of JSON:
 * `{ "bench", "figures": {…}, "goals": [{ "name", "value", "goal", "met" }] }`. Figures are measured now; nothing is kept from earlier runs.
 */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { batch } from './batch';
import { close } from './close';
import { dispatch } from './dispatch';
import { growth } from './growth';
import { hostile } from './hostile';
import { importSheet } from './import';
import { ledger } from './ledger';
import { lifecycle } from './lifecycle';
import { order } from './order';
import { portal } from './portal';
import { rules } from './rules';
import { timers } from './timers';

export interface Result {
  table: string;
  figures: Record<string, number>;
  goals: { name: string; value: number; goal: number; met: boolean }[];
}

const BENCHES: Record<string, () => Promise<Result>> = {
  batch,
  close,
  dispatch,
  growth,
  hostile,
  import: importSheet,
  ledger,
  lifecycle,
  order,
  portal,
  rules,
  timers,
};
/** Those that need the built plugin. */
const BUILT = new Set(['close', 'growth', 'hostile', 'import', 'lifecycle', 'order', 'portal', 'timers']);

async function main(name: string): Promise<void> {
  const bench = BENCHES[name];
  if (!bench) {
    process.stderr.write(`usage: npm run bench -- ${Object.keys(BENCHES).join(' | ')}\n`);
    process.exitCode = 2;
    return;
  }
  if (BUILT.has(name)) {
    const build = path.join(__dirname, '../../packages/plugin/build/index.mjs');
    execFileSync(process.execPath, [build, '--if-stale'], { stdio: 'inherit' });
  }
  const { table, figures, goals } = await bench();
  process.stdout.write(`${table}\n${JSON.stringify({ bench: name, figures, goals })}\n`);
}

main(process.argv[2] ?? '').catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
