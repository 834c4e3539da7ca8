/**
 * Outcome kind `redeem` 兑换：what is asked for costs, and whether this subject may have it. Its figure is the cost. What the calendar
 * forbids (opening hours, season, last day) is for the settlement, which is told the day and hour.
 */
import schema from '../../schema/redeem.schema.json';
import type { Duration } from '../duration';
import type { Window } from '../facts/measured';
import { assetUse, checkPrecision, measureOf } from './assets';
import type { Quantity } from './award';
import { redeemClauses } from './redeemClauses';
import { redeemFigure } from './redeemFigure';
import { redeemPhrases } from './phrases';
import { type CommonParams, type FactUse, numeric, type Spec } from './spec';
import { problem } from '../problem';

/** `unit`: of the asset that is moved, or of the one that it is exchanged into. */
export type PricedBy = 'yuan' | 'item' | 'coupon' | 'service' | 'unit';

export interface RedeemParams extends CommonParams {
  readonly asset: string;
  /** How much is asked for; 1 if absent. */
  readonly quantity?: Quantity;
  /** So much of the asset for so many of what it buys; or a fact: the price of the goods, within bounds. */
  readonly price:
    | { readonly amount: number; readonly per: number; readonly of: PricedBy }
    | { readonly fact: string; readonly of: PricedBy; readonly min?: number; readonly max?: number };
  /** True: the cost is rounded up to whole units of the asset. */
  readonly whole?: boolean;
  readonly minimum?: number;
  /** Nothing before the fact has reached so much. */
  readonly unlock?: { readonly fact: string; readonly atLeast: number };
  readonly balance?: { readonly fact: string };
  /** Whoever has too little may owe so much of the asset. For being served, and nothing else: a debt for goods is none that work was done for. */
  readonly loan?: { readonly max: number };
  readonly times?: { readonly max: number; readonly used: { readonly fact: string }; readonly window?: Window };
  /** Assets that are not debited though the same work earned them: points are spent, hours are kept. */
  readonly keeps?: readonly string[];
  readonly benefits?: 'self' | 'household' | 'thirdParty';
  readonly open?: { readonly weekdays?: readonly number[]; readonly hours?: readonly (readonly [string, string])[] };
  /** From this day of the year to that, both included; may run over New Year. */
  readonly season?: { readonly from: string; readonly to: string };
  readonly until?: string;
  /** What is given back for goods returned in time. */
  readonly refund?: { readonly within: Duration; readonly share: number };
}

export const redeem: Spec<'redeem'> = {
  schema,
  pins: [
    { fact: 'occasion' },
    { fact: 'subject.kind' },
    { fact: 'redemption.purpose', value: () => 'served', when: ({ loan }) => loan !== undefined },
  ],
  facts: ({ quantity, price, unlock, balance, times }) => {
    const uses: FactUse[] = [];
    if (quantity && 'fact' in quantity) uses.push(numeric(quantity.fact, '/quantity/fact'));
    if ('fact' in price) uses.push(numeric(price.fact, '/price/fact'));
    if (unlock) uses.push(numeric(unlock.fact, '/unlock/fact'));
    if (balance) uses.push(numeric(balance.fact, '/balance/fact'));
    if (times) uses.push(numeric(times.used.fact, '/times/used/fact'));
    return uses;
  },
  entries: ({ asset, keeps = [] }) => [
    ...assetUse(asset, '/asset'),
    ...keeps.flatMap((name, index) => assetUse(name, `/keeps/${index}`)),
  ],
  check: ({ asset, price, minimum, loan, keeps = [] }, file, path, catalogue) => {
    const problems = checkPrecision({ minimum, 'loan/max': loan?.max }, measureOf(catalogue, asset), file, path);
    if ('fact' in price && price.min !== undefined && price.max !== undefined && price.min > price.max) {
      problems.push(problem('AMOUNT_RANGE', file, `${path}/price/min`, { min: price.min, max: price.max }));
    }
    if (keeps.includes(asset)) problems.push(problem('KEEPS_ITS_ASSET', file, `${path}/keeps`, { asset }));
    return problems;
  },
  figure: redeemFigure,
  phrases: redeemPhrases,
  clauses: redeemClauses,
};
