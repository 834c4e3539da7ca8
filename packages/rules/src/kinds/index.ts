/** The outcome kinds. A kind that is declared in `KindParams` and forgotten here does not compile. */
import { award } from './award';
import type { KindParams, Spec } from './spec';

export const KINDS = {
  award,
} satisfies { [K in keyof KindParams]: Spec<K> };

export type { KindParams, Spec } from './spec';
export type { AwardParams, Coefficient } from './award';

export function isKind(name: unknown): name is keyof KindParams {
  return typeof name === 'string' && Object.hasOwn(KINDS, name);
}

/** The spec of a kind, typed for callers that hold a rule or outcome of any kind. */
export function specOf<K extends keyof KindParams>(kind: K): Spec<K> {
  const specs: { [P in keyof KindParams]: Spec<P> } = KINDS;
  return specs[kind];
}
