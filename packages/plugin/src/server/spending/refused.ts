import { explainRefusal, factTitle } from '@sidan/rules';
import { LANGUAGES } from '../assets';
import { SidanError } from '../errors';
import type { Words } from '../packs/words';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import type { Priced } from './price';

/** Every reason against it, in one language; of a fact that is not known, the sentence of the rule. */
export function reasonsAgainst(words: Words, { outcome, redemption }: Priced): string[] {
  const reasons = redemption.refusals.map((step) => words.say(explainRefusal(step, outcome, factTitle)));
  return reasons.length || redemption.allowed ? reasons : [words.sentence(outcome)];
}

/** REDEEM_REFUSED with its reasons in each language. */
export async function refusedByRule(
  sidan: Sidan,
  q: Connection,
  regionCode: string,
  priced: Priced,
): Promise<SidanError> {
  const error = new SidanError('REDEEM_REFUSED', { rule: priced.outcome.rule });
  const reasons: Record<string, string[]> = {};
  for (const lang of LANGUAGES)
    reasons[lang] = reasonsAgainst(await sidan.packs.words(q, lang, regionCode, [priced.outcome]), priced);
  error.reasons = reasons;
  return error;
}
