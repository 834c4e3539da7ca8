import type { Problem } from '@sidan/rules';

/** Why packs do not stand on each other: in which of them it shows, and what is wrong. */
export interface Misfit {
  pack: string;
  problems: readonly Problem[];
}

/** Packs that do not load or do not fit together. */
export class StackError extends Error implements Misfit {
  constructor(
    readonly pack: string,
    readonly problems: readonly Problem[],
  ) {
    super(`rule pack ${pack}: ${JSON.stringify(problems.slice(0, 5))}`);
    this.name = 'StackError';
  }
}
