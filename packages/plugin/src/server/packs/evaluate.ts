import {
  settle,
  type Facts,
  type Outcome,
  type OutcomeOf,
  type OverflowPosting,
  type Posting,
  type RuleSet,
} from '@sidan/rules';
import type { Rules } from './load';

/** What an award came to: the figures of the settlement that its decision keeps. */
export interface Settled extends Pick<
  Posting,
  'earned' | 'amount' | 'stoppedBy' | 'heldBy' | 'expires' | 'redeemableFrom' | 'measure'
> {
  /** The limits that took something off, in full, so that they can be explained later. */
  readonly limits: readonly OutcomeOf<'limit'>[];
  readonly overflow: readonly OverflowPosting[];
}

/** An outcome with what the settlement made of it; only awards have that. */
export interface Decided {
  readonly outcome: Outcome;
  readonly settled?: Settled;
}

/**
 * Decides one event about one subject and settles it. Awards come with what is left of them; a limit is part of the awards that it cut, and no decision of its
 * own. `at` is the county's own day and hour.
 */
export function evaluate({ ruleSet, decide }: Rules, facts: Facts, at: string): Decided[] {
  const outcomes = decide(facts);
  return outcomes.length ? settled(ruleSet, outcomes, facts, at) : [];
}

/** The outcomes of one event, settled. */
export function settled(ruleSet: RuleSet, outcomes: readonly Outcome[], facts: Facts, at: string): Decided[] {
  const { postings, overflow } = settle(ruleSet, outcomes, facts, { at });
  const limits = new Map(outcomes.flatMap((outcome) => (outcome.kind === 'limit' ? [[outcome.rule, outcome]] : [])));
  let award = 0;
  return outcomes.flatMap((outcome): Decided[] => {
    if (outcome.kind === 'limit') return [];
    if (outcome.kind !== 'award') return [{ outcome }];
    // The settlement has one posting for each award, in their order.
    const { earned, amount, limitedBy, stoppedBy, heldBy, expires, redeemableFrom, measure } = postings[award++]!;
    const came: Settled = {
      earned,
      amount,
      measure,
      limits: limitedBy.map((rule) => limits.get(rule)!),
      overflow: overflow.filter(({ rule }) => rule === outcome.rule),
      heldBy,
      ...(stoppedBy ? { stoppedBy } : {}),
      ...(expires ? { expires } : {}),
      ...(redeemableFrom ? { redeemableFrom } : {}),
    };
    return [{ outcome, settled: came }];
  });
}
