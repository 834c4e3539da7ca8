import { text } from './texts.mjs';

/** Something the person at the terminal can put right: shown as one sentence, without a stack. The code is the key of that sentence. */
export class Problem extends Error {
  /**
   * @param {string} code key in `locales/<lang>/host.json` below `problem.`
   * @param {Record<string, string | number>} [params]
   */
  constructor(code, params = {}) {
    super(text(`problem.${code}`, params));
    this.name = 'Problem';
    this.code = code;
  }
}
