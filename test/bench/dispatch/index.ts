/**
 * `npm run bench -- dispatch`: a month of the demo county's orders, dispatched in turn (round-robin), to the nearest, and by the base pack's rules.
 * What teams do is in `teams.ts`, what each way knows in `ways.ts`; docs/dispatch.md says it in words.
 */
import type { DispatchPlan } from '../../../packages/lifecycle/src';
import { basePack, mustLayer, readFolder } from '../../../packages/rules/src/fixtures/packs';
import { median, table } from '../measure';
import type { Result } from '../index';
import { replay, type Outcome, type Policy } from './replay';
import { byRules, bySorting } from './ways';
import { HOUR_MS, hoursOf, kilometres, simWorld, type SimWorld } from './world';

/** The weights of the base pack and the plan were chosen on `tune-1` to `tune-4`, which are not among these. */
const SEEDS = Array.from({ length: 8 }, (_, i) => `replay-${i + 1}`);
const ORDERS_PER_MONTH = 500;

/** As a centre dispatches by telephone: one team at a time for two hours of work, up to three more when it declines, four times over; then the nearest that can. */
const ONE_BY_ONE: DispatchPlan = {
  rounds: [{ to: 'best', count: 1, refill: 3, times: 4, for: { minutes: 120 } }, { to: 'ask' }],
};
/** The shipped example of open claiming, which a county installs with its pack. */
const { dispatch: SHIPPED } = readFolder('rules/sichuan-lezhi/workflows')['order.json'] as {
  dispatch: DispatchPlan;
};

interface Figures {
  hours: number;
  medianHours: number;
  p90Hours: number;
  declines: number;
  silences: number;
  kilometres: number;
  spread: number;
  spreadOrders: number;
  byHand: number;
  explained: number;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** Standard deviation over mean: 0 when all have the same. */
function variation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2))) / middle;
}

function figuresOf(world: SimWorld, outcomes: readonly Outcome[]): Figures {
  const waits = outcomes.map(({ order, acceptedAt }) => (acceptedAt - order.at) / HOUR_MS).sort((a, b) => a - b);
  const asked = outcomes.reduce((sum, one) => sum + one.asked, 0);
  const possible = new Set(world.orders.filter(({ at }) => at >= world.month).flatMap(({ pool }) => pool));
  const load = new Map([...possible].map((team) => [team, { hours: 0, orders: 0 }]));
  for (const { team, order } of outcomes) {
    const had = load.get(team)!;
    had.hours += hoursOf(order) / team.capacity;
    had.orders += 1;
  }
  return {
    hours: mean(waits),
    medianHours: median(waits),
    p90Hours: waits[Math.floor(waits.length * 0.9)]!,
    declines: mean(outcomes.map(({ declines }) => declines)),
    silences: mean(outcomes.map(({ silences }) => silences)),
    kilometres: mean(outcomes.map(({ team, order }) => kilometres(team.place, order.place))),
    spread: variation([...load.values()].map(({ hours }) => hours)),
    spreadOrders: variation([...load.values()].map(({ orders }) => orders)),
    byHand: outcomes.filter(({ byHand }) => byHand).length / outcomes.length,
    explained: outcomes.reduce((sum, one) => sum + one.explained, 0) / asked,
  };
}

const round = (value: number) => Number(value.toFixed(2));

/** `of`: the two that a centre without a system uses. `same`: these two with our plan, which shows what the ranking alone gives. */
const NAMES = { of: ['round-robin', 'nearest first'], same: ['in turn, our plan', 'nearest, our plan'] };
const GOALS = ['hours', 'spread'] as const;

export async function dispatch(): Promise<Result> {
  const ruleSet = mustLayer(basePack());
  const inTurn = bySorting(ruleSet, ({ askedAt }) => askedAt / HOUR_MS);
  const nearest = bySorting(ruleSet, ({ team }, order) => kilometres(team.place, order.place));
  const before = { way: inTurn, plan: ONE_BY_ONE };
  const policies: Record<string, Policy> = {
    'round-robin': before,
    'nearest first': { way: nearest, plan: ONE_BY_ONE },
    ours: { way: byRules(ruleSet), plan: SHIPPED },
    'in turn, our plan': { way: inTurn, plan: SHIPPED },
    'nearest, our plan': { way: nearest, plan: SHIPPED },
  };
  const names = Object.keys(policies);
  const runs = SEEDS.map((seed) => {
    const world = simWorld(seed, ORDERS_PER_MONTH);
    return Object.fromEntries(
      names.map((name) => [name, figuresOf(world, replay(world, seed, before, policies[name]!))]),
    );
  });
  const over = (name: string, key: keyof Figures) => mean(runs.map((run) => run[name]![key]));
  const rows = names.map((name) => [
    name,
    ...(
      ['hours', 'medianHours', 'p90Hours', 'declines', 'silences', 'kilometres', 'spread', 'spreadOrders'] as const
    ).map((key) => over(name, key).toFixed(2)),
    `${(over(name, 'byHand') * 100).toFixed(1)} %`,
  ]);
  const ratios = (key: (typeof GOALS)[number], others: readonly string[]) =>
    runs.map((run) => run.ours![key] / Math.min(...others.map((name) => run[name]![key])));
  const better = (others: readonly string[]) =>
    SEEDS.filter((_, s) => GOALS.every((key) => ratios(key, others)[s]! < 1)).length;
  const ratio = (key: (typeof GOALS)[number], others = NAMES.of) => round(median(ratios(key, others)));
  const explained = over('ours', 'explained');
  return {
    table: [
      table([
        ['mean of all seeds', 'hours', 'median', '90 %', 'declines', 'silent', 'km', 'spread', 'of orders', 'by hand'],
        ...rows,
      ]),
      table([
        ['hours, spread', ...names.flatMap((name) => [name, ''])],
        ...SEEDS.map((seed, s) => [
          seed,
          ...names.flatMap((name) => GOALS.map((key) => runs[s]![name]![key].toFixed(2))),
        ]),
      ]),
    ].join('\n\n'),
    figures: {
      seeds: SEEDS.length,
      'seeds in which both are better': better(NAMES.of),
      'seeds in which both are better, same plan': better(NAMES.same),
      'hours / the better of the others, same plan': ratio('hours', NAMES.same),
      'spread / the better of the others, same plan': ratio('spread', NAMES.same),
      ...Object.fromEntries(
        names.flatMap((name) =>
          (['hours', 'declines', 'kilometres', 'spread'] as const).map((key) => [
            `${name} ${key}`,
            round(over(name, key)),
          ]),
        ),
      ),
    },
    goals: [
      ...GOALS.map((key) => ({
        name: `${key === 'hours' ? 'time to acceptance' : 'spread of load'} / the better of the others, median of the seeds`,
        value: ratio(key),
        goal: 1,
        met: ratio(key) < 1,
      })),
      { name: 'choices with reasons', value: round(explained), goal: 1, met: explained === 1 },
    ],
  };
}
