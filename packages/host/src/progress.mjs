import { text } from './texts.mjs';

const seconds = (/** @type {number} */ began) => ((performance.now() - began) / 1000).toFixed(1);

/** How often a stage that takes long says so where lines cannot be rewritten (a log, a pipe). */
const remindMs = 15_000;

/**
 * Shows the stages of a start, each with the time it took.
 * @param {NodeJS.WriteStream} out
 */
export function createProgress(out) {
  const began = performance.now();
  return {
    /** Seconds since the start, with one decimal. */
    total: () => seconds(began),

    /**
     * Runs one stage. `note` lets it say where it is.
     * @template T
     * @param {string} key of the stage's name in the texts
     * @param {(note: (what: string) => void) => Promise<T>} run
     * @returns {Promise<T>}
     */
    async stage(key, run) {
      const name = text(`stage.${key}`);
      const stageBegan = performance.now();
      let detail = '';
      const line = () => `  … ${name} ${text('seconds', { seconds: seconds(stageBegan) })}${detail && ` ${detail}`}`;
      const draw = () => out.write(out.isTTY ? `\r\x1b[K${line().slice(0, (out.columns || 80) - 1)}` : `${line()}\n`);
      const timer = setInterval(draw, out.isTTY ? 200 : remindMs);
      if (out.isTTY) draw();
      let mark = '✗';
      try {
        const result = await run((what) => void (detail = what));
        mark = '✓';
        return result;
      } finally {
        clearInterval(timer);
        out.write(
          `${out.isTTY ? '\r\x1b[K' : ''}  ${mark} ${name} ${text('seconds', { seconds: seconds(stageBegan) })}\n`,
        );
      }
    },
  };
}
