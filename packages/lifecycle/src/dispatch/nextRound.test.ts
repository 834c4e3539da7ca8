import fc from 'fast-check';
import { chineseCalendar } from '../clock/calendar';
import { NO_HISTORY, type Asked, type DispatchHistory, type OfferState } from './history';
import { LEVELS, nextLevel, type Level } from './level';
import { comesNext, nextRound, type Situation, type Turn } from './nextRound';
import { checkPlan, type DispatchPlan, type Round } from './plan';
import type { Ranked } from './rank';

const calendars = { work: chineseCalendar({ officeHours: [{ from: '08:00', to: '18:00' }] }) };
const team = (teamId: string, eligible = true, people = 5): Ranked => ({
  teamId,
  eligible,
  weight: 0,
  people,
  known: [],
  because: [],
});
const teams = (...ids: string[]) => ids.map((id) => team(id));
// A Wednesday, 9:00 in Beijing.
const start = new Date('2026-03-04T01:00:00Z');
const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000);
const mixed: DispatchPlan = {
  rounds: [
    { to: 'best', count: 2, refill: 1, for: { minutes: 120 } },
    { to: 'open', for: { minutes: 60 } },
    { to: 'up' },
    { to: 'ask' },
  ],
};

/** A case: what was done is written down as a host would. */
function run(plan: DispatchPlan, candidates: readonly Ranked[], more: Partial<Situation> = {}) {
  const state = {
    history: { runs: [], asked: [] } as { runs: DispatchHistory['runs'][number][]; asked: Asked[] },
    level: more.level,
  };
  const situation = () => ({
    ...more,
    history: state.history,
    candidates,
    calendars,
    ...(state.level ? { level: state.level } : {}),
  });
  return {
    state,
    situation,
    turn(now: Date): Turn {
      const result = nextRound(plan, situation(), now);
      if (!result.ok) throw new Error(result.code);
      const { turn } = result;
      if (!('run' in turn)) return turn;
      const { runs, asked } = state.history;
      if (turn.do === 'ask' && turn.more) runs[runs.length - 1] = turn.run;
      else runs.push(turn.run);
      if (turn.do === 'ask')
        asked.push(
          ...turn.teamIds.map((teamId): Asked => ({ teamId, run: runs.length - 1, at: now, state: 'open', people: 5 })),
        );
      if (turn.do === 'move') state.level = nextLevel(state.level ?? 'center', turn.to);
      return turn;
    },
    answer(teamId: string, as: OfferState) {
      const { asked } = state.history;
      asked.forEach((one, i) => one.teamId === teamId && one.state === 'open' && (asked[i] = { ...one, state: as }));
    },
    expire() {
      const { asked } = state.history;
      asked.forEach((one, i) => one.state === 'open' && (asked[i] = { ...one, state: 'expired' }));
    },
  };
}
const brief = (turn: Turn) => ('teamIds' in turn ? `${turn.do} ${turn.teamIds.join()}` : turn.do);

test('the best, others in place of those who decline, open to all, up, and the same there, until the dispatcher decides', () => {
  const order = run(mixed, teams('a', 'b', 'c', 'd'), { level: 'institute' });
  const first = order.turn(start);
  expect(first).toMatchObject({ do: 'ask', teamIds: ['a', 'b'], more: false, run: { until: later(120) } });
  expect(order.turn(later(10))).toEqual({ do: 'wait', until: later(120) });
  order.answer('a', 'declined');
  // Who is asked late has the whole span.
  expect(order.turn(later(10))).toMatchObject({ do: 'ask', teamIds: ['c'], more: true, run: { until: later(130) } });
  order.answer('c', 'declined');
  // No more in their place: `refill` is 1.
  expect(order.turn(later(20))).toEqual({ do: 'wait', until: later(130) });
  expect(comesNext(mixed, order.situation(), later(20))).toBe('open');
  order.expire();
  expect(order.turn(later(130))).toMatchObject({
    do: 'open',
    teamIds: ['a', 'b', 'c', 'd'],
    run: { until: later(190) },
  });
  expect(comesNext(mixed, order.situation(), later(140))).toBe('up');
  expect(brief(order.turn(later(190)))).toBe('move');
  expect(order.state.level).toBe('center');
  expect(brief(order.turn(later(190)))).toBe('ask a,b');
  order.answer('a', 'declined');
  order.answer('b', 'declined');
  expect(brief(order.turn(later(195)))).toBe('ask c');
  order.answer('c', 'declined');
  // Everybody has answered: nobody waits for the clock.
  expect(brief(order.turn(later(196)))).toBe('open a,b,c,d');
  expect(comesNext(mixed, order.situation(), later(197))).toBe('wait');
  const last = order.turn(later(300));
  expect(last).toMatchObject({
    do: 'hand',
    skipped: [{ round: 2, because: { key: 'lifecycle.dispatch.skipped.top' } }],
  });
  expect(order.turn(later(900))).toEqual({ do: 'wait' });
});

test('spans are of the work calendar, and those of a year that nobody knows are refused', () => {
  const order = run(mixed, teams('a'));
  // Friday 17:00 + 120 minutes of work.
  expect(order.turn(new Date('2026-03-06T09:00:00Z'))).toMatchObject({
    run: { until: new Date('2026-03-09T01:00:00Z') },
  });
  const far = nextRound(
    mixed,
    { history: NO_HISTORY, candidates: teams('a'), calendars },
    new Date('2099-03-04T01:00:00Z'),
  );
  expect(far).toMatchObject({ ok: false, code: 'HOLIDAYS_UNKNOWN', params: { year: 2099 } });
});

test('a round is held again with other teams; when all have been asked, those who were silent before those who declined', () => {
  const order = run(
    { rounds: [{ to: 'best', count: 2, refill: 0, times: 3, for: { minutes: 60 } }, { to: 'ask' }] },
    teams('a', 'b', 'c'),
  );
  expect(brief(order.turn(start))).toBe('ask a,b');
  order.answer('a', 'declined');
  order.expire();
  expect(brief(order.turn(later(60)))).toBe('ask c');
  order.answer('c', 'declined');
  expect(brief(order.turn(later(70)))).toBe('ask b,a');
  order.expire();
  expect(brief(order.turn(later(130)))).toBe('hand');
});

test('several teams and head counts: so many are asked that they can be enough, and it is over when they are', () => {
  const plan: DispatchPlan = { rounds: [{ to: 'best', count: 1, for: { minutes: 60 } }, { to: 'ask' }] };
  const two = run(plan, teams('a', 'b', 'c'), { need: { teams: 2 } });
  expect(brief(two.turn(start))).toBe('ask a,b');
  two.answer('a', 'accepted');
  expect(brief(two.turn(later(1)))).toBe('wait');
  two.answer('b', 'declined');
  expect(brief(two.turn(later(2)))).toBe('ask c');
  two.answer('c', 'accepted');
  expect(brief(two.turn(later(3)))).toBe('done');
  // Fourteen people, five from each.
  const many = run(plan, teams('a', 'b', 'c', 'd'), { need: { people: 14 } });
  expect(brief(many.turn(start))).toBe('ask a,b,c');
  many.answer('a', 'accepted');
  many.answer('b', 'accepted');
  expect(brief(many.turn(later(1)))).toBe('wait');
  many.answer('c', 'accepted');
  expect(brief(many.turn(later(2)))).toBe('done');
});

test('who may not be asked is passed over, and a round without anybody too', () => {
  const order = run(mixed, [team('away', false), team('a')]);
  expect(brief(order.turn(start))).toBe('ask a');
  expect(run(mixed, [team('away', false)]).turn(start)).toMatchObject({
    do: 'hand',
    skipped: [{ round: 0, because: { key: 'lifecycle.dispatch.skipped.nobody' } }, { round: 1 }, { round: 2 }],
  });
});

test('down to the institute and up again: a level goes on where it was left, and is entered from above once', () => {
  const plan: DispatchPlan = {
    rounds: [
      { to: 'down', at: ['center'] },
      { to: 'best', count: 1, for: { minutes: 60 } },
      { to: 'up' },
      { to: 'ask' },
    ],
  };
  const order = run(plan, teams('a'));
  const told: string[] = [];
  for (let i = 0; i < 8; i += 1) {
    told.push(`${order.state.level ?? 'center'} ${brief(order.turn(later(i * 60)))}`);
    order.expire();
  }
  expect(told.slice(0, 6)).toEqual([
    'center move',
    'institute ask a',
    'institute move',
    'center ask a',
    'center hand',
    'center wait',
  ]);
});

const span = fc.record({ minutes: fc.integer({ min: 1, max: 600 }) });
const at = fc.option(fc.subarray([...LEVELS], { minLength: 1 }), { nil: undefined });
const round = fc.oneof(
  fc.record({
    to: fc.constant('best'),
    count: fc.integer({ min: 1, max: 4 }),
    refill: fc.integer({ min: 0, max: 3 }),
    times: fc.integer({ min: 1, max: 3 }),
    for: span,
    at,
  }),
  fc.record({ to: fc.constant('open'), for: span, at }),
  fc.record({ to: fc.constantFrom('up', 'down'), at }),
  fc.record({ to: fc.constant('ask'), for: span, at }),
) as fc.Arbitrary<Round>;

test('every plan comes to its end with the dispatcher, and no team is asked twice in one holding of a round', () => {
  fc.assert(
    fc.property(
      fc.array(round, { minLength: 1, maxLength: 6 }),
      fc.constantFrom(...LEVELS),
      fc.integer({ min: 0, max: 6 }),
      fc.array(fc.constantFrom<OfferState>('declined', 'expired'), { minLength: 1, maxLength: 20 }),
      (rounds, level: Level, count, answers) => {
        const plan = JSON.parse(JSON.stringify({ rounds })) as DispatchPlan;
        const problems: string[] = [];
        checkPlan(plan, 'dispatch', (code) => problems.push(code));
        expect(problems).toEqual([]);
        const order = run(plan, teams(...Array.from({ length: count }, (_, i) => `t${i}`)), { level });
        let [now, i, ended] = [start, 0, false];
        for (let steps = 0; steps < 2000 && !ended; steps += 1) {
          const turn = order.turn(now);
          if (turn.do === 'wait') {
            ended = turn.until === undefined;
            now = turn.until ?? now;
            order.expire();
          } else if (turn.do === 'ask') turn.teamIds.forEach((id) => order.answer(id, answers[i++ % answers.length]!));
        }
        expect(ended).toBe(true);
        const { runs, asked } = order.state.history;
        expect(runs.at(-1)?.round === plan.rounds.length || plan.rounds[runs.at(-1)!.round]?.to === 'ask').toBe(true);
        const keys = asked.map((one) => `${one.run} ${one.teamId}`);
        expect(new Set(keys).size).toBe(keys.length);
      },
    ),
    { numRuns: 200 },
  );
});

test('problems of a plan, each in its place', () => {
  const found: string[] = [];
  const plan = {
    rounds: [
      { to: 'best', count: 0, times: 99, for: { minutes: 0, warn: [1] } },
      { to: 'nobody' },
      { to: 'up', for: { minutes: 5 } },
      { to: 'open', at: ['moon'] },
      7,
    ],
  };
  checkPlan(plan, 'dispatch', (code, path) => found.push(`${code} ${path}`));
  expect(found).toEqual([
    'DISPATCH_COUNT dispatch/rounds/0/count',
    'DISPATCH_COUNT dispatch/rounds/0/times',
    'KEY_UNKNOWN dispatch/rounds/0/for/warn',
    'DELAY_MINUTES dispatch/rounds/0/for/minutes',
    'WARN_TO dispatch/rounds/0/for/warnTo',
    'DISPATCH_ROUND dispatch/rounds/1/to',
    'KEY_UNKNOWN dispatch/rounds/2/for',
    'DISPATCH_LEVEL dispatch/rounds/3/at',
    'DISPATCH_SHAPE dispatch/rounds/4',
  ]);
  checkPlan({ rounds: [] }, 'dispatch', (code, path) => found.push(`${code} ${path}`));
  expect(found.at(-1)).toBe('DISPATCH_SHAPE dispatch/rounds');
});

test('rounds for emergencies, and for all others: the others are passed over, with the reason; what comes next is asked of the same plan', () => {
  const plan: DispatchPlan = {
    rounds: [
      { to: 'best', count: 1, when: 'ordinary', for: { minutes: 120 } },
      {
        to: 'best',
        count: 3,
        when: 'emergency',
        for: {
          minutes: { by: 'order.emergency', table: { true: 20 }, default: 60 },
          calendar: { by: 'order.emergency', table: { true: 'always' }, default: 'work' },
        },
      },
      { to: 'open', when: 'emergency', for: { minutes: 30, calendar: 'always' } },
      { to: 'ask' },
    ],
  };
  const wrong: string[] = [];
  checkPlan(plan, 'dispatch', (code) => wrong.push(code));
  checkPlan({ rounds: [{ to: 'ask', when: 'war' }] }, 'dispatch', (code, path) => wrong.push(`${code} ${path}`));
  expect(wrong).toEqual(['DISPATCH_WHEN dispatch/rounds/0/when']);

  // Ten in the evening: nobody's hours.
  const night = new Date('2026-03-04T14:00:00Z');
  const emergency = run(plan, teams('a', 'b', 'c', 'd'), { facts: { 'order.emergency': true } });
  expect(emergency.turn(night)).toMatchObject({
    do: 'ask',
    teamIds: ['a', 'b', 'c'],
    run: { round: 1, until: new Date('2026-03-04T14:20:00Z') },
    skipped: [{ round: 0, because: { key: 'lifecycle.dispatch.skipped.ordinary' } }],
  });
  expect(comesNext(plan, emergency.situation(), night)).toBe('open');

  const ordinary = run(plan, teams('a', 'b', 'c', 'd'), { facts: { 'order.emergency': false } });
  expect(ordinary.turn(start)).toMatchObject({ do: 'ask', teamIds: ['a'], run: { round: 0 } });
  expect(comesNext(plan, ordinary.situation(), start)).toBe('wait');
  ordinary.expire();
  expect(ordinary.turn(later(120))).toMatchObject({
    do: 'hand',
    run: { round: 3 },
    skipped: [
      { round: 1, because: { key: 'lifecycle.dispatch.skipped.emergency' } },
      { round: 2, because: { key: 'lifecycle.dispatch.skipped.emergency' } },
    ],
  });
});
