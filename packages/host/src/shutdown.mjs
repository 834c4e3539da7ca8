import { isRunning, npmAbove } from './processes.mjs';
import { stopCommands } from './run.mjs';
import { text } from './texts.mjs';

/** How often we look whether the npm that started us still runs. */
const watchMs = 500;

/**
 * Stops everything, once, in the reverse order of its start, whoever asks: a signal, the end of npm, the end of a child, or an error.
 */
export function createShutdown(/** @type {() => void} */ onStopping) {
  /** @type {(() => unknown)[]} */
  const steps = [];
  /** @type {Promise<void> | null} */
  let stopping = null;

  const now = () => {
    stopping ??= (async () => {
      onStopping();
      stopCommands();
      for (const step of steps.reverse()) await step();
    })();
    return stopping;
  };

  /** @param {string} message @param {number} status */
  const leave = async (message, status) => {
    if (stopping) return;
    process.stdout.write(`\n  ${message}\n`);
    await now();
    process.stdout.write(`  ${text('stopped')}\n`);
    process.exit(status);
  };

  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => void leave(text('stopping'), 0));
  }
  const above = npmAbove();
  setInterval(() => {
    if (!above.every(isRunning)) void leave(text('stopping'), 0);
  }, watchMs).unref();

  return {
    now,
    /** @param {() => unknown} step runs after all that is added later */
    last: (step) => void steps.push(step),
    /**
     * Stops this one with the rest, and the rest when this one ends by itself.
     * @param {import('./leash.mjs').Leashed} leashed
     * @param {() => Error} problem what to say then
     */
    watch(leashed, problem) {
      steps.push(() => leashed.stop());
      void leashed.exit.then(() => leave(problem().message, 1));
    },
  };
}
