/** One test for each finding: a lifecycle with one thing wrong, the code and the place. */
import shipped from '../../../../workflows/order.json';
import { chineseCalendar } from '../clock/calendar';
import type { Composed } from '../overlay/compose';
import { compose } from '../overlay/compose';
import { analyse, analyseLayers } from './analyse';
import type { AnalysisContext } from './finding';

// A file to be broken at will.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Json = Record<string, any>;

const plain = (compose(shipped) as Composed).file;
const S = 'machine/states';
const when = (fact: string, operator: string, value: unknown) => ({ type: 'when', params: { fact, operator, value } });
const why = { 'zh-CN': 'r' };

function findings(change: (file: Json) => void, context: AnalysisContext = {}): string[] {
  const file = structuredClone(plain) as Json;
  change(file);
  return analyse(file, context).map(({ severity, code, path }) => `${severity} ${code} ${path}`);
}

test('the shipped order is clean, and so it is with every region on', () => {
  expect(analyse(plain)).toEqual([]);
  const regions = Object.fromEntries(Object.keys(shipped.regions).map((name) => [name, { on: true, reason: why }]));
  const all = { overlay: 'all', version: '1.0.0', of: { name: 'order', version: '^2' }, reason: why, regions };
  expect(analyseLayers(shipped, [all])).toEqual([]);
});

test.each<[string, (file: Json) => void, AnalysisContext, string[]]>([
  [
    'a state that nothing leads to',
    (f) => (f.machine.states.lost = { on: { cancel: { target: 'closed' } } }),
    {},
    [`error STATE_UNREACHABLE ${S}/lost`],
  ],
  [
    'a state that only an impossible guard leads to',
    (f) =>
      (f.machine.states.new.on.place[0].guard.params = {
        all: [
          f.machine.states.new.on.place[0].guard.params,
          { fact: 'item.needsReview', operator: 'equal', value: false },
        ],
      }),
    {},
    [
      `error STATE_UNREACHABLE ${S}/review`,
      `error STATE_UNREACHABLE ${S}/rejected`,
      `error GUARD_IMPOSSIBLE ${S}/new/on/place/0/guard`,
    ],
  ],
  [
    'a state that cannot be left',
    (f) => {
      f.machine.states.trap = {};
      f.machine.states.rated.on.reopen.target = 'trap';
    },
    {},
    [`error STATE_NO_EXIT ${S}/trap`],
  ],
  [
    'states from which no end can be reached',
    (f) => {
      f.machine.states.left = { on: { reopen: { target: 'right' } } };
      f.machine.states.right = { on: { reopen: { target: 'left' } } };
      f.machine.states.rated.on.reopen.target = 'left';
    },
    {},
    [`error STATE_STUCK ${S}/left`, `error STATE_STUCK ${S}/right`],
  ],
  [
    'an event that nobody here may send',
    () => undefined,
    { capacities: ['requester', 'dispatcher', 'teamLeader'] },
    [],
  ],
  [
    'an event that nobody here may send, and what follows from it',
    () => undefined,
    { capacities: ['requester', 'dispatcher', 'volunteer'] },
    [
      ...['accepted', 'serving', 'finished', 'confirmed', 'rated', 'closed'].map(
        (s) => `error STATE_UNREACHABLE ${S}/${s}`,
      ),
      'error EVENT_UNSENDABLE events/accept/by',
      'error EVENT_UNSENDABLE events/decline/by',
    ],
  ],
  [
    'a guard that can never hold',
    (f) => (f.machine.states.offered.on.decline[0].guard = when('offers.open', 'lessThan', 0)),
    {},
    [`error GUARD_IMPOSSIBLE ${S}/offered/on/decline/0/guard`],
  ],
  [
    'the same guard twice',
    (f) =>
      f.machine.states.offered.on.decline.splice(1, 0, {
        ...f.machine.states.offered.on.decline[0],
        target: 'cancelled',
      }),
    {},
    [`error GUARD_SAME ${S}/offered/on/decline/1/guard`],
  ],
  [
    'guards that overlap',
    (f) =>
      f.machine.states.offered.on.decline.splice(1, 0, {
        guard: when('order.priority', 'equal', 'urgent'),
        target: 'waiting',
      }),
    {},
    [`warning GUARD_OVERLAP ${S}/offered/on/decline/1/guard`],
  ],
  [
    'a branch whose facts are taken by those before it',
    (f) =>
      f.machine.states.offered.on.decline.splice(1, 0, { guard: when('offers.open', 'equal', 1), target: 'waiting' }),
    {},
    [`error BRANCH_COVERED ${S}/offered/on/decline/1/guard`],
  ],
  [
    'branches that leave nothing to the last',
    (f) =>
      f.machine.states.offered.on.decline.splice(1, 0, {
        guard: { type: 'when', params: { not: f.machine.states.offered.on.decline[0].guard.params } },
        target: 'waiting',
      }),
    {},
    [`error BRANCH_COVERED ${S}/offered/on/decline/2`],
  ],
  [
    'a clock without a calendar',
    (f) => delete f.delays.confirmClock.calendar,
    {},
    ['error CLOCK_WITHOUT_CALENDAR delays/confirmClock'],
  ],
  [
    'a calendar that the county has not',
    (f) => (f.delays.confirmClock.calendar = 'lunar'),
    {},
    ['error CALENDAR_UNDEFINED delays/confirmClock/calendar'],
  ],
  [
    'a year without published holidays',
    () => undefined,
    { calendars: { work: chineseCalendar({ officeHours: [{ from: '09:00', to: '17:00' }] }) }, years: [2026, 2040] },
    ['warning HOLIDAYS_UNKNOWN delays/responseClock/calendar'],
  ],
  [
    'a warning that would come before its clock starts',
    (f) => Object.assign(f.delays.confirmClock, { warn: [60, 10080], warnTo: ['requester'] }),
    {},
    ['error WARN_TOO_EARLY delays/confirmClock/warn/1'],
  ],
  [
    'a warning too early for the shortest span of a table',
    (f) =>
      Object.assign(f.delays.confirmClock, {
        minutes: {
          by: 'order.priority',
          table: { urgent: 30 },
          default: { fact: 'item.responseMinutes', default: 600 },
        },
        warn: [45],
        warnTo: ['requester'],
      }),
    {},
    ['error WARN_TOO_EARLY delays/confirmClock/warn/0'],
  ],
  [
    'a guard about a fact that nobody knows',
    (f) => (f.machine.states.offered.on.decline[0].guard = when('moon.full', 'equal', true)),
    {},
    [`error FACT_UNKNOWN ${S}/offered/on/decline/0/guard/params/fact`],
  ],
  [
    'a guard that compares numbers with texts',
    (f) => (f.machine.states.offered.on.decline[0].guard = when('offers.open', 'lessThan', '1')),
    {},
    [`error VALUE_TYPE ${S}/offered/on/decline/0/guard/params/value`],
  ],
  [
    'a clock about a fact that nobody knows',
    (f) => (f.delays.confirmClock.minutes = { fact: 'moon.minutes', default: 5 }),
    {},
    ['error FACT_UNKNOWN delays/confirmClock/minutes/fact'],
  ],
  [
    'a clock about a fact that holds no minutes',
    (f) => (f.delays.confirmClock.minutes = { fact: 'item.category', default: 5 }),
    {},
    ['error FACT_TYPE delays/confirmClock/minutes/fact'],
  ],
  [
    'a required field that nobody can fill',
    (f) => Object.assign(f.events.confirm, { by: ['system'], data: { note: { kind: 'text', required: true } } }),
    {},
    ['error FIELD_UNFILLABLE events/confirm/data/note'],
  ],
  [
    'a required field that no form draws',
    () => undefined,
    { kinds: ['text', 'score', 'boolean', 'order'] },
    ['error FIELD_UNFILLABLE events/dispatch/data/teamIds'],
  ],
  [
    'an effect that the host does not carry out',
    (f) => f.machine.states.rated.entry.push({ type: 'redeem' }),
    {
      effects: [
        'offer.open',
        'offer.close',
        'attendance.open',
        'attendance.close',
        'rating.record',
        'award',
        'notify',
        'order.merge',
      ],
    },
    [`error EFFECT_UNSUPPORTED ${S}/rated/entry/1`],
  ],
  [
    'a state that is gone, with orders in it',
    () => undefined,
    { running: { waiting: 7, verifying: 3, gone: 0 } },
    [`error STATE_STRANDS ${S}/verifying`],
  ],
  [
    'an event that is nowhere used',
    (f) => (f.events.like = { by: ['requester'] }),
    {},
    ['error EVENT_UNUSED events/like'],
  ],
])('finds %s', (_name, change, context, expected) => {
  expect(findings(change, context)).toEqual(expected);
});

test('an overlay that no longer fits its base is a finding at its place in its layer', () => {
  const layer = (over: Json) => ({
    overlay: 'county',
    version: '1.0.0',
    of: { name: 'order', version: '^2' },
    reason: why,
    ...over,
  });
  const brief = (over: Json) =>
    analyseLayers(shipped, [layer(over)]).map(({ code, layer: by, path, severity }) => [severity, code, by, path]);
  expect(brief({ of: { name: 'order', version: '^3' } })).toEqual([
    ['error', 'OVERLAY_VERSION', 'county', 'of/version'],
  ]);
  expect(brief({ events: { gone: { by: ['dispatcher'], reason: why } } })).toEqual([
    ['error', 'OVERLAY_EVENT_GONE', 'county', 'events/gone'],
  ]);
  expect(brief({ delays: { responseClock: { calendar: 'lunar', reason: why } } })).toEqual([
    ['error', 'CALENDAR_UNDEFINED', 'county', 'delays/responseClock/calendar'],
  ]);
});

test('everything at once', () => {
  const found = findings((f) => {
    f.machine.states.lost = {};
    delete f.delays.ratingClock.calendar;
    f.machine.states.offered.on.decline[0].guard = when('offers.open', 'lessThan', 0);
  });
  expect(found).toEqual([
    `error STATE_UNREACHABLE ${S}/lost`,
    `error STATE_NO_EXIT ${S}/lost`,
    `error GUARD_IMPOSSIBLE ${S}/offered/on/decline/0/guard`,
    'error CLOCK_WITHOUT_CALENDAR delays/ratingClock',
  ]);
});
