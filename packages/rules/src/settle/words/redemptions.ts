/** Redemptions: the cost, every reason against, and until when goods can be given back. */
import { factTitle } from '../../factWords';
import { refusal } from '../../kinds/redeemClauses';
import { amountOf } from '../../kinds/words';
import { message, type Message } from '../../message';
import type { Redemption } from '..';
import type { SettledWords } from '.';
import { sentences, type Told } from './told';

export const redemptionWords: SettledWords = ({ redemptions }, all) =>
  redemptions.map((redemption) => ({
    part: 'redemption',
    rules: [redemption.rule],
    text: sentences(all.explained(redemption.rule), ...effects(redemption, all)),
  }));

function effects({ rule, allowed, refusals, refund, measure }: Redemption, all: Told): Message[] {
  if (allowed) {
    if (!refund) return [];
    const params = { date: refund.until, amount: amountOf(refund.amount, measure) };
    return [message('rules.settled.redeem.refund', params)];
  }
  const outcome = all.outcomes('redeem').find((one) => one.rule === rule);
  if (!outcome) return [];
  // Those in the facts stand in the explanation already.
  const said = new Set(outcome.steps.flatMap((step) => (step.op === 'refused' ? [step.reason] : [])));
  const reasons = refusals.filter(({ reason }) => !said.has(reason)).map((step) => refusal(step, outcome, factTitle));
  return reasons.length > 0 ? [message('rules.explain.redeem.refused', { reasons })] : [];
}
