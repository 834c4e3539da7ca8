/** The outcome kinds. A kind that is declared in `KindParams` and forgotten here does not compile. */
import { award } from './award';
import { courtesy } from './courtesy';
import { dispatch } from './dispatch';
import { flag } from './flag';
import { grade } from './grade';
import { limit } from './limit';
import { redeem } from './redeem';
import { score } from './score';
import type { KindParams, Spec } from './spec';
import { standing } from './standing';
import { veto } from './veto';

export const KINDS = {
  award,
  limit,
  redeem,
  grade,
  score,
  veto,
  courtesy,
  standing,
  dispatch,
  flag,
} satisfies { [K in keyof KindParams]: Spec<K> };

export type { CommonParams, KindParams, Spec } from './spec';
export type { AwardParams, Coefficient, Expiry, Holder, Quantity, Redeemable, Tiers } from './award';
export type { BenefitGrant, CourtesyParams } from './courtesy';
export type { DispatchParams } from './dispatch';
export type { FlagParams } from './flag';
export type { GradeParams } from './grade';
export type { LimitParams, Overflow } from './limit';
export type { PricedBy, RedeemParams } from './redeem';
export type { ScoreMethod, ScoreParams } from './score';
export type { StandingParams } from './standing';
export type { VetoParams } from './veto';

export function isKind(name: unknown): name is keyof KindParams {
  return typeof name === 'string' && Object.hasOwn(KINDS, name);
}

/** The spec of a kind, typed for callers that hold a rule or outcome of any kind. */
export function specOf<K extends keyof KindParams>(kind: K): Spec<K> {
  const specs: { [P in keyof KindParams]: Spec<P> } = KINDS;
  return specs[kind];
}
