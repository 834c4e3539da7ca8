/**
 * `npm test`: everything that has to pass, on a machine with nothing but Node and npm. Installs and builds what is missing, goes on after a failure so
 * that one run tells all, and ends with `<n> passed, <n> failed` alone on a line.
 *
 *   --only a,b   runs only these: build, lint, format, types, boundaries, unit, integration, chaos, stock, browser
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { checkNode } from './node.mjs';
import { installPackages, packagesAreStale } from './packages.mjs';
import { nodeModules, repoRoot } from './places.mjs';

/** @typedef {{ passed: number, failed: number }} Count */

/**
 * Runs a tool in the repository with its output shown, each line under the name of its check.
 * @param {string} name
 * @param {string[]} args of Node
 * @returns {Promise<number>} its exit status
 */
function node(name, args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: repoRoot, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const output of [child.stdout, child.stderr])
      createInterface({ input: output }).on('line', (line) => process.stdout.write(`${name.padEnd(11)} | ${line}\n`));
    child.once('error', () => resolve(1));
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/** @param {string} name of the check @param {string} program of a tool in node_modules @param {string[]} args */
const tool = (name, program, ...args) => node(name, [join(nodeModules, program), ...args]);

const eslint = 'eslint/bin/eslint.js';
const prettier = 'prettier/bin/prettier.cjs';
const tsc = 'typescript/bin/tsc';
const cruiser = 'dependency-cruiser/bin/dependency-cruise.mjs';

/** One check counts as one; a project of jest as the tests in it. @type {Record<string, () => Promise<Count>>} */
const checks = {
  build: async () => one(await node('build', [join(repoRoot, 'packages/plugin/build/index.mjs'), '--if-stale'])),
  lint: async () => one(await tool('lint', eslint, '.')),
  format: async () => one(await tool('format', prettier, '--check', '--log-level', 'warn', '.')),
  types: async () =>
    sum(
      await each(['.', 'packages/portal', 'packages/host'], async (project) =>
        one(await tool('types', tsc, '--noEmit', '-p', project)),
      ),
    ),
  boundaries: async () => one(await tool('boundaries', cruiser, '--config', '.dependency-cruiser.cjs', 'packages')),
  unit: () => jest('unit'),
  // A database and a server each: the suites of one project come one after the other, and share what takes long to make.
  integration: () => jest('integration', '--runInBand'),
  chaos: () => jest('chaos', '--runInBand'),
  stock: () => jest('stock', '--runInBand'),
  browser: () => jest('browser', '--runInBand'),
};

/** Two lanes that take about as long; all after the build. */
const LANES = [
  ['lint', 'format', 'types', 'boundaries', 'integration'],
  ['unit', 'chaos', 'stock', 'browser'],
];

/** @param {number} status @returns {Count} */
const one = (status) => (status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

/** @param {Count[]} counts @returns {Count} */
const sum = (counts) => ({
  passed: counts.reduce((total, { passed }) => total + passed, 0),
  failed: counts.reduce((total, { failed }) => total + failed, 0),
});

/**
 * @template T, R
 * @param {T[]} items
 * @param {(item: T) => Promise<R>} run
 */
async function each(items, run) {
  /** @type {R[]} */
  const results = [];
  for (const item of items) results.push(await run(item));
  return results;
}

/**
 * @param {string} project
 * @param {string[]} options
 * @returns {Promise<Count>}
 */
async function jest(project, ...options) {
  const folder = mkdtempSync(join(tmpdir(), 'sidan-test-'));
  try {
    const result = join(folder, 'result.json');
    const args = ['--selectProjects', project, '--json', '--outputFile', result, '--passWithNoTests', ...options];
    const status = await tool(project, 'jest/bin/jest.js', ...args);
    const report = JSON.parse(readFileSync(result, 'utf8'));
    const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
    // jest fails for more than tests, for instance for a thing left open: then at least one has failed.
    return { passed: report.numPassedTests, failed: status === 0 ? failed : Math.max(failed, 1) };
  } catch {
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} name */
async function run(name) {
  const began = performance.now();
  process.stdout.write(`${name.padEnd(11)} | begins\n`);
  const count = await /** @type {() => Promise<Count>} */ (checks[name])();
  return { name, ...count, seconds: ((performance.now() - began) / 1000).toFixed(1) };
}

/** @param {string[]} names @returns {Promise<Count>} */
async function runAll(names) {
  const first = names.filter((name) => !LANES.flat().includes(name));
  const lanes = LANES.map((lane) => names.filter((name) => lane.includes(name)));
  const beside = availableParallelism() > 1 ? lanes : [lanes.flat()];
  const results = [...(await each(first, run)), ...(await Promise.all(beside.map((lane) => each(lane, run)))).flat()];
  process.stdout.write('\n');
  for (const { name, passed, failed, seconds } of results) {
    process.stdout.write(
      `${failed ? 'FAIL' : 'ok  '} ${name.padEnd(12)} ${`${passed} passed, ${failed} failed`.padEnd(26)} ${seconds} s\n`,
    );
  }
  return sum(results);
}

checkNode(process.versions.node);
const { values } = parseArgs({ options: { only: { type: 'string' } } });
if (packagesAreStale()) {
  const log = join(repoRoot, 'data', 'logs', 'packages.log');
  mkdirSync(join(repoRoot, 'data', 'logs'), { recursive: true });
  await installPackages(log);
}
const total = await runAll(values.only?.split(',') ?? Object.keys(checks));
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
process.exitCode = total.failed === 0 ? 0 : 1;
