/** A definition while layers are being laid over it: the file, who made each part of it, and what is wrong. */
import type { DefinitionFile, Titles } from '../definition/file';
import type { Problem } from '../problem';
import type { Reason } from './overlay';

/** The layer below all others. */
export const BASE = 'base';

/** What a layer did to what lay below it, and why. */
export interface Change {
  layer: string;
  kind: 'add' | 'change' | 'remove';
  /** In the definition: `machine/states/waiting/on/dispatch`, `regions/claim`. */
  path: string;
  reason: Reason;
}

export interface LayerProblem extends Problem {
  /** The layer in whose file `path` is; `base` for the definition itself. */
  layer: string;
}

export interface Draft {
  file: DefinitionFile;
  /** Regions that are on, so far. */
  on: Set<string>;
  /** The layer to which an object of the file (state, branch, event, field, clock) or a region's switch belongs; what is not here is the base's. */
  madeBy: Map<object | string, string>;
  titles: Titles;
  changes: Change[];
  problems: LayerProblem[];
}

/** One layer at work on a draft. */
export interface Hand {
  draft: Draft;
  layer: string;
  reason: Reason;
  problem(code: string, path: string, params?: Record<string, unknown>): void;
  /** Signs a part; `path` is its place in the definition. */
  sign(part: object | string, kind: Change['kind'], path: string, reason?: Reason): void;
}

export function handOf(draft: Draft, layer: string, reason: Reason): Hand {
  return {
    draft,
    layer,
    reason,
    problem: (code, path, params = {}) => draft.problems.push({ code, path, params, layer }),
    sign(part, kind, path, why = reason) {
      draft.madeBy.set(part, layer);
      draft.changes.push({ layer, kind, path, reason: why });
    },
  };
}
