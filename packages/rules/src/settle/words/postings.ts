/** Awards: what they earned, what limits left, where the rest went, and when it can be spent. */
import { factTitle, factValue } from '../../factWords';
import { measureOf } from '../../kinds/assets';
import { specOf } from '../../kinds';
import { amountOf, assetTitle } from '../../kinds/words';
import { message, type Message } from '../../message';
import type { OverflowPosting, Posting } from '..';
import type { SettledWords } from '.';
import { sentences, type Told } from './told';

export const postingWords: SettledWords = ({ postings, overflow }, all) =>
  postings.map((posting) => {
    const rest = overflow.filter(({ rule }) => rule === posting.rule);
    const { rule, limitedBy, heldBy, stoppedBy } = posting;
    return {
      part: 'posting',
      rules: [...new Set([rule, ...limitedBy, ...heldBy, ...(stoppedBy === undefined ? [] : [stoppedBy])])],
      text: sentences(all.explained(rule), ...effects(posting, rest, all)),
    };
  });

function effects(posting: Posting, overflow: readonly OverflowPosting[], all: Told): Message[] {
  const { amount, measure, stoppedBy, limitedBy, heldBy, redeemableFrom, expires } = posting;
  if (stoppedBy !== undefined) return [message('rules.settled.posting.stopped', { rule: all.title(stoppedBy) })];
  const parts: Message[] = [];
  if (limitedBy.length > 0) {
    const limits = limitedBy.map((limit) => limitWords(limit, overflow, all));
    const key = amount > 0 ? 'rules.settled.posting.limited' : 'rules.settled.posting.nothing';
    parts.push(message(key, { limits, amount: amountOf(amount, measure) }));
  }
  parts.push(...overflow.map((part) => overflowWords(part, all)));
  if (amount === 0) return parts;
  parts.push(...heldBy.map((flag) => message('rules.settled.posting.held', { rule: all.title(flag) })));
  if (redeemableFrom !== undefined) parts.push(message('rules.settled.posting.from', { date: redeemableFrom }));
  if (expires !== undefined) parts.push(message('rules.settled.posting.until', { date: expires }));
  return parts;
}

/** A limit that took something off this award: its arithmetic, and what awards before this one had of it. */
function limitWords(rule: string, overflow: readonly OverflowPosting[], all: Told): Message {
  const limit = all.outcomes('limit').find((outcome) => outcome.rule === rule);
  if (!limit) return all.title(rule);
  const room = overflow.find((part) => part.limit === rule)?.room ?? limit.amount;
  const own = specOf('limit').clauses(limit, factTitle, factValue);
  const taken = limit.amount - room;
  const shared = taken > 0 ? [message('rules.settled.limit.shared', { taken: amountOf(taken, limit.measure) })] : [];
  return message('rules.settled.limit', { limit: all.title(rule), clauses: [...own, ...shared] });
}

function overflowWords(part: OverflowPosting, all: Told): Message {
  const amount = amountOf(part.amount, part.measure);
  if (part.do === 'drop') {
    return part.tooFineFor === undefined
      ? message('rules.settled.overflow.drop', { amount })
      : message('rules.settled.overflow.drop.tooFine', { amount, asset: assetTitle(part.tooFineFor) });
  }
  if (part.do === 'donate') {
    return message('rules.settled.overflow.donate', { amount, fund: all.code('funds', part.fund ?? '') });
  }
  const into = part.into && amountOf(part.into.amount, measureOf(all.ruleSet.catalogue, part.into.asset));
  const account = part.account === undefined ? undefined : all.code('accounts', part.account);
  if (into && account) return message('rules.settled.overflow.move.both', { amount, into, account });
  if (into) return message('rules.settled.overflow.move.asset', { amount, into });
  return account
    ? message('rules.settled.overflow.move.account', { amount, account })
    : message('rules.settled.overflow.move', { amount });
}
