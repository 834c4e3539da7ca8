/**
 * The cost of a redemption: quantity × amount ÷ per, rounded up to the asset's smallest unit (or whole unit), and every reason
 * in the facts why it is refused.
 */
import { decimal, divideWhole, multiply } from '../decimal';
import { factOf, type Facts } from '../facts';
import type { Step } from '../step';
import { bounded, inSmallest, inUnits, measureOf, smallest } from './assets';
import { finite } from './bands';
import type { RedeemParams } from './redeem';
import type { Figured, KindCatalogue } from './spec';

export function redeemFigure(params: RedeemParams, catalogue: KindCatalogue): (facts: Facts) => Figured {
  const { quantity = { value: 1 }, price, unlock, balance, times, loan } = params;
  const measure = measureOf(catalogue, params.asset);
  const grain = params.whole ? decimal(1) : smallest(measure);
  const grainInSmallest = divideWhole(grain, smallest(measure), 'floor');
  const source = 'fact' in quantity ? quantity.fact : undefined;
  const unit = source === undefined ? undefined : catalogue.facts.get(source)?.unit;

  return (facts) => {
    const number = (fact: string) => finite(factOf(facts, fact));
    const asked = 'fact' in quantity ? number(quantity.fact) : quantity.value;
    if (asked === undefined) return { amount: 0, measure, steps: [{ op: 'missing', fact: source ?? '' }] };
    const rate = 'fact' in price ? number(price.fact) : price.amount;
    if (rate === undefined)
      return { amount: 0, measure, steps: [{ op: 'missing', fact: 'fact' in price ? price.fact : '' }] };
    const per = 'fact' in price ? 1 : price.per;
    const count = Math.max(0, asked);
    const cost = multiply(decimal(count), decimal(Math.max(0, rate)));
    const amount = bounded(divideWhole(cost, multiply(decimal(per), grain), 'ceil') * grainInSmallest);
    const result = inUnits(amount, measure);
    const steps: Step[] = [
      { op: 'quantity', fact: source, unit, result: count },
      { op: 'price', amount: rate, per, of: price.of, result },
    ];
    const refuse = (
      reason: (Step & { op: 'refused' })['reason'],
      fact: string | undefined,
      limit: number,
      seen?: number,
    ) =>
      steps.push({
        op: 'refused',
        reason,
        ...(fact === undefined ? {} : { fact }),
        limit,
        ...(seen === undefined ? {} : { seen }),
      });
    if ('fact' in price) {
      if (price.min !== undefined && rate < price.min) refuse('price', price.fact, price.min, rate);
      if (price.max !== undefined && rate > price.max) refuse('price', price.fact, price.max, rate);
    }
    if (unlock) {
      const reached = number(unlock.fact);
      if (reached === undefined || reached < unlock.atLeast) refuse('unlock', unlock.fact, unlock.atLeast, reached);
    }
    if (params.minimum !== undefined && result < params.minimum) refuse('minimum', undefined, params.minimum, result);
    if (times) {
      const used = number(times.used.fact);
      if (used === undefined || used >= times.max) {
        const step = { op: 'refused', reason: 'times', fact: times.used.fact, limit: times.max } as const;
        steps.push({
          ...step,
          ...(used === undefined ? {} : { seen: used }),
          ...(times.window ? { window: times.window } : {}),
        });
      }
    }
    if (balance) {
      const held = number(balance.fact);
      if (held === undefined || (held < result && !loan)) refuse('balance', balance.fact, result, held);
      else if (loan && held < result) {
        const has = inSmallest(held, measure);
        const owed = inUnits(amount - has, measure);
        if (owed > loan.max) refuse('loan', balance.fact, loan.max, owed);
        else steps.push({ op: 'borrow', max: loan.max, owed, result: inUnits(amount - Math.max(0, has), measure) });
      }
    }
    return { amount, measure, steps };
  };
}
