/**
 * An award in words: the steps of its arithmetic, those that changed nothing left out.
 */
import { message, type Message } from '../message';
import type { OutcomeOf, Step } from '../outcome';
import type { ValueName } from './spec';

export function awardClauses(
  outcome: OutcomeOf<'award'>,
  titleOf: (fact: string) => Message,
  valueOf: ValueName,
): Message[] {
  const clauses = outcome.steps.flatMap((step) => clause(step, outcome, titleOf, valueOf));
  // With one clause of its own ("50 points for each time"), the total would only repeat it.
  const key = clauses.length > 0 ? 'rules.explain.award.total' : 'rules.explain.award.only';
  return outcome.steps[0]?.op === 'missing'
    ? clauses
    : [...clauses, message(key, { amount: outcome.amount, asset: assetOf(outcome) })];
}

function clause(
  step: Step,
  outcome: OutcomeOf<'award'>,
  titleOf: (fact: string) => Message,
  valueOf: ValueName,
): Message[] {
  const key = `rules.explain.award.${step.op}`;
  const measured = 'fact' in outcome.params.quantity;
  const asset = assetOf(outcome);
  switch (step.op) {
    case 'missing':
      return [message(key, { fact: titleOf(step.fact) })];
    case 'quantity':
      return step.fact === undefined
        ? []
        : [withUnit(key, step.unit, { fact: titleOf(step.fact), quantity: step.result })];
    case 'blocks': {
      if (!measured) return [];
      const rate = withUnit('rules.explain.award.rate', step.unit, {
        per: step.per,
        amount: outcome.params.amount,
        asset,
      });
      return step.rounded ? [rate, message(`rules.explain.award.blocks.${step.rounding}`)] : [rate];
    }
    case 'rate':
      return [];
    case 'coefficient':
      return step.factor === 1
        ? []
        : [message(key, { fact: titleOf(step.fact), value: valueOf(step.fact, step.value), factor: step.factor })];
    case 'round':
      return [message(`rules.explain.award.round.${step.rounding}`, { asset })];
    case 'min':
    case 'max':
      return [message(key, { limit: step.limit, asset })];
  }
}

function assetOf(outcome: OutcomeOf<'award'>): Message {
  return message(`rules.asset.${outcome.params.asset}`);
}

/** The text for a quantity with its unit, or the bare one for a fact that has none. */
function withUnit(key: string, unit: string | undefined, params: Message['params']): Message {
  return unit === undefined
    ? message(`${key}.bare`, params)
    : message(key, { ...params, unit: message(`rules.unit.${unit}`) });
}
