/** Params in words, kind by kind: what a rule says when nothing has happened yet. */
export { awardPhrases } from './award';
export { commonPhrases } from './common';
export { limitPhrases } from './limit';
export { courtesyPhrases, dispatchPhrases, flagPhrases, gradePhrases, standingPhrases, vetoPhrases } from './others';
export { redeemPhrases } from './redeem';
export { scorePhrases } from './score';
export type { Named, Phrase, Phrases, RulesChosen } from './phrase';
