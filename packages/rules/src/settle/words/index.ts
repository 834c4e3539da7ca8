/**
 * A settlement as texts to be: what came out for the subject, sentence by sentence, in the order in which a clerk reads it out.
 */
import { explain } from '../../explain';
import type { Message } from '../../message';
import type { Outcome } from '../../outcome';
import type { Settlement } from '..';
import { gradeWords } from './grades';
import { courtesyWords, dispatchWords, standingWords } from './others';
import { postingWords } from './postings';
import { redemptionWords } from './redemptions';
import { scoreWords } from './scores';
import { type Told, told, type ToldBy } from './told';

export type { Told, ToldBy } from './told';

/** What a sentence is about; `limit` is one that took nothing off. */
export type SettledPart =
  | 'standing'
  | 'posting'
  | 'limit'
  | 'redemption'
  | 'grade'
  | 'score'
  | 'courtesy'
  | 'dispatch'
  | 'flag';

export interface SettledSentence {
  readonly part: SettledPart;
  /** The rules that it rests on, by name. */
  readonly rules: readonly string[];
  readonly text: Message;
}

/**
 * Says what `settle` made of these outcomes by this rule set. Every outcome is among the `rules` of a sentence; the sentences cite
 * pack, version and rule, and `say` makes them text with the tables that `explain` needs.
 */
export function explainSettlement(
  ruleSet: ToldBy,
  outcomes: readonly Outcome[],
  settlement: Settlement,
): SettledSentence[] {
  const all = told(ruleSet, outcomes);
  const bound = new Set(settlement.postings.flatMap(({ limitedBy }) => limitedBy));
  const plain = (part: 'limit' | 'flag'): SettledSentence[] =>
    outcomes
      .filter(({ kind, rule }) => kind === part && !bound.has(rule))
      .map((outcome) => ({ part, rules: [outcome.rule], text: explain(outcome) }));
  return [
    ...standingWords(settlement, all),
    ...postingWords(settlement, all),
    ...plain('limit'),
    ...redemptionWords(settlement, all),
    ...gradeWords(settlement, all),
    ...scoreWords(settlement, all),
    ...courtesyWords(settlement, all),
    ...dispatchWords(settlement, all),
    ...plain('flag'),
  ];
}

export type SettledWords = (settlement: Settlement, all: Told) => SettledSentence[];
