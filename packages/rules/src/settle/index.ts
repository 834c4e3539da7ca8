/**
 * Settlement: puts the outcomes of one evaluation together. Standings come first (they stop earning), then limits, then flags.
 */
import type { Facts } from '../facts';
import type { RuleSet } from '../layer';
import { isLocalMoment, MomentError } from '../moment';
import type { Outcome } from '../outcome';
import { settleGrades } from './grades';
import { type Evaluation, type Moment } from './occasion';
import { settleCourtesies, settleDispatch, settleFlags, settleStandings } from './others';
import { settlePostings } from './postings';
import { settleRedemptions } from './redemptions';
import { settleScores } from './scores';
import type { Settlement } from './settlement';

/**
 * Settles the outcomes of one evaluation, as `decide` gave them for these facts by this rule set. Pure and exact; for checked
 * packs it throws nothing else. `at` is the county's own day and hour: what is earned expires from there, and counters are open
 * or not.
 * @throws MomentError when `at` is no moment, or one with a zone: which day it is for the county would be a guess
 */
export function settle(ruleSet: RuleSet, outcomes: readonly Outcome[], facts: Facts, { at }: Moment): Settlement {
  if (!isLocalMoment(at)) throw new MomentError(at);
  const evaluation: Evaluation = { ruleSet, outcomes, facts, at };
  const standings = settleStandings(evaluation);
  const flags = settleFlags(evaluation);
  const dispatch = settleDispatch(evaluation);
  return {
    ...settlePostings(evaluation, standings, flags),
    redemptions: settleRedemptions(evaluation, standings),
    grades: settleGrades(evaluation),
    scores: settleScores(evaluation),
    courtesies: settleCourtesies(evaluation),
    standings,
    ...(dispatch ? { dispatch } : {}),
    flags,
  };
}

export { gradeClass, type Graded } from './gradeClass';
export type { Moment } from './occasion';
export type {
  CourtesyResult,
  DispatchResult,
  Flag,
  GradeResult,
  ItemScore,
  OverflowPosting,
  Posting,
  Redemption,
  ScoreResult,
  Settlement,
  StandingResult,
} from './settlement';
