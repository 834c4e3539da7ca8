/**
 * What a command says, to people or to machines.
 */
import { explainProblem, say, type Problem } from '@sidan/rules';
import type { Texts } from './texts';

export interface Io {
  readonly texts: Texts;
  readonly json: boolean;
  /** A line for people; nothing with `--json`. */
  line(text: string): void;
  /** The answer for machines; nothing without `--json`. */
  answer(value: unknown): void;
  /** How far long work is, on a terminal. */
  progress(text: string): void;
  problems(problems: readonly Problem[], where?: string): void;
}

const SHOWN_EVERY_MS = 100;

export function ioOf(texts: Texts, json: boolean): Io {
  let shown = 0;
  const clear = () => {
    if (shown > 0 && process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  };
  const line = (text: string) => {
    if (json) return;
    clear();
    process.stdout.write(`${text}\n`);
  };
  return {
    texts,
    json,
    line,
    answer: (value) => {
      clear();
      if (json) process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
    },
    progress: (text) => {
      const now = Date.now();
      if (json || !process.stderr.isTTY || now - shown < SHOWN_EVERY_MS) return;
      shown = now;
      process.stderr.write(`\r\u001b[K${text}`);
    },
    problems: (problems, where) => {
      for (const found of problems) {
        const { cause, remedy } = explainProblem(found);
        const file = [where, found.file].filter(Boolean).join('/');
        line(`${file}${found.path ? `#${found.path}` : ''}  ${found.code}`);
        line(`    ${say(cause, texts.lookup)}`);
        line(`    ${say(remedy, texts.lookup)}`);
      }
    },
  };
}

/** A problem as machines get it: with its words. */
export function withWords(problem: Problem, { lookup }: Texts): Record<string, unknown> {
  const { cause, remedy } = explainProblem(problem);
  return { ...problem, cause: say(cause, lookup), remedy: say(remedy, lookup) };
}
