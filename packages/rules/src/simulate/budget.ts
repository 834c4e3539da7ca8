/** Totals against a budget. */
import { measureOf, POINTS } from '../kinds/assets';
import { amountOf } from '../kinds/words';
import type { KindCatalogue } from '../kinds/spec';
import { message, type Message } from '../message';
import type { Measure } from '../outcome';
import type { Simulation, Total } from './simulation';

/** Whole amounts in the asset's smallest unit; of `left` and `over` one is 0. */
export interface Spent {
  readonly used: number;
  readonly left: number;
  readonly over: number;
}

export interface Budgeted {
  readonly amount: number;
  readonly before: Spent;
  readonly after: Spent;
}

/** What may be spent, by asset, in smallest units; an asset of which nothing was given has a total of 0. */
export function withBudget(
  simulation: Simulation,
  budget: Readonly<Record<string, number>>,
  catalogue: KindCatalogue,
): Simulation {
  const assets = new Set([...simulation.totals.map(({ asset }) => asset), ...Object.keys(budget)]);
  const measures = { ...simulation.measures };
  const totals = [...assets].sort().map((asset): Total => {
    measures[asset] ??= measureOf(catalogue, asset);
    const total = simulation.totals.find((one) => one.asset === asset) ?? { asset, before: 0, after: 0 };
    const amount = Object.hasOwn(budget, asset) ? budget[asset] : undefined;
    if (amount === undefined) return total;
    return { ...total, budget: { amount, before: spent(total.before, amount), after: spent(total.after, amount) } };
  });
  return { ...simulation, measures, totals };
}

const spent = (used: number, budget: number): Spent => ({
  used,
  left: Math.max(0, budget - used),
  over: Math.max(0, used - budget),
});

/** 预算 100 分：原规则用去 80 分，剩余 20 分；新规则用去 110 分，超出 10 分. */
export function budgetWords({ amount, before, after }: Budgeted, measure: Measure = POINTS): Message {
  const said = ({ used, left, over }: Spent) =>
    message(over > 0 ? 'rules.simulation.over' : 'rules.simulation.left', {
      used: amountOf(used, measure),
      rest: amountOf(over > 0 ? over : left, measure),
    });
  return message('rules.simulation.budget', {
    budget: amountOf(amount, measure),
    before: said(before),
    after: said(after),
  });
}
