import type { Problem } from '@sidan/rules';

/** Something wrong with a lifecycle that packs make together. Plain data: it is kept, and said in whoever's language reads it. */
export interface Fault {
  readonly of: 'lifecycle';
  readonly code: string;
  readonly file: string;
  readonly path: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** What is wrong with packs: with their rules, or with the lifecycles that they change. */
export type Wrong = Problem | Fault;

/** Why packs do not stand on each other: in which of them it shows, and what is wrong. */
export interface Misfit {
  pack: string;
  problems: readonly Wrong[];
}

/** Packs that do not load or do not fit together. */
export class StackError extends Error implements Misfit {
  constructor(
    readonly pack: string,
    readonly problems: readonly Wrong[],
  ) {
    super(`rule pack ${pack}: ${JSON.stringify(problems.slice(0, 5))}`);
    this.name = 'StackError';
  }
}
