/** Lets plain Node run our TypeScript: `node -r ./test/support/typescript.cjs file.ts`. For benches and long suites, which are no jest tests. */
require('../../packages/cli/bin/typescript.cjs');
