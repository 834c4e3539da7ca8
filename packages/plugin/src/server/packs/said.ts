import { explainProblem, lookupIn, say } from '@sidan/rules';
import { sayFound } from '../lifecycles/problems';
import type { Wrong } from './stackError';

/** One thing that is wrong, in the caller's language. */
export interface SaidProblem {
  code: string;
  file: string;
  path: string;
  cause: string;
  remedy: string;
}

export function sayProblem(problem: Wrong, texts: Readonly<Record<string, string>>): SaidProblem {
  const { code, file, path } = problem;
  if ('of' in problem) return { code, file, path, ...sayFound(problem, texts, { definition: definitionIn(file) }) };
  const { cause, remedy } = explainProblem(problem);
  const lookup = lookupIn(texts);
  return { code, file, path, cause: say(cause, lookup), remedy: say(remedy, lookup) };
}

/** `workflows/order.json`, or that behind the name of a pack. */
const definitionIn = (file: string): string => /workflows\/([A-Za-z]+)\.json$/.exec(file)?.[1] ?? 'order';
