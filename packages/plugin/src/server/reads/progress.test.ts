import { loadDefinition } from '@sidan/lifecycle';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeLifecycle } from '../lifecycles/compose';
import { progressOf, stepsOf } from './progress';

const ROOT = join(__dirname, '../../../../..');
const read = (path: string): unknown => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
const base = read('workflows/order.json');
const lifecycleOf = (pack?: string) =>
  composeLifecycle(
    base,
    pack ? [{ pack, packVersion: '1.0.0', overlay: read(`rules/${pack}/workflows/order.json`) }] : [],
  ).definition;

type Happened = Parameters<typeof progressOf>[2];
const line = (definition: ReturnType<typeof loadDefinition>, state: string, history: Happened) =>
  progressOf(definition, state, history, (key) => key.replace('done.', ''))?.map(({ name, state: how }) =>
    how === 'now' ? `[${name}]` : how === 'done' ? name : `(${name})`,
  );

const placed = { type: 'place', toState: 'waiting' };

test('the four orders', () => {
  const plain = lifecycleOf();
  expect(line(plain, 'review', [{ type: 'place', toState: 'review' }])).toEqual([
    '[place]',
    '(dispatch)',
    '(accept)',
    '(rate)',
  ]);
  expect(line(plain, 'serving', [placed])).toEqual(['place', 'dispatch', '[accept]', '(rate)']);
  expect(line(plain, 'closed', [placed])).toEqual(['place', 'dispatch', 'accept', 'rate']);
  expect(line(plain, 'rated', [placed])).toEqual(['place', 'dispatch', 'accept', 'rate']);
  expect(line(plain, 'cancelled', [placed])).toBeUndefined();
});

test('a county’s own steps: compiling, and a state that a layer added', () => {
  expect(line(lifecycleOf('hubei-daye'), 'compiling', [{ type: 'place', toState: 'compiling' }])).toEqual([
    'place',
    '[compile]',
    '(dispatch)',
    '(accept)',
    '(rate)',
  ]);
  const hotline = lifecycleOf('henan-linying');
  expect(line(hotline, 'calling', [{ type: 'place', toState: 'calling' }])).toEqual([
    'place',
    '[dispatch]',
    '(accept)',
    '(rate)',
  ]);
});

test('the steps before anything has happened, in the words of each county', () => {
  const words = (pack: string) => {
    const definition = lifecycleOf(pack);
    return stepsOf(definition, (key) => definition.titles['zh-CN']?.[key] ?? key).map(({ name }) => name);
  };
  expect(words('hebei-renqiu')).toEqual(['群众点单', '中心派单', '志愿者接单', '群众评单']);
  expect(words('hubei-daye')).toEqual(['群众提需求，中心接单', '中心制单', '中心派单', '队伍接单', '群众评单']);
  expect(words('anhui-jiaoqu')).toEqual(['群众点单', '中心派单', '队伍接单', '群众评单', '中心满意度回访']);
});

test('an order that lies open to all is claimed, and one that was claimed says so', () => {
  const claiming = lifecycleOf('sichuan-lezhi');
  const open = [placed, { type: 'publish', toState: 'claimable' }];
  expect(line(claiming, 'claimable', open)).toEqual(['place', 'publish', '[claim]', '(rate)']);
  expect(line(claiming, 'serving', [...open, { type: 'claim', toState: 'accepted' }])).toEqual([
    'place',
    'publish',
    '[claim]',
    '(rate)',
  ]);
  expect(line(claiming, 'offered', [placed, { type: 'dispatch', toState: 'offered' }])).toEqual([
    'place',
    'dispatch',
    '[accept]',
    '(rate)',
  ]);
});
