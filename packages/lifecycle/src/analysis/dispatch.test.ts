/** Plans of dispatch with one thing wrong each: the code and the place. */
import shipped from '../../../../workflows/order.json';
import { compose, type Composed } from '../overlay/compose';
import { loadDefinition } from '../definition/definition';
import { analyseLayers } from './analyse';

const why = { 'zh-CN': 'r' };
const best = { to: 'best', count: 2, for: { minutes: 60 } };
const ask = { to: 'ask' };

function overlay(rounds: unknown[], regions: string[] = []) {
  return {
    overlay: 'county',
    version: '1.0.0',
    of: { name: 'order', version: '^2' },
    reason: why,
    regions: Object.fromEntries(regions.map((name) => [name, { on: true, reason: why }])),
    dispatch: { rounds, reason: why },
  };
}
const findings = (rounds: unknown[], regions?: string[], more: object = {}) =>
  analyseLayers(shipped, [{ ...overlay(rounds, regions), ...more }]).map(
    ({ severity, code, path, layer }) => `${severity} ${code} ${path} ${layer}`,
  );

test.each<[string, unknown[], string[], string[]]>([
  ['the dispatcher at the end', [best, ask], [], []],
  ['a mixture, with what it needs', [best, { to: 'open' }, { to: 'up' }, ask], ['claim', 'levels'], []],
  [
    'regions that are off',
    [best, { to: 'open', for: { minutes: 60 } }, { to: 'up' }, { to: 'down' }, ask],
    [],
    ['open', 'up', 'down'].map((_, i) => `error DISPATCH_REGION_OFF dispatch/rounds/${i + 1}/to county`),
  ],
  ['no last resort', [best, { ...best, count: 5 }], [], ['error DISPATCH_NO_LAST_RESORT dispatch/rounds county']],
  [
    'no last resort at the levels below',
    [best, { ...ask, at: ['center'] }],
    ['levels'],
    Array.from({ length: 5 }, () => 'error DISPATCH_NO_LAST_RESORT dispatch/rounds county'),
  ],
  [
    'rounds for emergencies and for all others, each plan with the dispatcher at its end',
    [{ ...best, count: 5, when: 'emergency' }, { ...best, when: 'ordinary' }, ask],
    [],
    [],
  ],
  [
    'no last resort in an emergency',
    [best, { ...ask, when: 'ordinary' }],
    [],
    ['error DISPATCH_NO_LAST_RESORT dispatch/rounds county'],
  ],
  [
    'no last resort but in an emergency',
    [{ ...ask, when: 'emergency' }, best],
    [],
    ['error DISPATCH_NO_LAST_RESORT dispatch/rounds county'],
  ],
  ['a round that comes in an emergency only is one that comes', [{ ...ask, when: 'ordinary' }, best, ask], [], []],
  [
    'a round behind the end of either plan',
    [{ ...ask, when: 'ordinary' }, { ...ask, when: 'emergency' }, best],
    [],
    ['warning DISPATCH_UNREACHED dispatch/rounds/2 county'],
  ],
  ['a round that never comes', [best, ask, best], [], ['warning DISPATCH_UNREACHED dispatch/rounds/2 county']],
  ['the dispatcher with a span, and what comes after', [{ ...ask, for: { minutes: 30 } }, best], [], []],
  [
    'a calendar that there is not',
    [{ ...best, for: { minutes: 60, calendar: 'nights' } }, ask],
    [],
    ['error CALENDAR_UNDEFINED dispatch/rounds/0/for/calendar county'],
  ],
  [
    'a calendar by a fact, with one that there is not, and by a fact that there is not',
    [
      {
        ...best,
        for: { minutes: 60, calendar: { by: 'order.moon', table: { true: 'nights' }, default: 'work' } },
      },
      ask,
    ],
    [],
    [
      'error CALENDAR_UNDEFINED dispatch/rounds/0/for/calendar county',
      'error FACT_UNKNOWN dispatch/rounds/0/for/calendar/by county',
    ],
  ],
  [
    'a fact that there is not',
    [{ ...best, for: { minutes: { fact: 'item.moon', default: 5 } } }, ask],
    [],
    ['error FACT_UNKNOWN dispatch/rounds/0/for/minutes/fact county'],
  ],
])('%s', (_, rounds, regions, expected) => expect(findings(rounds, regions)).toEqual(expected));

test('who is asked has for ever: no span of the round, and no clock of the lifecycle', () => {
  const transitions = { remove: [{ state: 'offered', delay: 'responseClock', reason: why }] };
  expect(findings([{ to: 'best', count: 2 }, ask], [], { transitions })).toEqual([
    'error DISPATCH_ENDLESS dispatch/rounds/0 county',
  ]);
  expect(findings([best, ask], [], { transitions })).toEqual([]);
});

test('which of the two plans ends without the dispatcher', () => {
  const found = analyseLayers(shipped, [overlay([best, { ...ask, when: 'ordinary' }])]);
  expect(found.map(({ params }) => params)).toEqual([{ level: 'center', when: 'emergency' }]);
});

test('a layer replaces the plan below it, whole; what is no plan is refused with its place', () => {
  const [below, above] = [overlay([best, ask]), { ...overlay([ask]), overlay: 'site' }];
  const composed = compose(shipped, [below, above]) as Composed;
  expect(composed.file.dispatch).toEqual({ rounds: [ask] });
  expect(composed.origin.dispatch).toBe('site');
  expect(
    composed.changes.filter(({ path }) => path === 'dispatch').map(({ layer, kind }) => `${layer} ${kind}`),
  ).toEqual(['county add', 'site change']);
  expect(loadDefinition(composed.file).dispatch).toEqual({ rounds: [ask] });
  expect(analyseLayers(shipped, [overlay([{ to: 'best' }])]).map(({ code, path }) => `${code} ${path}`)).toContain(
    'OVERLAY_KEY dispatch/rounds/0/count',
  );
});
