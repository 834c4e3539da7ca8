/** A scoring rule in words. */
import { message, type Message } from '../message';
import type { OutcomeOf, Step } from '../outcome';
import { readable } from '../readable';
import type { ValueName } from './spec';
import { cardTitle, itemTitle } from './words';

export function scoreClauses(
  outcome: OutcomeOf<'score'>,
  titleOf: (fact: string) => Message,
  valueOf: ValueName,
): Message[] {
  const { params, steps, amount } = outcome;
  const clauses = steps.flatMap((step) => clause(step, titleOf, valueOf) ?? []);
  const stopped = steps.some(({ op }) => op === 'missing' || op === 'outOfRange');
  if (stopped) return clauses;
  const key = amount < 0 ? 'rules.explain.score.deducted' : 'rules.explain.score.total';
  const place = { card: cardTitle(params.card), item: itemTitle(params.card, params.item) };
  return [...clauses, message(key, { ...place, points: Math.abs(amount) })];
}

function clause(step: Step, titleOf: (fact: string) => Message, valueOf: ValueName): Message | undefined {
  const key = `rules.explain.score.${step.op}`;
  switch (step.op) {
    case 'missing':
      return message(key, { fact: titleOf(step.fact) });
    case 'band':
      return step.from === undefined
        ? message(`${key}.below`, { fact: titleOf(step.fact), value: readable(step.value) })
        : message(key, {
            fact: titleOf(step.fact),
            value: readable(step.value, undefined, step.from),
            from: step.from,
          });
    case 'each':
      return message(`${key}${step.points < 0 ? '.deduct' : ''}${step.partial ? '.partial' : ''}`, {
        fact: titleOf(step.fact),
        value: readable(step.value, undefined, step.per),
        per: step.per,
        points: Math.abs(step.points),
      });
    case 'ratio':
      return message(key, {
        fact: titleOf(step.fact),
        value: valueOf(step.fact, step.value),
        percent: percent(step.ratio),
        of: step.of,
      });
    case 'chosen':
      return message(key, { fact: titleOf(step.fact), min: step.min, max: step.max, points: Math.abs(step.result) });
    case 'outOfRange':
      return message(key, { fact: titleOf(step.fact), value: readable(step.value), min: step.min, max: step.max });
    case 'part':
      return step.value === null
        ? message(`${key}.abstained`, { fact: titleOf(step.fact) })
        : message(key, { fact: titleOf(step.fact), value: readable(step.value), weight: step.weight });
    case 'average':
      return step.factor === undefined
        ? message(key, { result: step.result })
        : message(`${key}.factor`, { factor: step.factor, result: step.result });
    case 'place':
      return message(key, { fact: titleOf(step.fact), place: step.value });
    case 'weight':
      return message(key, { weight: step.weight });
    case 'min':
    case 'max':
      return message(key, { limit: Math.abs(step.limit) });
    default:
      return undefined;
  }
}

/** 0.66 is 66; never 66.00000000000001. */
function percent(share: number): number {
  return Number((share * 100).toFixed(6));
}
