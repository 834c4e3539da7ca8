/**
 * The whole suite once more on tables that are spread by county, and once more where nothing may depend on advisory locks, LISTEN or SKIP LOCKED:
 * there the database has no functions for the first, and every statement and function that holds one of the words is refused.
 */
import { setMode } from './book';

const SUITES = ['across', 'audit', 'concurrency', 'guards', 'lots', 'post', 'properties', 'statement'];

describe.each(['partitioned', 'plain'] as const)('%s', (mode) => {
  beforeAll(() => setMode(mode));
  afterAll(() => setMode(undefined));
  describe.each(SUITES)('%s', (suite) => {
    jest.isolateModules(() => {
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      require(`./${suite}.test`);
    });
  });
});
