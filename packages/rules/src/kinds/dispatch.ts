/**
 * Outcome kind `dispatch` 派单：whether and how gladly an order goes to a candidate (a team or a volunteer). Facts are of one candidate; its
 * figure is the weight of a preference.
 */
import schema from '../../schema/dispatch.schema.json';
import { add, compare, type Decimal, decimal, divideWhole, multiply, negate, toNumber } from '../decimal';
import { factOf } from '../facts';
import { message } from '../message';
import { problem } from '../problem';
import { readable } from '../readable';
import { finite } from './bands';
import { dispatchPhrases } from './phrases';
import { type CommonParams, NO_FIGURE, numeric, type Spec } from './spec';

export interface DispatchParams extends CommonParams {
  /** `require`: who does not match is not asked. `exclude`: who matches is not asked. `prefer`: who matches weighs more. */
  readonly effect: 'require' | 'exclude' | 'prefer';
  readonly weight?: number;
  /** The weight once for each of these, in proportion, its size capped. */
  readonly by?: { readonly fact: string; readonly per: number; readonly cap?: number };
}

/** Decimals of weights. */
const SCALE: Decimal = { digits: 1n, scale: 4 };

export const dispatch: Spec<'dispatch'> = {
  schema,
  pins: [{ fact: 'occasion' }, { fact: 'subject.kind' }],
  facts: ({ by }) => (by ? [numeric(by.fact, '/by/fact')] : []),
  entries: () => [],
  check: ({ effect, weight, by }, file, path) => {
    if (effect === 'prefer')
      return weight === undefined ? [problem('SHAPE_REQUIRED', file, path, { name: 'weight' })] : [];
    return Object.entries({ weight, by })
      .filter(([, value]) => value !== undefined)
      .map(([name]) => problem('SHAPE_UNKNOWN', file, `${path}/${name}`, { name }));
  },
  figure: ({ effect, weight = 0, by }) => {
    if (effect !== 'prefer') return () => NO_FIGURE;
    if (!by) return () => ({ amount: weight, steps: [{ op: 'preference', result: weight }] });
    const under = multiply(decimal(by.per), SCALE);
    return (facts) => {
      const value = finite(factOf(facts, by.fact));
      if (value === undefined) return { amount: 0, steps: [{ op: 'missing', fact: by.fact }] };
      const times = divideWhole(multiply(decimal(value), decimal(weight)), under, 'nearest');
      const result = toNumber(within({ digits: times, scale: SCALE.scale }, by.cap));
      return { amount: result, steps: [{ op: 'preference', fact: by.fact, value, result }] };
    };
  },
  phrases: dispatchPhrases,
  clauses: ({ params, steps }, titleOf) => {
    if (params.effect !== 'prefer') return [message(`rules.explain.dispatch.${params.effect}`)];
    return steps.flatMap((step) => {
      if (step.op === 'missing') return [message('rules.explain.dispatch.missing', { fact: titleOf(step.fact) })];
      if (step.op !== 'preference') return [];
      return step.fact === undefined
        ? [message('rules.explain.dispatch.prefer', { weight: step.result })]
        : [
            message('rules.explain.dispatch.prefer.by', {
              fact: titleOf(step.fact),
              value: readable(step.value ?? 0),
              weight: step.result,
            }),
          ];
    });
  },
};

function within(value: Decimal, cap: number | undefined): Decimal {
  if (cap === undefined) return value;
  const most = decimal(cap);
  if (compare(value, most) > 0) return most;
  return compare(add(value, most), decimal(0)) < 0 ? negate(most) : value;
}
