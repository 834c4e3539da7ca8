/** A redemption in words: what it costs, or why it is refused. */
import { message, type Message } from '../message';
import type { OutcomeOf } from '../outcome';
import { readable } from '../readable';
import type { Step } from '../step';
import { amountOf, assetTitle, durationName, quantityOf, windowName } from './words';

export function redeemClauses(outcome: OutcomeOf<'redeem'>, titleOf: (fact: string) => Message): Message[] {
  const { steps, params, measure, amount } = outcome;
  const [first] = steps;
  if (first?.op === 'missing') return [message('rules.explain.redeem.missing', { fact: titleOf(first.fact) })];
  const clauses: Message[] = [];
  for (const step of steps) {
    if (step.op === 'price') {
      const price = { of: message(`rules.priced.${step.of}`), per: step.per, amount: quantityOf(step.amount, measure) };
      clauses.push(message('rules.explain.redeem.price', price));
    }
  }
  clauses.push(message('rules.explain.redeem.cost', { amount: amountOf(amount, measure) }));
  for (const step of steps) {
    if (step.op === 'borrow')
      clauses.push(
        message('rules.explain.redeem.borrow', {
          amount: quantityOf(step.result, measure),
          owed: quantityOf(step.owed, measure),
        }),
      );
  }
  const refusals = steps.flatMap((step) => (step.op === 'refused' ? [refusal(step, outcome, titleOf)] : []));
  if (refusals.length > 0) return [...clauses, message('rules.explain.redeem.refused', { reasons: refusals })];
  if (params.keeps) clauses.push(message('rules.explain.redeem.keeps', { assets: params.keeps.map(assetTitle) }));
  if (params.benefits) clauses.push(message(`rules.explain.redeem.benefits.${params.benefits}`));
  if (params.refund) {
    const { within, share } = params.refund;
    clauses.push(
      message('rules.explain.redeem.refund', {
        duration: durationName(within),
        percent: Number((share * 100).toFixed(6)),
      }),
    );
  }
  return clauses;
}

/** One reason against it; also for those that the settlement finds in the calendar. */
export function refusal(
  step: Step & { op: 'refused' },
  { measure, params }: Pick<OutcomeOf<'redeem'>, 'measure' | 'params'>,
  titleOf: (fact: string) => Message,
): Message {
  const key = `rules.refusal.${step.reason}`;
  const limit = step.limit ?? 0;
  switch (step.reason) {
    case 'unlock':
    case 'price':
      return message(key, {
        fact: titleOf(step.fact ?? ''),
        limit,
        seen: step.seen === undefined ? message('rules.explain.nothing') : readable(step.seen, undefined, limit),
      });
    case 'minimum':
      return message(key, { limit: quantityOf(limit, measure) });
    case 'balance':
      return message(key, { limit: quantityOf(limit, measure), seen: quantityOf(step.seen ?? 0, measure) });
    case 'loan':
      return message(key, { limit: quantityOf(limit, measure), seen: quantityOf(step.seen ?? 0, measure) });
    case 'owed':
      return message(key, { limit: quantityOf(limit, measure) });
    case 'times':
      return step.window
        ? message(`${key}.window`, { limit, window: windowName(step.window) })
        : message(key, { limit });
    case 'season':
      return message(key, { from: params.season?.from ?? '', to: params.season?.to ?? '' });
    case 'until':
      return message(key, { until: params.until ?? '' });
    case 'hours':
      return message(key, { hours: (params.open?.hours ?? []).map(([from, to]) => `${from}-${to}`).join(' ') });
    case 'weekday':
      return message(key, { weekdays: (params.open?.weekdays ?? []).map((day) => message(`rules.weekday.${day}`)) });
    case 'standing':
      return message(key);
  }
}
