import type { Problem } from '@sidan/rules';

/** Packs that do not load or do not fit together. */
export class StackError extends Error {
  constructor(
    readonly pack: string,
    readonly problems: readonly Problem[],
  ) {
    super(`rule pack ${pack}: ${JSON.stringify(problems.slice(0, 5))}`);
    this.name = 'StackError';
  }
}
