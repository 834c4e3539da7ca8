/**
 * One runner for everything. `npx jest --selectProjects unit` runs what needs nothing but Node;
 * `integration` (orders) and `bank` (points, time and the shop) start an embedded PostgreSQL and NocoBase each, and `access` too, to try who may do what; `ledger` a PostgreSQL alone; `chaos` kills the server again and again;
 * `start` starts the product as a person does; `stock` installs the archive into a stock application; `browser` drives a real browser.
 */
const swc = [
  '@swc/jest',
  {
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', tsx: true, decorators: true },
      transform: { react: { runtime: 'automatic' } },
    },
    module: { type: 'commonjs' },
  },
];

const base = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform: { '^.+\\.(ts|tsx|mts|mjs)$': swc },
  extensionsToTreatAsEsm: [],
  modulePathIgnorePatterns: ['<rootDir>/data/', '<rootDir>/dist/', '/dist/'],
};

module.exports = {
  // How fast a machine is no test may ask: five seconds, the runner's own measure, are little for a property test beside a busy neighbour.
  testTimeout: 300_000,
  testSequencer: '<rootDir>/test/support/by-name.cjs',
  projects: [
    {
      ...base,
      displayName: 'unit',
      testMatch: [
        '<rootDir>/packages/*/src/**/*.test.ts',
        '<rootDir>/packages/*/src/**/*.test.tsx',
        '<rootDir>/packages/plugin/build/**/*.test.ts',
        '<rootDir>/test/unit/**/*.test.ts',
      ],
    },
    {
      ...base,
      displayName: 'integration',
      testMatch: ['<rootDir>/test/integration/*.test.ts'],
    },
    { ...base, displayName: 'bank', testMatch: ['<rootDir>/test/integration/bank/**/*.test.ts'] },
    { ...base, displayName: 'ledger', testMatch: ['<rootDir>/test/integration/ledger/**/*.test.ts'] },
    { ...base, displayName: 'access', testMatch: ['<rootDir>/test/{access,conformance}/**/*.test.ts'] },
    { ...base, displayName: 'start', testMatch: ['<rootDir>/test/start/**/*.test.ts'] },
    { ...base, displayName: 'stock', testMatch: ['<rootDir>/test/stock/**/*.test.ts'] },
    { ...base, displayName: 'chaos', testMatch: ['<rootDir>/test/chaos/**/*.test.ts'] },
    {
      ...base,
      displayName: 'browser',
      testMatch: ['<rootDir>/test/browser/**/*.test.ts'],
      globalSetup: '<rootDir>/test/browser/globalSetup.ts',
      globalTeardown: '<rootDir>/test/browser/globalTeardown.ts',
    },
  ],
};
