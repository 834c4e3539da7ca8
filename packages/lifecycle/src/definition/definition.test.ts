import shipped from '../../../../workflows/order.json';
import { compose, type Composed } from '../overlay/compose';
import { checkDefinition } from './check';
import { loadDefinition } from './definition';
import { checkEventData, type EventSpec } from './event';
import { DefinitionError } from '../problem';

/** As it is without any layer. */
const order = (compose(shipped) as Composed).file;

// A file to be broken at will.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Json = Record<string, any>;

/** The order lifecycle with something changed; what is wrong with it then. */
function broken(change: (file: Json) => void): string[] {
  const file = structuredClone(order) as Json;
  change(file);
  return checkDefinition(file).map((p) => `${p.code} ${p.path}`);
}

test('the shipped lifecycle is sound, and loading leaves the file as it was', () => {
  const file = structuredClone(order);
  const definition = loadDefinition(file);
  expect(file).toEqual(order);
  expect(Object.isFrozen(definition)).toBe(true);
  expect(() => (definition.events.accept!.by as string[]).push('requester')).toThrow(TypeError);
  (file.machine.states as unknown as Json).offered.on.accept.target = 'closed';
  expect(loadDefinition(order).clocks).toEqual(definition.clocks);
  expect(definition.clocks.map(({ id }) => id)).toEqual([
    'offered.responseClock',
    'finished.confirmClock',
    'confirmed.ratingClock',
    'rated.archiveClock',
  ]);
});

test('all problems come at once, with a code to know them by', () => {
  const file = { name: 'X', version: 1, machine: { initial: 'a', states: {} }, events: { e: {} }, extra: 1 };
  try {
    loadDefinition(file);
    throw new Error('was loaded');
  } catch (error) {
    const { code, problems } = error as DefinitionError;
    expect(code).toBe('DEFINITION_INVALID');
    expect(problems.map((p) => `${p.code} ${p.path}`)).toEqual([
      'KEY_UNKNOWN /extra',
      'NAME_INVALID name',
      'VERSION_INVALID version',
      'CAPACITY_NONE events/e/by',
      'INITIAL_UNKNOWN machine/initial',
    ]);
  }
});

test('a hostile file is refused quickly, with a bounded list', () => {
  const many = Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`e${i}`, { by: ['mayor'] }]));
  expect(broken((f) => (f.events = many))).toHaveLength(200);
  const proto = JSON.parse('{ "__proto__": { "by": ["requester"] } }') as Json;
  expect(broken((f) => (f.events = { ...f.events, ...proto }))).toContain('NAME_INVALID events/__proto__');
});

test('a file with open regions is for compose()', () => {
  expect(checkDefinition(shipped)).toEqual([]);
  expect(() => loadDefinition(shipped)).toThrow('REGIONS_OPEN');
});

test('not a definition at all', () => {
  for (const json of [null, 1, 'x', [], undefined])
    expect(checkDefinition(json)).toMatchObject([{ code: 'DEFINITION_SHAPE' }]);
  expect(checkDefinition({}).map((p) => p.code)).toContain('MACHINE_SHAPE');
});

const S = 'machine/states';
test.each<[string, (file: Json) => void, string[]]>([
  [
    'an unknown effect',
    (f) => f.machine.states.rated.entry.push({ type: 'shell' }),
    [`EFFECT_UNKNOWN ${S}/rated/entry/1/type`],
  ],
  [
    'an effect of XState',
    (f) => f.machine.states.rated.entry.push({ type: 'xstate.raise' }),
    [`EFFECT_UNKNOWN ${S}/rated/entry/1/type`],
  ],
  [
    'a timer of the author',
    (f) => f.machine.states.rated.entry.push({ type: 'timer.set' }),
    [`EFFECT_UNKNOWN ${S}/rated/entry/1/type`],
  ],
  [
    'a wrong param',
    (f) => (f.machine.states.rated.entry[0].params.occasion = 'later'),
    [`EFFECT_PARAM ${S}/rated/entry/0/params/occasion`],
  ],
  [
    'an unknown recipient',
    (f) => (f.machine.states.review.on.reject.actions[0].params.to = ['mayor']),
    [`EFFECT_PARAM ${S}/review/on/reject/actions/0/params/to`],
  ],
  [
    'an effect without its field',
    (f) => f.machine.states.offered.on.accept.actions.push({ type: 'offer.open' }),
    [`EFFECT_NEEDS_FIELD ${S}/offered/on/accept/actions/5`],
  ],
  [
    'a rating made by a clock',
    (f) => (f.machine.states.closed.entry = [{ type: 'rating.record' }]),
    [`EFFECT_NEEDS_FIELD ${S}/closed/entry/0`, `EFFECT_NEEDS_FIELD ${S}/closed/entry/0`],
  ],
  [
    'a guard of another type',
    (f) => (f.machine.states.rated.on.reopen.guard = { type: 'isMonday' }),
    [`GUARD_KIND ${S}/rated/on/reopen/guard`],
  ],
  [
    'a guard by name',
    (f) => (f.machine.states.rated.on.reopen.guard = 'when'),
    [`GUARD_KIND ${S}/rated/on/reopen/guard`],
  ],
  [
    'an empty condition',
    (f) => (f.machine.states.rated.on.reopen.guard = { type: 'when', params: { all: [] } }),
    [`CONDITION_EMPTY ${S}/rated/on/reopen/guard/params/all`],
  ],
  [
    'an event that is not listed',
    (f) => (f.machine.states.rated.on.like = { target: 'closed' }),
    [`EVENT_UNLISTED ${S}/rated/on/like`],
  ],
  ['a wildcard', (f) => (f.machine.states.rated.on['*'] = { target: 'closed' }), [`EVENT_UNLISTED ${S}/rated/on/*`]],
  ['a listed event never used', (f) => (f.events.like = { by: ['requester'] }), ['EVENT_UNUSED events/like']],
  [
    'a clock that is not listed',
    (f) => (f.machine.states.waiting.after = { otherClock: { target: 'offered' } }),
    [`DELAY_UNLISTED ${S}/waiting/after/otherClock`],
  ],
  [
    'a clock in bare milliseconds',
    (f) => (f.machine.states.waiting.after = { 1000: { target: 'cancelled' } }),
    [`DELAY_UNLISTED ${S}/waiting/after/1000`],
  ],
  ['a clock never used', (f) => (f.delays.otherClock = { minutes: 5 }), ['DELAY_UNUSED delays/otherClock']],
  [
    'a clock named as an event',
    (f) => {
      f.delays.accept = { minutes: 5 };
      f.machine.states.waiting.after = { accept: { target: 'offered' } };
    },
    ['NAME_TWICE delays/accept'],
  ],
  ['minutes that are none', (f) => (f.delays.ratingClock.minutes = 0), ['DELAY_MINUTES delays/ratingClock/minutes']],
  [
    'a default that is none',
    (f) => (f.delays.responseClock.minutes.default = '120'),
    ['DELAY_MINUTES delays/responseClock/minutes/default'],
  ],
  [
    'a calendar without a name',
    (f) => (f.delays.ratingClock.calendar = 7),
    ['DELAY_SHAPE delays/ratingClock/calendar'],
  ],
  [
    'an unknown target',
    (f) => (f.machine.states.rated.on.reopen.target = 'gone'),
    [`TARGET_UNKNOWN ${S}/rated/on/reopen/target`],
  ],
  [
    'a way back to before the beginning',
    (f) => (f.machine.states.rated.on.reopen.target = 'new'),
    [`INITIAL_RESTS ${S}/rated/on/reopen/target`],
  ],
  ['a nested state', (f) => (f.machine.states.waiting.states = { a: {} }), [`STATE_KIND ${S}/waiting`]],
  ['a parallel state', (f) => (f.machine.states.waiting.type = 'parallel'), [`STATE_KIND ${S}/waiting`]],
  ['a history state', (f) => (f.machine.states.waiting.type = 'history'), [`STATE_KIND ${S}/waiting`]],
  ['an invoked actor', (f) => (f.machine.states.waiting.invoke = { src: 'x' }), [`KEY_UNKNOWN ${S}/waiting/invoke`]],
  [
    'an eventless transition',
    (f) => (f.machine.states.waiting.always = { target: 'waiting' }),
    [`KEY_UNKNOWN ${S}/waiting/always`],
  ],
  ['context', (f) => (f.machine.context = { a: 1 }), ['KEY_UNKNOWN machine/context']],
  [
    'a final state that is left',
    (f) => (f.machine.states.closed.on = { reopen: { target: 'waiting' } }),
    [`FINAL_LEFT ${S}/closed`],
  ],
  [
    'a branch that can never be taken',
    (f) => delete f.machine.states.offered.on.decline[0].guard,
    [`BRANCH_DEAD ${S}/offered/on/decline/0`],
  ],
  [
    'a transition that does nothing',
    (f) => (f.machine.states.serving.on.start = {}),
    [`TRANSITION_EMPTY ${S}/serving/on/start`],
  ],
  [
    'a state that nothing leads to',
    (f) => (f.machine.states.lost = { on: { cancel: { target: 'closed' } } }),
    [`STATE_UNREACHABLE ${S}/lost`],
  ],
  [
    'a state that never ends',
    (f) => {
      f.machine.states.trap = {};
      f.machine.states.rated.on.reopen.target = 'trap';
    },
    [`STATE_NO_EXIT ${S}/trap`],
  ],
  ['an unknown capacity', (f) => f.events.accept.by.push('mayor'), ['CAPACITY_UNKNOWN events/accept/by/1']],
  ['an event nobody may send', (f) => (f.events.accept.by = []), ['CAPACITY_NONE events/accept/by']],
  [
    'a description that is a tree',
    (f) => (f.machine.states.closed.description = { type: 'notify', params: { template: 'x' } }),
    [`KEY_SHAPE ${S}/closed/description`],
  ],
  ['free data in a state', (f) => (f.machine.states.closed.meta = {}), [`KEY_UNKNOWN ${S}/closed/meta`]],
  [
    'a field of no kind',
    (f) => (f.events.rate.data.score.kind = 'stars'),
    [
      'FIELD_SHAPE events/rate/data/score',
      `EFFECT_NEEDS_FIELD ${S}/finished/on/rate/actions/1`,
      `EFFECT_NEEDS_FIELD ${S}/confirmed/on/rate/actions/0`,
    ],
  ],
])('refuses %s', (_name, change, expected) => {
  expect(broken(change)).toEqual(expected);
});

test('the data of an event', () => {
  const spec: EventSpec = {
    type: 'all',
    by: ['requester'],
    fields: [
      { name: 'note', kind: 'text', required: false, lengthMax: 3 },
      { name: 'reason', kind: 'text', required: true },
      { name: 'score', kind: 'score', required: true },
      { name: 'teamIds', kind: 'teams', required: true },
      { name: 'all', kind: 'boolean', required: false },
    ],
  };
  const good = { reason: 'x', score: 5, teamIds: ['a', 'b'], all: false, note: null };
  const wrong = (over: Record<string, unknown>) =>
    checkEventData(spec, { ...good, ...over }).map((p) => `${p.code} ${p.path}`);
  expect(wrong({})).toEqual([]);
  expect(checkEventData(spec).map((p) => p.path)).toEqual(['reason', 'score', 'teamIds']);
  expect(wrong({ note: 'long', reason: '  ', score: 6 })).toEqual([
    'FIELD_TOO_LONG note',
    'FIELD_REQUIRED reason',
    'FIELD_KIND score',
  ]);
  for (const score of [0, 1.5, '5', NaN]) expect(wrong({ score })).toEqual(['FIELD_KIND score']);
  expect(wrong({ teamIds: [] })).toEqual(['FIELD_REQUIRED teamIds']);
  expect(wrong({ teamIds: ['a', 'a'] })).toEqual(['FIELD_REPEATED teamIds']);
  expect(wrong({ teamIds: 'a' })).toEqual(['FIELD_KIND teamIds']);
  expect(wrong({ teamIds: Array.from({ length: 51 }, (_, i) => `${i}`) })).toEqual(['FIELD_TOO_LONG teamIds']);
  expect(wrong({ all: 'yes', reason: { toString: 1 } })).toEqual(['FIELD_KIND reason', 'FIELD_KIND all']);
  expect(wrong({ idNo: '1' })).toEqual(['FIELD_UNKNOWN idNo']);
});
