/**
 * Outcome kind `limit` 上限：a cap on what the awards of one evaluation give, and what becomes of the rest. Its figure is what may
 * still be counted: max − used, not below 0. Applying it to awards is the settlement's work.
 */
import schema from '../../schema/limit.schema.json';
import { add, compare, decimal, divideWhole, negate } from '../decimal';
import type { Window } from '../facts/measured';
import { factOf } from '../facts';
import { message } from '../message';
import { problem } from '../problem';
import { assetUse, bounded, checkPrecision, inUnits, measureOf, smallest } from './assets';
import { type Holder, subjectOf } from './award';
import { finite } from './bands';
import { limitPhrases } from './phrases';
import { type CommonParams, numeric, type Spec } from './spec';
import { quantityOf, windowName } from './words';

export interface LimitParams extends CommonParams {
  readonly asset: string;
  readonly to: Holder;
  /** Which awards: those with one of the tags, of one of the groups, or named. All of the asset and holder if absent. */
  readonly of?: {
    readonly tags?: readonly string[];
    readonly groups?: readonly string[];
    readonly rules?: readonly string[];
  };
  readonly max: number;
  readonly per: 'person' | 'household' | 'team' | 'site';
  readonly window: Window;
  /** What was counted in the window before this event, in the asset's unit. Only the window `event` needs none. */
  readonly used?: { readonly fact: string };
  readonly overflow: Overflow;
}

/** What becomes of the rest: nothing, a gift to a fund, or another asset or account of the same holder. */
export type Overflow =
  | { readonly do: 'drop' }
  | { readonly do: 'donate'; readonly fund: string }
  | { readonly do: 'move'; readonly asset?: string; readonly account?: string };

export const limit: Spec<'limit'> = {
  schema,
  pins: [{ fact: 'subject.kind', value: ({ to }) => subjectOf(to) }],
  facts: ({ used }) => (used ? [numeric(used.fact, '/used/fact')] : []),
  entries: ({ asset, overflow }) => [
    ...assetUse(asset, '/asset'),
    ...(overflow.do === 'move' && overflow.asset ? assetUse(overflow.asset, '/overflow/asset') : []),
  ],
  check: (params, file, path, catalogue) => {
    const problems = checkPrecision({ max: params.max }, measureOf(catalogue, params.asset), file, path);
    if (params.window.span !== 'event' && !params.used) {
      problems.push(problem('SHAPE_REQUIRED', file, path, { name: 'used' }));
    }
    return problems;
  },
  figure: ({ asset, max, window, used }, catalogue) => {
    const measure = measureOf(catalogue, asset);
    const most = decimal(max);
    return (facts) => {
      const counted = used ? finite(factOf(facts, used.fact)) : 0;
      // What was counted is not known: nothing more may be, rather than too much.
      if (counted === undefined) return { amount: 0, measure, steps: [{ op: 'missing', fact: used?.fact ?? '' }] };
      const room = add(most, negate(decimal(counted)));
      const left = compare(room, decimal(0)) < 0 ? 0n : divideWhole(room, smallest(measure), 'floor');
      const amount = bounded(left);
      return { amount, measure, steps: [{ op: 'room', max, window, used: counted, result: inUnits(amount, measure) }] };
    };
  },
  phrases: limitPhrases,
  clauses: ({ steps, measure, params }, titleOf) =>
    steps.flatMap((step) => {
      if (step.op === 'missing') return [message('rules.explain.limit.missing', { fact: titleOf(step.fact) })];
      if (step.op !== 'room') return [];
      const most = message('rules.explain.limit.max', {
        per: message(`rules.per.${params.per}`),
        window: windowName(step.window),
        max: quantityOf(step.max, measure),
      });
      const key = step.result > 0 ? 'rules.explain.limit.room' : 'rules.explain.limit.full';
      return step.window.span === 'event'
        ? [most]
        : [most, message(key, { used: quantityOf(step.used, measure), room: quantityOf(step.result, measure) })];
    }),
};
