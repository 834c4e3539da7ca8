/**
 * `npm test`: everything that has to pass, on a machine with nothing but Node and npm. Installs and builds what is missing, goes on after a failure so
 * that one run tells all, and ends with `<n> passed, <n> failed` alone on a line.
 *
 *   --only a,b   runs only these: build, lint, format, types, boundaries, unit, integration, bank, ledger, access, start, chaos, stock, browser
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { availableParallelism, tmpdir, totalmem } from 'node:os';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { checkNode } from './node.mjs';
import { installPackages, packagesAreStale } from './packages.mjs';
import { nodeModules, repoRoot } from './places.mjs';

/** @typedef {{ passed: number, failed: number, failures?: string[] }} Count */

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
  // Suites that load the host leave much behind; a worker that has grown is replaced by a new one.
  unit: () => jest('unit', '--workerIdleMemoryLimit=400MB'),
  // A database and a server each: the suites of one project come one after the other, and share what takes long to make.
  integration: () => jest('integration', '--runInBand'),
  bank: () => jest('bank', '--runInBand'),
  ledger: () => jest('ledger', '--runInBand'),
  access: () => jest('access', '--runInBand'),
  chaos: () => jest('chaos', '--runInBand'),
  stock: () => jest('stock', '--runInBand'),
  start: () => jest('start', '--runInBand'),
  browser: () => jest('browser', '--runInBand'),
};

/** Of a failure's message and stack, repeated at the end. */
const FAILURE_LINES = 25;

/** Of memory, what each lane may need: a server, its database, a browser, and the tests themselves. */
const LANE_BYTES = 3 * 1024 ** 3;

/**
 * One more at a time than two processors have hands, as far as there is memory for them, all after the build: a check that asks a server waits for it now and then, or for a clock.
 * A fourth found nothing left to do, and made every other slower. What takes longest first, so that all lanes end at about the same time.
 */
const LANES = availableParallelism() > 1 ? Math.max(1, Math.min(3, Math.floor(totalmem() / LANE_BYTES))) : 1;
const LONGEST_FIRST = [
  'browser',
  'integration',
  'bank',
  'access',
  'unit',
  'stock',
  'start',
  'ledger',
  'chaos',
  'types',
  'format',
  'lint',
  'boundaries',
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
    return {
      passed: report.numPassedTests,
      failed: status === 0 ? failed : Math.max(failed, 1),
      failures: failuresOf(report),
    };
  } catch {
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * What has to be read of a failure: where, which, and the beginning of why.
 * @param {{ testResults: { name: string, status: string, message: string, assertionResults: { status: string, fullName: string, failureMessages: string[] }[] }[] }} report
 * @returns {string[]}
 */
function failuresOf({ testResults }) {
  const begin = (/** @type {string} */ text) => text.split('\n').slice(0, FAILURE_LINES).join('\n');
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(repoRoot, name);
    const failed = assertionResults.filter((one) => one.status === 'failed');
    if (failed.length > 0)
      return failed.map((one) => `${file}\n${one.fullName}\n${begin(one.failureMessages.join('\n'))}`);
    return status === 'failed' ? [`${file}\n${begin(message)}`] : [];
  });
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
  const first = names.filter((name) => !LONGEST_FIRST.includes(name));
  const waiting = LONGEST_FIRST.filter((name) => names.includes(name));
  const results = await each(first, run);
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results.push(await run(next));
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  process.stdout.write('\n');
  // Once more at the end: other lanes and their lines lie between a failure and whoever looks for it.
  for (const { name, failures = [] } of results)
    for (const failure of failures) process.stdout.write(`FAIL ${name} ${failure}\n\n`);
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
