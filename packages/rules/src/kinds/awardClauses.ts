/**
 * An award in words: the steps of its arithmetic, those that changed nothing left out.
 */
import { message, type Message } from '../message';
import type { OutcomeOf, Step } from '../outcome';
import { readable } from '../readable';
import { inUnits, POINTS } from './assets';
import type { ValueName } from './spec';
import { assetTitle, expiryWords, redeemableWords, unitName } from './words';

export function awardClauses(
  outcome: OutcomeOf<'award'>,
  titleOf: (fact: string) => Message,
  valueOf: ValueName,
): Message[] {
  const clauses = outcome.steps.flatMap((step) => clause(step, outcome, titleOf, valueOf));
  if (outcome.steps[0]?.op === 'missing') return clauses;
  return [...clauses, total(outcome, clauses.length > 0), ...life(outcome)];
}

/** With no clause before it ("50 points for each time"), "in all" would sound odd. */
function total(outcome: OutcomeOf<'award'>, more: boolean): Message {
  const measure = outcome.measure ?? POINTS;
  const params = { amount: inUnits(outcome.amount, measure), asset: unitName(measure.unit) };
  const key = `rules.explain.award.${more ? 'total' : 'only'}`;
  return measure.asset === POINTS.asset
    ? message(key, params)
    : message(`${key}.asset`, { ...params, title: assetTitle(measure.asset) });
}

/** When it can be spent, and until when. */
function life({ params: { expires, redeemable } }: OutcomeOf<'award'>): Message[] {
  return [...(redeemable ? [redeemableWords(redeemable)] : []), ...(expires ? [expiryWords(expires)] : [])];
}

function clause(
  step: Step,
  outcome: OutcomeOf<'award'>,
  titleOf: (fact: string) => Message,
  valueOf: ValueName,
): Message[] {
  const key = `rules.explain.award.${step.op}`;
  const measured = 'fact' in outcome.params.quantity;
  const asset = unitName((outcome.measure ?? POINTS).unit);
  switch (step.op) {
    case 'missing':
      return [message(key, { fact: titleOf(step.fact) })];
    case 'quantity':
      return step.fact === undefined
        ? []
        : [withUnit(key, step.unit, { fact: titleOf(step.fact), quantity: readable(step.result, step.unit) })];
    case 'blocks': {
      if (!measured) return [];
      const amount = outcome.params.amount ?? 0;
      const rate = withUnit('rules.explain.award.rate', step.unit, { per: step.per, amount, asset });
      if (!step.rounded) return [rate];
      return [rate, withUnit(`rules.explain.award.blocks.${step.rounding}`, step.unit, { per: step.per })];
    }
    case 'rate':
      return step.per === undefined || !measured
        ? []
        : [withUnit('rules.explain.award.rate', step.unit, { per: step.per, amount: step.amount, asset })];
    case 'tier': {
      const params = {
        from: step.from,
        counted: readable(step.counted, step.unit),
        per: step.per,
        amount: step.amount,
        asset,
      };
      return step.upTo === undefined
        ? [withUnit(`${key}.last`, step.unit, params)]
        : [withUnit(key, step.unit, { ...params, upTo: step.upTo })];
    }
    case 'coefficient':
      return step.factor === 1
        ? []
        : [message(key, { fact: titleOf(step.fact), value: valueOf(step.fact, step.value), factor: step.factor })];
    case 'round':
      return step.step === undefined
        ? [message(`rules.explain.award.round.${step.rounding}`, { asset, least: leastOf(outcome) })]
        : [message(`rules.explain.award.step.${step.rounding}`, { step: step.step, asset })];
    case 'min':
    case 'max':
      return [message(key, { limit: step.limit, asset })];
    default:
      return [];
  }
}

/** The smallest unit in the asset's own: 1, or 0.1. */
function leastOf(outcome: OutcomeOf<'award'>): number {
  return inUnits(1, outcome.measure ?? POINTS);
}

/** The text for a quantity with its unit, or the bare one for a fact that has none. */
function withUnit(key: string, unit: string | undefined, params: Message['params']): Message {
  return unit === undefined ? message(`${key}.bare`, params) : message(key, { ...params, unit: unitName(unit) });
}
