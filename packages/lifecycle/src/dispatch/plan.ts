/** The plan of dispatch as data: whom an order goes to, in which rounds, for how long. A member `dispatch` of a definition or of a layer over it. */
import { checkDelay, type CalendarName, type Minutes } from '../clock/delay';
import { checkKeys, isRecord, type Report } from '../problem';
import { isLevel, type Level } from './level';

/** `best`: the best candidates are asked. `open`: all may claim. `up`, `down`: the order changes its level. `ask`: the dispatcher decides. */
export const ROUND_KINDS = ['best', 'open', 'up', 'down', 'ask'] as const;
export type RoundKind = (typeof ROUND_KINDS)[number];

/** As of a clock; the calendar is `work` unless it is said. */
export interface RoundSpan {
  minutes: Minutes;
  calendar?: CalendarName;
}

/** Orders in an emergency, and all others. */
export const WHEN = ['emergency', 'ordinary'] as const;
export type When = (typeof WHEN)[number];

interface Anywhere {
  /** The levels at which this round is held; at all of them when left out. */
  at?: readonly Level[];
  /** For which orders; for all of them when left out. */
  when?: When;
}

export interface BestRound extends Anywhere {
  to: 'best';
  /** How many teams are asked at once, for each team that the order needs. */
  count: number;
  /** How many more may be asked in place of those who declined. Default: as many again as `count`. Whoever is asked has the whole span. */
  refill?: number;
  /** How often the round is held, each time with other teams, before the next one. Default: once. */
  times?: number;
  /** Left out, the clock of the lifecycle decides. */
  for?: RoundSpan;
}

export interface OpenRound extends Anywhere {
  to: 'open';
  for?: RoundSpan;
}

export interface LevelRound extends Anywhere {
  to: 'up' | 'down';
}

export interface AskRound extends Anywhere {
  to: 'ask';
  /** Left out, nothing comes after it but what the dispatcher does. */
  for?: RoundSpan;
}

export type Round = BestRound | OpenRound | LevelRound | AskRound;

export interface DispatchPlan {
  description?: string;
  rounds: readonly Round[];
}

/** What holds where nobody has made a plan: the dispatcher dispatches. */
export const BY_HAND: DispatchPlan = { rounds: [{ to: 'ask' }] };

export const CALENDAR = 'work';
export const COUNT_MAX = 20;
export const TIMES_MAX = 10;
const ROUNDS_MAX = 20;

const KEYS: Readonly<Record<RoundKind, readonly string[]>> = {
  best: ['to', 'at', 'when', 'count', 'refill', 'times', 'for'],
  open: ['to', 'at', 'when', 'for'],
  up: ['to', 'at', 'when'],
  down: ['to', 'at', 'when'],
  ask: ['to', 'at', 'when', 'for'],
};

const within = (value: unknown, min: number, max: number): boolean =>
  Number.isInteger(value) && (value as number) >= min && (value as number) <= max;

/** Codes: DISPATCH_SHAPE, DISPATCH_ROUND (no such kind), DISPATCH_COUNT (out of its bounds), DISPATCH_LEVEL, DISPATCH_WHEN, KEY_UNKNOWN, and those of `checkDelay()` for a span. */
export function checkPlan(plan: unknown, path: string, report: Report): void {
  if (!isRecord(plan)) return report('DISPATCH_SHAPE', path);
  checkKeys(plan, ['description', 'rounds'], path, report);
  const { rounds } = plan;
  if (!Array.isArray(rounds) || !within(rounds.length, 1, ROUNDS_MAX))
    return report('DISPATCH_SHAPE', `${path}/rounds`);
  rounds.forEach((round: unknown, i) => checkRound(round, `${path}/rounds/${i}`, report));
}

function checkRound(round: unknown, path: string, report: Report): void {
  if (!isRecord(round)) return report('DISPATCH_SHAPE', path);
  const { to, at, when } = round;
  if (!ROUND_KINDS.includes(to as RoundKind)) return report('DISPATCH_ROUND', `${path}/to`, { to });
  checkKeys(round, KEYS[to as RoundKind], path, report);
  if (at !== undefined && !(Array.isArray(at) && at.length > 0 && at.every(isLevel)))
    report('DISPATCH_LEVEL', `${path}/at`);
  if (when !== undefined && !WHEN.includes(when as When)) report('DISPATCH_WHEN', `${path}/when`);
  if (to === 'best') {
    for (const [name, min, max, isNeeded] of [
      ['count', 1, COUNT_MAX, true],
      ['refill', 0, COUNT_MAX, false],
      ['times', 1, TIMES_MAX, false],
    ] as const) {
      const value = round[name];
      if ((value !== undefined || isNeeded) && !within(value, min, max))
        report('DISPATCH_COUNT', `${path}/${name}`, { name, min, max });
    }
  }
  if (round.for !== undefined) {
    if (isRecord(round.for)) checkKeys(round.for, ['minutes', 'calendar'], `${path}/for`, report);
    checkDelay(round.for, `${path}/for`, report);
  }
}

/** Whether a round is held for an order: in an emergency, or not. */
export const isFor = ({ when }: Round, isEmergency: boolean): boolean =>
  when === undefined || (when === 'emergency') === isEmergency;

/** How long whoever is asked in it has; undefined for a change of level, and where the clock of the lifecycle decides. */
export const spanOfRound = (round: Round): RoundSpan | undefined =>
  'for' in round && round.for ? { calendar: CALENDAR, ...round.for } : undefined;
