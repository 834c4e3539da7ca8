import fc from 'fast-check';
import order from '../../../../workflows/order.json';
import { chineseCalendar } from '../clock/calendar';
import { loadDefinition } from '../definition/definition';
import { loadComposed } from '../overlay/compose';
import type { Effect } from '../definition/effect';
import { fits, start, step, type Refusal, type Snapshot, type Step } from './step';

const definition = loadComposed(order);
const calendar = { work: chineseCalendar({ officeHours: [{ from: '09:00', to: '17:00' }] }) };
const now = new Date('2026-03-04T02:00:00Z');
const at = (state: string): Snapshot => ({ definition: 'order', version: '2.0.0', state });

/** The smallest lifecycle, to change one thing of. */
function mini(over: Record<string, unknown> = {}, version = '1.0.0') {
  return {
    name: 'mini',
    version,
    machine: {
      initial: 'new',
      states: {
        new: { on: { go: { target: 'open', actions: [{ type: 'award', params: { occasion: 'rated' } }] } } },
        open: { on: { go: { target: 'done' } }, after: { clock: { target: 'done' } } },
        done: { type: 'final' },
      },
    },
    events: { go: { by: ['requester'] } },
    delays: { clock: { minutes: 10, calendar: 'work' } },
    ...over,
  };
}

test('effects are captured and not run: nothing is scheduled, nothing is called', () => {
  const spies = [jest.spyOn(globalThis, 'setTimeout'), jest.spyOn(Date, 'now'), jest.spyOn(Math, 'random')];
  const before = spies.map((spy) => spy.mock.calls.length);
  const result = step(definition, at('waiting'), { type: 'dispatch', data: { teamIds: ['t'] } }, {}, now, calendar);
  const after = spies.map((spy) => spy.mock.calls.length);
  spies.forEach((spy) => spy.mockRestore());
  expect(result.ok && result.effects.map((e) => e.type)).toEqual(['offer.open', 'notify', 'notify', 'timer.set']);
  expect(after).toEqual(before);
  expect(JSON.parse(JSON.stringify(result))).toEqual(result);
});

test('a server loop: restore, step, persist, carry out', () => {
  const row = { snapshot: '' };
  const carriedOut: string[] = [];
  function handle(type: string, data?: Record<string, unknown>) {
    const facts = { 'offers.open': 1, 'attendance.open': 1, 'item.responseMinutes': 30 };
    const given = [{ type, data }, facts, now, calendar] as const;
    const result = row.snapshot ? step(definition, JSON.parse(row.snapshot), ...given) : start(definition, ...given);
    if (!result.ok) throw new Error(result.code);
    row.snapshot = JSON.stringify(result.snapshot);
    carriedOut.push(...result.effects.filter((e) => e.type !== 'notify').map((e) => e.type));
  }
  handle('place');
  handle('dispatch', { teamIds: ['t'] });
  handle('accept');
  handle('start');
  handle('finish', { report: 'done' });
  handle('confirm');
  handle('rate', { score: 5 });
  handle('archiveClock');
  expect(JSON.parse(row.snapshot)).toEqual(at('closed'));
  expect(row.snapshot.length).toBeLessThan(80);
  expect(carriedOut).toEqual([
    ...['offer.open', 'timer.set', 'timer.cancel', 'offer.close', 'offer.close'],
    ...['attendance.open', 'attendance.close', 'timer.set'],
    ...['timer.cancel', 'award', 'timer.set', 'timer.cancel', 'rating.record', 'award', 'timer.set'],
  ]);
});

test('a snapshot that does not fit is refused loudly', () => {
  const sent = { type: 'accept' };
  const code = (snapshot: unknown) => (step(definition, snapshot as Snapshot, sent, {}, now, calendar) as Refusal).code;
  expect(code(at('offered'))).toBeUndefined();
  for (const unfit of [
    at('gone'),
    at('new'),
    at('constructor'),
    { ...at('offered'), definition: 'activity' },
    { ...at('offered'), version: '1.0.0' },
    {},
    null,
    'offered',
    { ...at('offered'), state: undefined },
  ]) {
    expect(code(unfit)).toBe('SNAPSHOT_UNFIT');
  }
  expect(step(definition, at('gone'), sent, {}, now)).toEqual({
    ok: false,
    code: 'SNAPSHOT_UNFIT',
    params: {
      state: 'gone',
      event: 'accept',
      definition: 'order',
      version: '2.0.0',
      expected: 'order',
      expectedVersion: '2.0.0',
    },
  });
});

test('a minor version takes over running snapshots and stamps them', () => {
  const next = loadDefinition(mini({}, '1.4.0'));
  const result = step(next, { definition: 'mini', version: '1.0.0', state: 'open' }, { type: 'go' }, {}, now);
  expect(result).toMatchObject({ ok: true, snapshot: { definition: 'mini', version: '1.4.0', state: 'done' } });
  expect(fits(loadDefinition(mini({}, '2.0.0')), { definition: 'mini', version: '1.0.0', state: 'open' })).toBe(false);
});

test('each refusal has its code', () => {
  const code = (result: Step | Refusal) => (result.ok ? 'ok' : result.code);
  expect(code(step(definition, at('offered'), { type: 'steal' }, {}, now))).toBe('EVENT_UNKNOWN');
  expect(code(step(definition, at('offered'), { type: 'xstate.after.responseClock.order.offered' }, {}, now))).toBe(
    'EVENT_UNKNOWN',
  );
  expect(code(step(definition, at('accepted'), { type: 'responseClock' }, {}, now))).toBe('EVENT_NOT_ALLOWED');
  const late = step(definition, at('waiting'), { type: 'dispatch', data: { teamIds: [] } }, {}, now);
  expect(late).toMatchObject({
    ok: false,
    code: 'EVENT_DATA_INVALID',
    params: { state: 'waiting', event: 'dispatch', problems: [{ code: 'FIELD_REQUIRED', path: 'teamIds' }] },
  });
  const work = loadDefinition(mini());
  expect(code(start(work, { type: 'go' }, {}, now))).toBe('CALENDAR_MISSING');
  expect(start(work, { type: 'go' }, {}, new Date('2030-01-01'), calendar)).toMatchObject({
    code: 'HOLIDAYS_UNKNOWN',
    params: { state: 'new', event: 'go', year: 2030 },
  });
  const byFact = loadDefinition(mini({ delays: { clock: { minutes: { fact: 'item.minutes', default: 5 } } } }));
  for (const minutes of [0, -1, 1.5, '30', Infinity, 1e12]) {
    expect(code(start(byFact, { type: 'go' }, { 'item.minutes': minutes }, now))).toBe('DELAY_UNFIT');
  }
  expect(start(byFact, { type: 'go' }, { 'item.minutes': null }, now)).toMatchObject({
    effects: [
      {},
      { type: 'timer.set', params: { id: 'open.clock', event: 'clock', dueAt: '2026-03-04T02:05:00.000Z' } },
    ],
  });
});

const event = fc.oneof(
  fc
    .constantFrom(...Object.keys(definition.events), ...Object.keys(definition.delays), 'unknown')
    .map((type) => ({ type })),
  fc.constantFrom('decline', 'withdraw', 'cancel', 'reopen', 'reject').map((type) => ({ type, data: { reason: 'r' } })),
  fc.array(fc.constantFrom('a', 'b'), { maxLength: 2 }).map((teamIds) => ({ type: 'dispatch', data: { teamIds } })),
  fc.integer({ min: 0, max: 6 }).map((score) => ({ type: 'rate', data: { score } })),
  fc.boolean().map((all) => ({ type: 'finish', data: { all } })),
);
const given = fc.record({
  'offers.open': fc.integer({ min: 0, max: 3 }),
  'attendance.open': fc.integer({ min: 0, max: 3 }),
});

function keepTimers(timers: Set<string>, effects: Effect[]): void {
  for (const effect of effects) {
    if (effect.type === 'timer.cancel') expect(timers.delete(effect.params.id)).toBe(true);
    if (effect.type === 'timer.set') {
      expect(timers.has(effect.params.id)).toBe(false);
      timers.add(effect.params.id);
    }
  }
}

test('random sequences: a known state always, a refusal changes nothing, the timers are those of the state', () => {
  const visited = new Set<string>();
  let refused = 0;
  fc.assert(
    fc.property(
      fc.boolean(),
      fc.array(fc.tuple(event, given), { minLength: 20, maxLength: 60 }),
      (review, sequence) => {
        const first = start(definition, { type: 'place' }, { 'item.needsReview': review }, now, calendar) as Step;
        let { snapshot } = first;
        const timers = new Set<string>();
        keepTimers(timers, first.effects);
        for (const [sent, facts] of sequence) {
          const stored = JSON.stringify(snapshot);
          const result = step(definition, snapshot, sent, facts, now, calendar);
          expect(step(definition, JSON.parse(stored), sent, facts, now, calendar)).toEqual(result);
          expect(JSON.stringify(snapshot)).toBe(stored);
          if (!result.ok) {
            refused += 1;
            expect(result).not.toHaveProperty('effects');
            continue;
          }
          expect(definition.states).toContain(result.state);
          expect(result.from).toBe(snapshot.state);
          expect(result.snapshot.state).toBe(result.state);
          timers.delete(`${result.from}.${sent.type}`);
          keepTimers(timers, result.effects);
          snapshot = result.snapshot;
          visited.add(snapshot.state);
          expect([...timers]).toEqual(definition.clocks.filter((c) => c.state === snapshot.state).map((c) => c.id));
        }
      },
    ),
    // What the sequences reach is asserted below, so they are the same each time: among unseeded ones some sets never got as far as serving.
    { numRuns: 400, seed: 20240101 },
  );
  expect(refused).toBeGreaterThan(0);
  expect([...visited].sort()).toEqual(
    expect.arrayContaining(['waiting', 'offered', 'accepted', 'serving', 'cancelled']),
  );
});
