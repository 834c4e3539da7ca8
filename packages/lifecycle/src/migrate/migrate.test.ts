import shipped from '../../../../workflows/order.json';
import { chineseCalendar } from '../clock/calendar';
import { loadComposed } from '../overlay/compose';
import { fits, step } from '../step/step';
import { migrate, moveSnapshot } from './migrate';

const why = { 'zh-CN': 'r', 'en-US': 'r' };
const layer = (regions: Record<string, boolean>, overlay = 'county') => ({
  overlay,
  version: '1.0.0',
  of: { name: 'order', version: '^2' },
  reason: why,
  regions: Object.fromEntries(Object.entries(regions).map(([name, on]) => [name, { on, reason: why }])),
});
const base = loadComposed(shipped);
const compiling = loadComposed(shipped, [layer({ compile: true })]);
const calendars = { work: chineseCalendar({ officeHours: [{ from: '09:00', to: '17:00' }] }) };
const now = new Date('2026-03-04T02:00:00Z');
const at = (state: string) => ({ definition: 'order', version: compiling.version, state });

test('states that both have stay; one that is gone needs to be mapped', () => {
  const running = { compiling: 3, waiting: 2 };
  const bare = migrate(compiling, base, {}, running);
  expect(bare.problems).toEqual([
    { code: 'MAPPING_MISSING', path: 'compiling', params: { state: 'compiling', count: 3 } },
  ]);
  expect(bare.moves).toContainEqual({ state: 'waiting', to: 'waiting', count: 2 });
  const mapped = migrate(compiling, base, { compiling: 'waiting' }, running);
  expect(mapped.problems).toEqual([]);
  expect(mapped.moves).toContainEqual({ state: 'compiling', to: 'waiting', count: 3 });
  // Nobody is in it: nothing has to be said.
  expect(migrate(compiling, base, {}, { waiting: 2 }).problems).toEqual([]);
  // Without counts nobody knows.
  expect(migrate(compiling, base, {}).problems).toHaveLength(1);
});

test('a mapping that leads nowhere, from nowhere or to an end', () => {
  const codes = (mapping: Record<string, string>) =>
    migrate(compiling, base, mapping, { compiling: 1 }).problems.map(({ code }) => code);
  expect(codes({ compiling: 'gone' })).toEqual(['MAPPING_TARGET']);
  expect(codes({ compiling: 'waiting', gone: 'waiting' })).toEqual(['MAPPING_SOURCE']);
  expect(codes({ compiling: 'closed' })).toEqual(['MAPPING_ENDS']);
  expect(migrate(base, { ...compiling, name: 'activity' }, {}).problems[0]).toMatchObject({ code: 'MIGRATION_OTHER' });
});

test('an order that is moved goes on from there, and its clocks with it', () => {
  const { moves } = migrate(compiling, base, { compiling: 'offered' }, { compiling: 1 });
  const moved = moveSnapshot(compiling, base, moves, at('compiling'), {}, now, calendars);
  expect(moved).toMatchObject({
    ok: true,
    state: 'offered',
    snapshot: { definition: 'order', version: '2.0.0', state: 'offered' },
    effects: [
      { index: 0, type: 'timer.set', params: { id: 'offered.responseClock', dueAt: '2026-03-04T04:00:00.000Z' } },
    ],
  });
  expect(moved.ok && fits(base, moved.snapshot)).toBe(true);
  expect(moved.ok && step(base, moved.snapshot, { type: 'accept' }, {}, now, calendars)).toMatchObject({
    state: 'accepted',
  });
});

test('a clock that both have runs on; one that is gone is void', () => {
  const levels = loadComposed(shipped, [layer({ levels: true })]);
  const away = moveSnapshot(levels, base, migrate(levels, base, {}).moves, at('waiting'), {}, now, calendars);
  expect(away.ok && away.effects.map(({ type, params }) => `${type} ${(params as { id: string }).id}`)).toEqual([
    'timer.cancel waiting.levelClock.warn1',
    'timer.cancel waiting.levelClock',
  ]);
  const kept = moveSnapshot(base, levels, migrate(base, levels, {}).moves, at('offered'), {}, now, calendars);
  expect(kept).toMatchObject({ ok: true, effects: [] });
  const fresh = moveSnapshot(base, levels, migrate(base, levels, {}).moves, at('waiting'), {}, now, {});
  expect(fresh).toMatchObject({ ok: false, code: 'CALENDAR_MISSING' });
});

test('a snapshot that fits nothing is refused loudly', () => {
  const { moves } = migrate(compiling, base, { compiling: 'waiting' });
  for (const snapshot of [
    null,
    {},
    { definition: 'order', state: 'gone' },
    { definition: 'activity', state: 'waiting' },
  ]) {
    expect(moveSnapshot(compiling, base, moves, snapshot, {}, now, calendars)).toMatchObject({
      ok: false,
      code: 'SNAPSHOT_UNFIT',
    });
  }
  expect(moveSnapshot(compiling, base, [], at('compiling'), {}, now, calendars)).toMatchObject({
    code: 'SNAPSHOT_UNFIT',
  });
});
