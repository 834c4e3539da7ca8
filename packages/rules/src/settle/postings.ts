/** Awards as postings: what standings, limits and flags leave of them, and when it can be spent. */
import { measureOf } from '../kinds/assets';
import { applyLimits, type Earning } from './limits';
import { expiryOf, redeemableFrom } from './life';
import { dateOf, type Evaluation, ofKind } from './occasion';
import type { Flag, OverflowPosting, Posting, StandingResult } from './settlement';

export function settlePostings(
  evaluation: Evaluation,
  standings: readonly StandingResult[],
  flags: readonly Flag[],
): { postings: Posting[]; overflow: OverflowPosting[] } {
  const { ruleSet } = evaluation;
  const awards = ofKind('award', evaluation);
  const stops = awards.map(({ params }) => standings.find((standing) => stopsEarning(standing, params.asset))?.rule);
  // What is stopped takes no room from the rest.
  const earnings = awards.map(
    (outcome, index): Earning => ({ outcome, left: stops[index] === undefined ? outcome.amount : 0, limitedBy: [] }),
  );
  const overflow = applyLimits(earnings, ofKind('limit', evaluation), ruleSet);
  const date = dateOf(evaluation);
  const postings = earnings.map(({ outcome, left, limitedBy }, index): Posting => {
    const { asset, to, expires, redeemable } = outcome.params;
    const stoppedBy = stops[index];
    const until = expires && expiryOf(expires, date, ruleSet.cycles);
    return {
      rule: outcome.rule,
      asset,
      to,
      measure: outcome.measure ?? measureOf(ruleSet.catalogue, asset),
      earned: outcome.amount,
      amount: left,
      limitedBy,
      ...(stoppedBy === undefined ? {} : { stoppedBy }),
      heldBy: flags
        .filter(({ severity, holds }) => severity === 'hold' && (holds === undefined || holds === asset))
        .map(({ rule }) => rule),
      ...(until === undefined ? {} : { expires: until }),
      ...(redeemable ? { redeemableFrom: redeemableFrom(redeemable, date) } : {}),
    };
  });
  return { postings, overflow };
}

function stopsEarning({ action, zero, assets, refuses }: StandingResult, asset: string): boolean {
  if (action === 'zero') return zero === 'event' && (assets?.includes(asset) ?? true);
  if (action === 'refuse' || action === 'blacklist') return refuses?.includes('earn') ?? true;
  return action === 'deregister';
}
