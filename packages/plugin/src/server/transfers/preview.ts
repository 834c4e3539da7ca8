import type { TransferQuote, TransferRequest } from '../../api/types';
import type { Reader } from '../reads/reader';
import { reasonsAgainst } from '../spending/refused';
import { amountsOf, read } from './give';
import { quoteOf } from './quote';

/**
 * What it would take and what would arrive, with every reason against it; nothing is moved.
 * @throws NOT_JOINED, INVALID_DATA, TEAM_NOT_LED, TEAM_DONATES_ONLY, TRANSFER_NOT_FAMILY, FUND_OFF, TRANSFER_NO_RULE, RULES_BROKEN
 */
export async function previewOf(
  reader: Reader,
  regionCode: string,
  asked: Partial<Record<keyof TransferRequest, unknown>>,
): Promise<TransferQuote> {
  const { sidan, q, actor, lang, say } = reader;
  const { giving, person } = await read(sidan, q, actor, regionCode, asked);
  const quoted = await quoteOf(sidan, q, regionCode, person, giving, sidan.clock());
  const words = await sidan.packs.words(q, lang, regionCode, [quoted.priced.outcome]);
  const owned = await sidan.ledger.balance(q, {
    regionCode,
    ...quoted.priced.holder,
    asset: giving.asset,
  });
  const reasons = reasonsAgainst(words, quoted.priced);
  return {
    ...(await amountsOf(reader, regionCode, quoted)),
    sentence: words.sentence(quoted.priced.outcome),
    reasons: !reasons.length && owned < quoted.cost ? [say('errors.INSUFFICIENT')] : reasons,
  };
}
