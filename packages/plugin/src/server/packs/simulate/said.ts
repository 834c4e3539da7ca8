import { budgetWords, type Budgeted, type Simulation } from '@sidan/rules';
import type { PackBudget, PackSimulation } from '../../../api/types';
import type { Words } from '../words';
import type { PastEvent } from './events';

/** A simulation's result in somebody's language, in the assets' own units. */
export function said(result: Simulation, events: readonly PastEvent[], words: Words): PackSimulation {
  const names = new Map(events.map(({ person, name }) => [person, name]));
  const times = new Map(events.map(({ id, at }) => [id, at]));
  const measureOf = (asset: string) => result.measures[asset] ?? { asset, unit: 'point', scale: 0 };
  const inUnits = (asset: string, amount: number) => words.amount(amount, measureOf(asset));
  const both = (asset: string, before: number, after: number) => ({
    asset,
    unit: inUnits(asset, 0).unit,
    before: inUnits(asset, before).amount,
    after: inUnits(asset, after).amount,
  });
  const against = (asset: string, budget: Budgeted): PackBudget => {
    const amount = (whole: number) => inUnits(asset, whole).amount;
    const spent = ({ used, left, over }: Budgeted['before']) => ({
      used: amount(used),
      left: amount(left),
      over: amount(over),
    });
    return {
      amount: amount(budget.amount),
      before: spent(budget.before),
      after: spent(budget.after),
      sentence: words.say(budgetWords(budget, measureOf(asset))),
    };
  };
  return {
    events: result.events,
    persons: result.persons,
    gainers: result.gainers,
    losers: result.losers,
    unchanged: result.unchanged,
    totals: result.totals.map(({ asset, before, after, budget }) => ({
      ...both(asset, before, after),
      ...(budget ? { budget: against(asset, budget) } : {}),
    })),
    mostChanged: result.mostChanged.map((changed) => ({
      ...both(changed.asset, changed.before, changed.after),
      personId: changed.person,
      name: names.get(changed.person) ?? '',
      events: changed.events.map((event) => ({
        at: times.get(event.id)?.toISOString() ?? '',
        before: event.before.map(words.say),
        after: event.after.map(words.say),
      })),
    })),
  };
}
