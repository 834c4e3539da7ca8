/**
 * Runs one NocoBase process: what its command line does before it shells out to yarn or pm2, without them.
 * Started with `--preserve-symlinks`, as NocoBase needs to find plugins that are linked into node_modules.
 */
// @ts-expect-error The package carries no types.
const { generateAppDir, initEnv } = require('@nocobase/cli-v1/src/util.js');

initEnv();
generateAppDir();
require('@nocobase/app/lib/index.js');
