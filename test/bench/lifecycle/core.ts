import { transition, type AnyMachineSnapshot } from 'xstate';
import order from '../../../workflows/order.json';
import {
  chineseCalendar,
  loadComposed,
  start,
  step,
  type Definition,
  type Snapshot,
} from '../../../packages/lifecycle/src';
import { median, table } from '../measure';
import type { Result } from '../index';

const ROUNDS = 9;
const ROUND_MS = 300;
const BATCH = 50;
const GOAL = 0.5;

const calendars = {
  work: chineseCalendar({
    officeHours: [
      { from: '08:30', to: '12:00' },
      { from: '14:00', to: '18:00' },
    ],
  }),
};
const now = new Date('2026-03-04T02:00:00Z');

/** The way of an order from the beginning to its rating, with what the plugin hands in. */
const FACTS = {
  'item.needsReview': false,
  'item.responseMinutes': 120,
  'offers.open': 1,
  'attendance.open': 1,
  'order.priority': 'normal',
};
const EVENTS: { type: string; data?: Record<string, unknown> }[] = [
  { type: 'place' },
  { type: 'dispatch', data: { teamIds: ['a', 'b'] } },
  { type: 'accept' },
  { type: 'start' },
  { type: 'finish', data: { report: 'done' } },
  { type: 'confirm' },
  { type: 'rate', data: { score: 5 } },
  { type: 'archiveClock' },
];

/** `step()` from a stored snapshot each time: refusals, effects, absolute dues on the work calendar. */
function ours(definition: Definition): string {
  let snapshot: Snapshot | undefined;
  for (const event of EVENTS) {
    const result = snapshot
      ? step(definition, snapshot, event, FACTS, now, calendars)
      : start(definition, event, FACTS, now, calendars);
    if (!result.ok) throw new Error(result.code);
    snapshot = result.snapshot;
  }
  return snapshot!.state;
}

/** XState alone: the same machine, its snapshot kept in memory, the facts in its context. */
function bare({ machine, machineEventOf }: Definition): string {
  let snapshot: AnyMachineSnapshot = machine.resolveState({
    value: machine.config.initial as string,
    context: { facts: FACTS },
  });
  for (const { type } of EVENTS) {
    const sent = machineEventOf.get(`${String(snapshot.value)}.${type}`) ?? type;
    [snapshot] = transition(machine, snapshot, { type: sent });
  }
  return String(snapshot.value);
}

function stepsPerSecond(run: () => string): number {
  const begun = performance.now();
  let runs = 0;
  while (performance.now() - begun < ROUND_MS) {
    for (let i = 0; i < BATCH; i += 1) if (run() !== 'closed') throw new Error('not closed');
    runs += BATCH;
  }
  return (runs * EVENTS.length) / ((performance.now() - begun) / 1000);
}

/** Steps per second through `step()` beside bare XState `transition()`, along one order's way. Rounds alternate; the ratio is that of each round. */
export function core(): Result {
  const definition = loadComposed(order);
  const rates: [number, number][] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const pair: [number, number] = [stepsPerSecond(() => bare(definition)), stepsPerSecond(() => ours(definition))];
    // The first round warms up.
    if (round > 0) rates.push(pair);
  }
  const [bareRate, ourRate] = [median(rates.map(([a]) => a)), median(rates.map(([, b]) => b))];
  const ratio = Math.round(median(rates.map(([a, b]) => b / a)) * 100) / 100;
  return {
    table: table([
      ['', 'steps per second'],
      ['XState transition()', Math.round(bareRate)],
      ['step()', Math.round(ourRate)],
    ]),
    figures: { bareStepsPerSecond: Math.round(bareRate), stepsPerSecond: Math.round(ourRate), ratio },
    goals: [{ name: 'step() / bare XState transition()', value: ratio, goal: GOAL, met: ratio >= GOAL }],
  };
}
