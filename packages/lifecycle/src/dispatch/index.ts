/** Dispatch 派单: the county's plan as data and what is next by it, candidates with their reasons, a pile at once. No I/O, no clock. */
export { habitOf, habitOfCounty, SILENCE_MINUTES, withHours, type Answer, type Answered, type Habit } from './answers';
export { dispatchPile, type PileOptions, type PileOrder, type PilePlan, type PileRow, type PileTotal } from './batch';
export {
  candidateFacts,
  kilometres,
  lackingOf,
  type Lacking,
  type Period,
  type Place,
  type TeamKnown,
  type Wanted,
} from './facts';
export { brief, spanWords } from './figures';
export {
  missing,
  NO_HISTORY,
  OFFER_STATES,
  type Asked,
  type DispatchHistory,
  type Need,
  type OfferState,
  type Run,
} from './history';
export { isLevel, LEVELS, nextLevel, type Level } from './level';
export { comesNext, nextRound, type Situation, type Skipped, type Turn, type TurnResult } from './nextRound';
export { BY_HAND, checkPlan, ROUND_KINDS, spanOfRound, type DispatchPlan, type Round, type RoundKind } from './plan';
export { rank, TIES, type Candidate, type Ranked, type Tie, type Verdict, type VerdictReason } from './rank';
export { factsInWords } from './words';
