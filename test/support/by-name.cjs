const { createRequire } = require('node:module');
// The runner's own base class, which only the runner depends on.
const { default: Sequencer } = createRequire(require.resolve('jest'))('@jest/test-sequencer');

/**
 * Suites one after the other by name. Many share a server, and the runner's own order follows how long each took on this machine: what one suite left
 * for another would show on one machine and not on the next.
 */
module.exports = class ByName extends Sequencer {
  sort(tests) {
    return [...tests].sort((a, b) => (a.path < b.path ? -1 : 1));
  }
};
