import type { Outcome } from '@sidan/rules';
import type { RaterKind } from '../../commands/raters';
import { RATER_FACTS } from './told';

/** What one party's rating counts, of 1; 0 for one that no rule asks. */
export type Shares = Partial<Record<RaterKind, number>>;

/**
 * By which weights a scoring rule has put together what the parties gave (`method.parts` of facts `rater.*`): the share of each that rated. Those who abstained are left
 * out or count as 0, as the rule says. Undefined: no such rule has decided.
 */
export function sharesOf(outcomes: readonly Outcome[]): Shares | undefined {
  for (const outcome of outcomes) {
    if (outcome.kind !== 'score' || !('parts' in outcome.params.method)) continue;
    const { abstain } = outcome.params.method.parts;
    const parts = outcome.steps.flatMap((step) => (step.op === 'part' ? [step] : []));
    const known = parts.flatMap(({ fact, value, weight }) => {
      const kind = (Object.keys(RATER_FACTS) as RaterKind[]).find((one) => RATER_FACTS[one] === fact);
      return kind ? [{ kind, weight, given: value !== null }] : [];
    });
    if (!known.length || known.length < parts.length) continue;
    const whole = known.reduce((sum, { weight, given }) => sum + (given || abstain === 'zero' ? weight : 0), 0);
    // Where nobody judged there is no score, whatever an abstention counts.
    if (whole <= 0 || !known.some(({ given }) => given)) continue;
    return Object.fromEntries(known.flatMap(({ kind, weight, given }) => (given ? [[kind, weight / whole]] : [])));
  }
  return undefined;
}

/** The mean by those shares; parties without one do not count. */
export const weighted = (ratings: readonly { kind: RaterKind; score: number | null }[], shares: Shares): number =>
  ratings.reduce((sum, { kind, score }) => sum + (score ?? 0) * (shares[kind] ?? 0), 0);
