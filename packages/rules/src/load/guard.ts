/**
 * The first look at a stranger's file: is it JSON, and small enough to be walked by anything else?
 */
import { LIMITS } from '../limits';
import { pointer, problem, type Problem } from '../problem';

/** Names that reach into JavaScript's own objects. Forbidden as keys, and wherever a pack gives something a name. */
const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

export function isForbiddenName(name: string): boolean {
  return name.split('.').some((part) => FORBIDDEN.has(part));
}

interface Visit {
  readonly value: unknown;
  readonly path: string;
  readonly depth: number;
}

export interface Guarded {
  readonly problems: readonly Problem[];
  readonly nodes: number;
}

/**
 * Walks one file without recursion and stops at the first limit, so that neither depth nor size can hurt.
 * A file with any problem here is looked at no further.
 */
export function guardFile(file: string, content: unknown, nodesLeft: number): Guarded {
  const nodesMax = Math.min(LIMITS.fileNodesMax, nodesLeft);
  const problems: Problem[] = [];
  const queue: Visit[] = [{ value: content, path: '', depth: 0 }];
  let nodes = 0;
  for (let visit = queue.pop(); visit !== undefined; visit = queue.pop()) {
    const { value, path, depth } = visit;
    nodes += 1;
    if (nodes > nodesMax) return { problems: [problem('FILE_TOO_LARGE', file, '', { max: nodesMax })], nodes };
    if (typeof value === 'string') {
      if (value.length > LIMITS.textLengthMax) {
        problems.push(problem('TEXT_TOO_LONG', file, path, { max: LIMITS.textLengthMax }));
      }
      continue;
    }
    if (value === null || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) continue;
    if (!isJsonContainer(value)) {
      problems.push(problem('NOT_JSON', file, path, {}));
      continue;
    }
    if (depth >= LIMITS.fileDepthMax) {
      return { problems: [problem('FILE_TOO_DEEP', file, path, { max: LIMITS.fileDepthMax })], nodes };
    }
    const size = Array.isArray(value) ? value.length : Object.keys(value).length;
    if (nodes + queue.length + size > nodesMax) {
      return { problems: [problem('FILE_TOO_LARGE', file, path, { max: nodesMax })], nodes: nodes + size };
    }
    for (const key of Object.keys(value)) {
      const at = pointer(path, key);
      if (key.length > LIMITS.textLengthMax) {
        problems.push(problem('TEXT_TOO_LONG', file, path, { max: LIMITS.textLengthMax }));
      } else if (FORBIDDEN.has(key)) problems.push(problem('NAME_FORBIDDEN', file, at, { name: key }));
      else queue.push({ value: (value as Record<string, unknown>)[key], path: at, depth: depth + 1 });
    }
  }
  return { problems, nodes };
}

function isJsonContainer(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Packs may be parsed in another realm (jest, a worker), whose Object.prototype is not ours: it has no parent either.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
