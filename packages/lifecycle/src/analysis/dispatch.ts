/** The plan of dispatch: whether it comes to an end, and whether what it needs is there. */
import { ALWAYS, factsOfMinutes } from '../clock/delay';
import { analyseCalendar } from './clocks';
import { nextLevel, LEVELS, type Level } from '../dispatch/level';
import { isFor, spanOfRound, WHEN, type DispatchPlan, type Round, type RoundKind } from '../dispatch/plan';
import type { Subject } from './finding';

/** The event by which the lifecycle does what a round asks for, and the region that has it. */
const NEEDS: Readonly<Partial<Record<RoundKind, { event: string; region?: string }>>> = {
  best: { event: 'dispatch' },
  open: { event: 'publish', region: 'claim' },
  up: { event: 'escalate', region: 'levels' },
  down: { event: 'delegate', region: 'levels' },
};

/**
 * DISPATCH_REGION_OFF (a round asks for what this lifecycle does not have), DISPATCH_ENDLESS (who is asked has for ever: no span, and no clock of the lifecycle),
 * DISPATCH_NO_LAST_RESORT (from that level it may end without the dispatcher), DISPATCH_UNREACHED (warning: a round that is never held), CALENDAR_UNDEFINED,
 * FACT_UNKNOWN, FACT_TYPE.
 */
export function analyseDispatch(subject: Subject): void {
  const { file, find } = subject;
  if (!file.dispatch) return;
  file.dispatch.rounds.forEach((round, i) => {
    const path = `dispatch/rounds/${i}`;
    const { event, region } = NEEDS[round.to] ?? {};
    if (event !== undefined && !Object.hasOwn(file.events, event)) {
      find('DISPATCH_REGION_OFF', `${path}/to`, { to: round.to, event, region: region ?? null });
    } else if ((round.to === 'best' || round.to === 'open') && !round.for && !hasClock(subject, event!)) {
      find('DISPATCH_ENDLESS', path, { to: round.to });
    }
    analyseSpan(subject, round, `${path}/for`);
  });
  analyseEnd(subject, file.dispatch);
}

/** Whether every state in which an order waits after that event is left by a clock. */
function hasClock({ edges }: Subject, event: string): boolean {
  const states = edges.filter(({ kind, trigger }) => kind === 'event' && trigger === event).map(({ to }) => to);
  return states.every((state) =>
    edges.some(({ from, to, kind }) => kind !== 'event' && from === state && to !== state),
  );
}

function analyseSpan(subject: Subject, round: Round, path: string): void {
  const { facts, find } = subject;
  const span = spanOfRound(round);
  if (!span) return;
  const { calendar = ALWAYS, minutes } = span;
  analyseCalendar(subject, path, calendar, `${path}/calendar`);
  for (const { fact, path: at, holds } of factsOfMinutes(minutes)) {
    const type = facts.get(fact)?.type;
    if (type === undefined) find('FACT_UNKNOWN', `${path}/${at}`, { fact });
    else if (holds === 'minutes' && type !== 'integer') find('FACT_TYPE', `${path}/${at}`, { fact, type });
  }
}

/** Walks the plan from every level at which an order may lie, with nobody who ever accepts; where a round is for some orders only, once for each kind of orders. */
function analyseEnd({ file, find }: Subject, plan: DispatchPlan): void {
  const levels: readonly Level[] = Object.hasOwn(file.events, 'escalate') ? LEVELS : ['center'];
  const held = new Set<number>();
  const kinds = plan.rounds.some(({ when }) => when) ? WHEN : [undefined];
  for (const level of levels) {
    for (const when of kinds) {
      if (!walk(plan, level, when === 'emergency', held))
        find('DISPATCH_NO_LAST_RESORT', 'dispatch/rounds', { level, ...(when ? { when } : {}) });
    }
  }
  plan.rounds.forEach((_, i) => {
    if (!held.has(i)) find('DISPATCH_UNREACHED', `dispatch/rounds/${i}`, {}, 'warning');
  });
}

/** True when the dispatcher has had a turn in it. */
function walk(plan: DispatchPlan, start: Level, isEmergency: boolean, held: Set<number>): boolean {
  const next = new Map<Level, number>();
  let isAsked = false;
  for (let level = start; ; ) {
    const i = next.get(level) ?? 0;
    next.set(level, i + 1);
    const round = plan.rounds[i];
    if (!round) return isAsked;
    if ((round.at && !round.at.includes(level)) || !isFor(round, isEmergency)) continue;
    if (round.to === 'up' || round.to === 'down') {
      const target = nextLevel(level, round.to);
      if (target === undefined || (round.to === 'down' && next.has(target))) continue;
      level = target;
    }
    held.add(i);
    if (round.to !== 'ask') continue;
    isAsked = true;
    // Nothing comes after it but what the dispatcher does.
    if (!round.for) return true;
  }
}
