/** What is to be done about an order now, by the county's plan and what has been done so far. */
import { message, type Facts, type Message } from '@sidan/rules/conditions';
import type { Calendars } from '../clock/calendar';
import { dueAt } from '../clock/due';
import { spanOf } from '../clock/delay';
import { missing, type DispatchHistory, type Need, type Run } from './history';
import { nextLevel, type Level } from './level';
import { pickAnew, pickInstead, type Picking } from './pick';
import { isFor, spanOfRound, type DispatchPlan, type LevelRound, type Round } from './plan';
import type { Ranked } from './rank';

export interface Situation {
  history: DispatchHistory;
  /** In the order of `rank()`, for the order's level as it is now. */
  candidates: readonly Ranked[];
  /** Default `center`. */
  level?: Level;
  need?: Need;
  /** What spans are worked out from, and `order.emergency`, by which rounds are held or passed over. */
  facts?: Facts;
  calendars?: Calendars;
}

/** Why a round was passed over. */
export interface Skipped {
  round: number;
  because: Message;
}

interface Begin {
  /** What is to be written down as the newest of `history.runs`. */
  run: Run;
  because: Message;
  skipped: readonly Skipped[];
}

/**
 * `ask`: these teams are asked, in a new run or, with `more`, in the one that is being held, which then ends at `run.until`. `open`: all of `teamIds` may
 * claim. `move`: the order changes its level. `hand`: the dispatcher decides. `wait`: nothing is to be done before `until`. `done`: who is needed has accepted.
 */
export type Turn =
  | ({ do: 'ask'; teamIds: readonly string[]; more: boolean } & Begin)
  | ({ do: 'open'; teamIds: readonly string[] } & Begin)
  | ({ do: 'move'; to: 'up' | 'down' } & Begin)
  | ({ do: 'hand' } & Begin)
  | { do: 'wait'; until?: Date }
  | { do: 'done' };

/** `ok: false`: a span that cannot be worked out, with the codes of `dueAt()`: DELAY_UNFIT, CALENDAR_MISSING, HOLIDAYS_UNKNOWN. */
export type TurnResult = { ok: true; turn: Turn } | { ok: false; code: string; params: Record<string, unknown> };

/**
 * The next turn of `plan` at `now`. Pure: the caller writes down the run that comes with the answer and asks again whenever something has happened or
 * `until` has come. A level goes on where it was left, each round is held at a level at most `times` times, and a level below is entered once: every plan
 * comes to its end, and that is the dispatcher's turn.
 */
export function nextRound(plan: DispatchPlan, situation: Situation, now: Date): TurnResult {
  const { history, need = {} } = situation;
  if (missing(need, history).teams === 0) return { ok: true, turn: { do: 'done' } };
  const level = situation.level ?? 'center';
  const current = history.runs.length - 1;
  const run = history.runs[current];
  const round = run && plan.rounds[run.round];
  if (run && run.level === level && !isOver(run, round, situation, now)) {
    const picking = round?.to === 'best' ? pickingOf(plan, run.round, situation) : undefined;
    const instead = picking ? pickInstead(picking, current) : [];
    if (instead.length > 0) return askMore(round!, run, instead, situation, now);
    const answered = round?.to === 'best' && !history.asked.some((one) => one.run === current && one.state === 'open');
    if (!answered) return { ok: true, turn: { do: 'wait', ...(run.until ? { until: run.until } : {}) } };
  }
  return begin(plan, situation, level, now);
}

/** What the guards of the lifecycle ask as `dispatch.next`: what comes when nobody of those who are asked now accepts. */
export function comesNext(plan: DispatchPlan, situation: Situation, now: Date): 'open' | 'up' | 'wait' {
  const { runs, asked } = situation.history;
  const history: DispatchHistory = {
    runs: runs.map((run, i) => (i === runs.length - 1 ? { ...run, over: true } : run)),
    asked: asked.map((one) => (one.state === 'open' ? { ...one, state: 'expired' } : one)),
  };
  const next = nextRound(plan, { ...situation, history }, now);
  if (!next.ok) return 'wait';
  if (next.turn.do === 'open') return 'open';
  return next.turn.do === 'move' && next.turn.to === 'up' ? 'up' : 'wait';
}

function isOver(run: Run, round: Round | undefined, { history }: Situation, now: Date): boolean {
  if (run.over || (round && isMove(round))) return true;
  if (run.until !== undefined) return run.until.getTime() <= now.getTime();
  if (round?.to !== 'best') return false;
  const mine = history.asked.filter((one) => history.runs[one.run] === run);
  // Without a span of its own it ends when the lifecycle's clock has let the offers expire.
  return (
    mine.some(({ state }) => state === 'expired' || state === 'withdrawn') &&
    !mine.some(({ state }) => state === 'open')
  );
}

function pickingOf(
  plan: DispatchPlan,
  index: number,
  { history, candidates, need = {}, level = 'center' }: Situation,
): Picking | undefined {
  const round = plan.rounds[index];
  return round?.to === 'best' ? { round, index, level, history, candidates, need } : undefined;
}

function begin(plan: DispatchPlan, situation: Situation, level: Level, now: Date): TurnResult {
  const here = situation.history.runs.filter((run) => run.level === level);
  const from = Math.max(0, ...here.map(({ round }) => round));
  const held = here.filter(({ round }) => round === from).length;
  const skipped: Skipped[] = [];
  const skip = (round: number, key: string, params: Message['params'] = {}) =>
    skipped.push({ round, because: message(key, params) });

  for (let index = from; index < plan.rounds.length; index += 1) {
    const round = plan.rounds[index]!;
    const before = index === from ? held : 0;
    if (before >= timesOf(round)) continue;
    if (round.at && !round.at.includes(level)) {
      skip(index, 'lifecycle.dispatch.skipped.level');
      continue;
    }
    if (!isFor(round, situation.facts?.['order.emergency'] === true)) {
      skip(index, `lifecycle.dispatch.skipped.${round.when!}`);
      continue;
    }
    const run: Run = { round: index, time: before + 1, level, at: now };
    if (isMove(round)) {
      const target = nextLevel(level, round.to);
      const been = target !== undefined && situation.history.runs.some((one) => one.level === target);
      if (target === undefined) skip(index, SKIPPED[round.to]);
      else if (round.to === 'down' && been) skip(index, 'lifecycle.dispatch.skipped.been');
      else {
        return {
          ok: true,
          turn: { do: 'move', to: round.to, run, because: message(MOVED[round.to]), skipped },
        };
      }
      continue;
    }
    const picking = pickingOf(plan, index, situation);
    const picked = picking ? pickAnew(picking) : situation.candidates.filter(({ eligible }) => eligible);
    if (round.to !== 'ask' && picked.length === 0) {
      skip(index, before > 0 ? 'lifecycle.dispatch.skipped.nobodyLeft' : 'lifecycle.dispatch.skipped.nobody');
      continue;
    }
    return hold(round, run, picked, skipped, situation, now);
  }
  const round = plan.rounds.length;
  // The dispatcher has been told.
  if (here.some((run) => run.round === round)) return { ok: true, turn: { do: 'wait' } };
  const run: Run = { round, time: 1, level, at: now };
  return { ok: true, turn: { do: 'hand', run, because: message('lifecycle.dispatch.turn.exhausted'), skipped } };
}

const isMove = (round: Round): round is LevelRound => round.to === 'up' || round.to === 'down';

const timesOf = (round: Round): number => (round.to === 'best' ? (round.times ?? 1) : 1);

const SKIPPED = { up: 'lifecycle.dispatch.skipped.top', down: 'lifecycle.dispatch.skipped.bottom' } as const;
const MOVED = { up: 'lifecycle.dispatch.turn.up', down: 'lifecycle.dispatch.turn.down' } as const;
/** Without a span, and with one. */
const HELD = {
  best: ['lifecycle.dispatch.turn.best', 'lifecycle.dispatch.turn.bestFor'],
  open: ['lifecycle.dispatch.turn.open', 'lifecycle.dispatch.turn.openFor'],
  ask: ['lifecycle.dispatch.turn.ask', 'lifecycle.dispatch.turn.askFor'],
} as const;

function hold(
  round: Exclude<Round, LevelRound>,
  begun: Run,
  picked: readonly Ranked[],
  skipped: readonly Skipped[],
  situation: Situation,
  now: Date,
): TurnResult {
  const end = endOf(round, situation, now);
  if (!end.ok) return end;
  const run: Run = { ...begun, ...(end.until ? { until: end.until } : {}) };
  const teamIds = picked.map(({ teamId }) => teamId);
  const key = HELD[round.to][end.minutes === undefined ? 0 : 1];
  const span: Message['params'] = end.minutes === undefined ? {} : { minutes: end.minutes };
  if (round.to === 'best') {
    const because = message(key, { count: teamIds.length, ...span });
    return { ok: true, turn: { do: 'ask', more: false, teamIds, run, because, skipped } };
  }
  if (round.to === 'open') {
    return { ok: true, turn: { do: 'open', teamIds, run, because: message(key, span), skipped } };
  }
  return { ok: true, turn: { do: 'hand', run, because: message(key, span), skipped } };
}

function askMore(round: Round, run: Run, picked: readonly Ranked[], situation: Situation, now: Date): TurnResult {
  const end = endOf(round, situation, now);
  if (!end.ok) return end;
  const moved: Run = { ...run, ...(end.until ? { until: end.until } : {}) };
  const teamIds = picked.map(({ teamId }) => teamId);
  const because = message('lifecycle.dispatch.turn.instead', { count: teamIds.length });
  return { ok: true, turn: { do: 'ask', more: true, teamIds, run: moved, because, skipped: [] } };
}

type End = { ok: true; until?: Date; minutes?: number } | { ok: false; code: string; params: Record<string, unknown> };

function endOf(round: Round, { facts = {}, calendars = {} }: Situation, now: Date): End {
  const span = spanOfRound(round);
  if (!span) return { ok: true };
  const due = dueAt(`dispatch.${round.to}`, span, facts, now, calendars);
  if (!due.ok) return { ok: false, code: due.code, params: due.params };
  const worked = spanOf(span.minutes, facts);
  return { ok: true, until: due.at, ...('minutes' in worked ? { minutes: worked.minutes } : {}) };
}
