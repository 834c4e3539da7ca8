import Ajv from 'ajv';
import { createMachine } from 'xstate';
import shipped from '../../../../workflows/order.json';
import definitionSchema from '../../schema/definition.schema.json';
import { loadDefinition } from '../definition/definition';
import type { DefinitionFile } from '../definition/file';
import { compose, layerAt, loadComposed, type Composed } from './compose';
import { checkOverlay } from './checkOverlay';
import { inRange } from './semver';

// Files to be broken at will.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Json = Record<string, any>;

const why = { 'zh-CN': 'r', 'en-US': 'r' };
const layer = (over: Json = {}): Json => ({
  overlay: 'county',
  version: '1.0.0',
  of: { name: 'order', version: '^2' },
  reason: why,
  ...over,
});
const both = (texts: Record<string, string>) => ({ 'zh-CN': texts, 'en-US': texts });
const made = (...layers: Json[]): Composed => {
  const composed = compose(shipped, layers);
  if (!composed.ok) throw new Error(JSON.stringify(composed.problems, null, 1));
  return composed;
};
const refused = (...layers: Json[]): string[] => {
  const composed = compose(shipped, layers);
  return composed.ok ? [] : composed.problems.map(({ code, path, layer: at }) => `${at} ${code} ${path}`);
};
const on = (...names: string[]) => Object.fromEntries(names.map((name) => [name, { on: true, reason: why }]));
const off = (...names: string[]) => Object.fromEntries(names.map((name) => [name, { on: false, reason: why }]));

test('the shipped file is what its schema says, and a stock XState machine as it stands', () => {
  const check = new Ajv({ strict: false, allErrors: true }).compile(definitionSchema);
  check(shipped);
  expect(check.errors).toBeNull();
  const machine = createMachine(shipped.machine as Parameters<typeof createMachine>[0]);
  expect(Object.keys(machine.states)).toEqual(Object.keys(shipped.machine.states));
});

test('without layers: the regions that are on, nothing else, and the base is not changed', () => {
  const before = JSON.stringify(shipped);
  const { file, origin, regions } = made();
  expect(JSON.stringify(shipped)).toBe(before);
  expect(file).not.toHaveProperty('regions');
  expect(JSON.stringify(file)).not.toMatch(/"(region|unless|bypass|meta)"/);
  expect(Object.keys(file.machine.states)).toEqual([
    ...['new', 'review', 'waiting', 'offered', 'accepted', 'serving', 'finished', 'confirmed', 'rated'],
    ...['closed', 'rejected', 'cancelled', 'merged'],
  ]);
  expect(file.version).toBe('2.0.0');
  expect(new Set(Object.values(origin))).toEqual(new Set(['base']));
  expect(regions).toMatchObject({ review: true, claim: false });
});

test('each region can be switched by itself, with what it needs', () => {
  const file = shipped as DefinitionFile;
  for (const [name, { on: isOn, needs = [] }] of Object.entries(file.regions!)) {
    const dependants = Object.keys(file.regions!).filter((other) => file.regions![other]!.needs?.includes(name));
    const changes = isOn ? off(name, ...dependants) : on(name, ...needs);
    const { file: plain } = made(layer({ regions: changes }));
    expect(() => loadDefinition(plain)).not.toThrow();
  }
});

test('all regions at once', () => {
  const names = Object.keys((shipped as DefinitionFile).regions!);
  const definition = loadComposed(shipped, [layer({ regions: on(...names) })]);
  // Without check-in is the only other way, and it has no state of its own.
  expect(['new', ...definition.states]).toEqual(Object.keys(shipped.machine.states));
});

test('what led to a state that is off leads past it, on through others that are off', () => {
  const target = (file: Json, path: string[]) => path.reduce((node, key) => node[key], file.machine.states).target;
  expect(target(made().file, ['rated', 'after', 'archiveClock'])).toBe('closed');
  const redeem = made(layer({ regions: on('redeem') })).file;
  expect(target(redeem, ['rated', 'after', 'archiveClock'])).toBe('redeeming');
  const noConfirm = made(layer({ regions: off('confirm') })).file as Json;
  expect(noConfirm.machine.states.serving.on.finish[0].target).toBe('confirmed');
  expect(noConfirm.delays).not.toHaveProperty('confirmClock');
});

test('layers stack, each part knows who made it, and the version says which layers', () => {
  const province = layer({
    overlay: 'province',
    version: '1.2.0',
    regions: on('claim'),
    titles: both({ 'state.waiting': 'A', 'event.dispatch': 'B' }),
    events: { dispatch: { by: ['dispatcher'], reason: why } },
  });
  const county = layer({
    titles: both({ 'state.waiting': 'C' }),
    delays: { claimClock: { minutes: 30, warn: [10], warnTo: ['teamLeader'], reason: why } },
    states: { add: { parked: { on: { resume: { target: 'waiting' } } } } },
    events: { add: { park: { by: ['dispatcher'] }, resume: { by: ['dispatcher'], data: { why: { kind: 'text' } } } } },
    transitions: { add: [{ state: 'waiting', event: 'park', branch: { target: 'parked' } }] },
  });
  const named = both({
    ...{ 'state.waiting': 'C', 'state.parked': 'P', 'event.park': 'p', 'done.park': 'p' },
    ...{ 'event.resume': 'r', 'done.resume': 'r', 'field.resume.why': 'w' },
  });
  expect(refused(province, county)).toContain('county OVERLAY_TITLE_MISSING titles/zh-CN/state.parked');
  const { file, origin, regions, changes } = made(province, { ...county, titles: named });
  expect(file.version).toBe('2.0.0+province.1.2.0.county.1.0.0');
  expect(file.titles!['zh-CN']).toMatchObject({ 'state.waiting': 'C', 'event.dispatch': 'B' });
  expect(regions.claim).toBe(true);
  expect(origin).toMatchObject({
    'regions/claim': 'province',
    'regions/review': 'base',
    'events/dispatch': 'province',
    'delays/claimClock': 'county',
    'machine/states/parked': 'county',
    'machine/states/waiting': 'base',
    'machine/states/waiting/on/park': 'county',
    'titles/zh-CN/state.waiting': 'county',
    'titles/zh-CN/event.dispatch': 'province',
  });
  expect(layerAt(origin, 'machine/states/parked/on/resume/target')).toBe('county');
  expect(changes.map(({ layer: by, kind, path }) => `${by} ${kind} ${path}`)).toContain(
    'county add machine/states/parked',
  );
  expect(loadDefinition(file).clocks.find(({ event }) => event === 'claimClock')!.warnings).toHaveLength(1);
});

test('transitions: a guarded branch goes before those without a guard; removed and replaced ones are gone', () => {
  const guard = { type: 'when', params: { fact: 'order.channel', operator: 'equal', value: 'hotline' } };
  const { file } = made(
    layer({
      transitions: {
        add: [{ state: 'new', event: 'place', branch: { guard, target: 'review' } }],
        remove: [{ state: 'confirmed', event: 'reopen', reason: why }],
        replace: [{ state: 'rated', event: 'reopen', branches: [{ target: 'accepted' }], reason: why }],
      },
    }),
  );
  const states = file.machine.states as Json;
  expect(states.new.on.place.map((branch: Json) => branch.target)).toEqual(['review', 'review', 'waiting']);
  expect(states.new.on.place[1].guard).toEqual(guard);
  expect(states.confirmed.on).not.toHaveProperty('reopen');
  expect(states.rated.on.reopen).toEqual({ target: 'accepted' });
});

test('a state taken away by a layer', () => {
  const { file } = made(layer({ states: { remove: [{ state: 'confirmed', bypass: 'rated', reason: why }] } }));
  expect(file.machine.states).not.toHaveProperty('confirmed');
  expect((file.machine.states.finished as Json).after.confirmClock.target).toBe('rated');
  expect(file.delays).not.toHaveProperty('ratingClock');
});

test('fields and notices', () => {
  const { file } = made(
    layer({
      events: {
        finish: { data: { require: ['report'], add: { photos: { kind: 'text' } }, remove: ['all'] }, reason: why },
      },
      titles: both({ 'field.finish.photos': 'photos' }),
      notifications: {
        add: [{ state: 'waiting', event: 'dispatch', template: 'orderDispatched', to: ['siteManager'] }],
        remove: [
          { template: 'orderRated', reason: why },
          { template: 'orderCancelled', to: ['dispatcher'], reason: why },
        ],
      },
      transitions: {
        replace: [
          {
            state: 'serving',
            event: 'finish',
            branches: [{ target: 'finished', actions: [{ type: 'attendance.close', params: { of: 'all' } }] }],
            reason: why,
          },
        ],
      },
    }),
  );
  expect(file.events.finish!.data).toEqual({
    report: { kind: 'text', required: true, lengthMax: 2000 },
    photos: { kind: 'text' },
  });
  const text = JSON.stringify(file.machine);
  expect(text).not.toContain('orderRated');
  expect((file.machine.states as Json).waiting.on.dispatch.actions[1].params.to).toEqual(['requester', 'siteManager']);
  expect((file.machine.states as Json).waiting.on.cancel.actions[1].params.to).toEqual(['requester', 'teamLeader']);
});

test.each<[string, Json, string[]]>([
  ['another definition', { of: { name: 'activity', version: '^2' } }, ['county OVERLAY_BASE of/name']],
  ['another version', { of: { name: 'order', version: '^1' } }, ['county OVERLAY_VERSION of/version']],
  ['a region that is gone', { regions: on('gone') }, ['county OVERLAY_REGION_GONE regions/gone']],
  [
    'a region without what it needs',
    { regions: { ...on('raters'), ...off('rate') } },
    ['county REGION_NEEDS regions/raters'],
  ],
  [
    'an event that is gone',
    { events: { gone: { by: ['dispatcher'], reason: why } } },
    ['county OVERLAY_EVENT_GONE events/gone'],
  ],
  [
    'a clock that is gone',
    { delays: { gone: { minutes: 5, reason: why } } },
    ['county OVERLAY_DELAY_GONE delays/gone'],
  ],
  [
    'a field that is gone',
    { events: { accept: { data: { require: ['gone'] }, reason: why } } },
    ['county OVERLAY_FIELD_GONE events/accept/data/require/0'],
  ],
  [
    'a transition of a state that is gone',
    { transitions: { add: [{ state: 'gone', event: 'accept', branch: { target: 'waiting' } }] } },
    ['county OVERLAY_STATE_GONE transitions/add/0/state'],
  ],
  [
    'a transition that is gone',
    { transitions: { remove: [{ state: 'closed', event: 'accept', reason: why }] } },
    ['county OVERLAY_TRANSITION_GONE transitions/remove/0'],
  ],
  [
    'a second way out',
    { transitions: { add: [{ state: 'waiting', event: 'dispatch', branch: { target: 'closed' } }] } },
    ['county OVERLAY_TRANSITION_TAKEN transitions/add/0'],
  ],
  [
    'a notice that is gone',
    { notifications: { remove: [{ template: 'gone', reason: why }] } },
    ['county OVERLAY_NOTICE_GONE notifications/remove/0'],
  ],
  ['a state that is there', { states: { add: { waiting: {} } } }, ['county OVERLAY_NAME_TAKEN states/add/waiting']],
  [
    'an event that is there',
    { events: { add: { accept: { by: ['dispatcher'] } } } },
    ['county OVERLAY_NAME_TAKEN events/add/accept'],
  ],
  [
    'a title of nothing',
    { titles: both({ 'state.gone': 'x' }) },
    ['county OVERLAY_TITLE_UNKNOWN titles/zh-CN/state.gone', 'county OVERLAY_TITLE_UNKNOWN titles/en-US/state.gone'],
  ],
  [
    'a title in one language',
    { titles: { 'zh-CN': { 'state.waiting': 'x' } } },
    ['county OVERLAY_TITLE_MISSING titles/en-US/state.waiting'],
  ],
  ['a change without a reason', { regions: { claim: { on: true } } }, ['county OVERLAY_KEY regions/claim/reason']],
  ['a member that is unknown', { colour: 'red' }, ['county OVERLAY_KEY colour']],
  [
    'a target that is gone',
    {
      transitions: { replace: [{ state: 'waiting', event: 'dispatch', branches: [{ target: 'gone' }], reason: why }] },
    },
    ['county TARGET_UNKNOWN machine/states/waiting/on/dispatch/target'],
  ],
  [
    'a guard about nothing',
    {
      transitions: {
        add: [
          {
            state: 'waiting',
            event: 'cancel',
            branch: {
              target: 'closed',
              guard: { type: 'when', params: { fact: 'moon', operator: 'equal', value: 1 } },
            },
          },
        ],
      },
    },
    ['county FACT_UNKNOWN machine/states/waiting/on/cancel/0/guard/params/fact'],
  ],
])('refuses %s', (_name, over, expected) => {
  expect(refused(layer(over))).toEqual(expected);
});

test('the same layer twice, and a layer that is no object', () => {
  expect(refused(layer(), layer())).toEqual(['county OVERLAY_TWICE overlay']);
  for (const json of [null, 7, 'x', []]) expect(checkOverlay(json)).not.toEqual([]);
});

test('a base whose parts do not go together', () => {
  const base = structuredClone(shipped) as Json;
  delete base.machine.states.finished.meta.bypass;
  const composed = compose(base, [layer({ regions: off('confirm') })]);
  expect(!composed.ok && composed.problems.map(({ code, path }) => `${code} ${path}`)).toEqual([
    'BYPASS_MISSING machine/states/serving/on/finish/0/target',
  ]);
  base.machine.states.following.meta.bypass = 'redeeming';
  base.machine.states.redeeming.meta.bypass = 'following';
  const round = compose(base);
  expect(!round.ok && round.problems.map(({ code }) => code)).toContain('BYPASS_CIRCLE');
});

test('ranges', () => {
  expect(['2.0.0', '2.3.1', '2.0.0+x.1.0.0'].every((version) => inRange(version, '^2'))).toBe(true);
  expect(inRange('3.0.0', '^2')).toBe(false);
  expect(inRange('2.1.4', '~2.1')).toBe(true);
  expect(inRange('2.2.0', '~2.1')).toBe(false);
  expect(inRange('2.1.0', '^2.1.3')).toBe(false);
  expect(inRange('2.2.0', '^2.1.3')).toBe(true);
  expect(inRange('0.2.0', '^0.1')).toBe(false);
  expect(inRange('2.0.0', '2.0.0')).toBe(true);
  expect(inRange('2.0.1', '2.0.0')).toBe(false);
  expect(inRange('x', '^2')).toBe(false);
});
