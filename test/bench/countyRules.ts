/**
 * Rules such as counties publish, as many as asked for, and events for them: awards by service item, category, hour and rating,
 * with coefficients and bounds, of which a handful match an event.
 */
import {
  type EffectiveRule,
  type Facts,
  layer,
  type LayerResult,
  loadPack,
  type Pack,
  type RuleSet,
} from '../../packages/rules/src';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

const CATEGORIES = ['care', 'health', 'law', 'culture', 'science', 'sport', 'environment', 'safety'];
const ORIGINS = ['app', 'staff', 'imported'];
const CHANNELS = ['portal', 'clerk', 'grid', 'hotline', 'paper'];
const EVENTS = 2_000;

export interface County {
  ruleSet: RuleSet;
  events: Facts[];
}

export function countyRules(size: number): County {
  const base = baseRuleSet();
  const rules = Array.from({ length: size }, (_, index) => ruleOf(index)).map(
    (rule): EffectiveRule => ({
      rule: rule as unknown as EffectiveRule['rule'],
      file: `rules/award-${rule.name}.json`,
      pack: 'bench',
      packVersion: '1.0.0',
      layer: 'county',
      change: 'added',
    }),
  );
  return { ruleSet: { ...base, rules }, events: Array.from({ length: EVENTS }, (_, index) => eventOf(index)) };
}

/** Facts of the event with the number: spread evenly, without a random source. */
export function eventOf(index: number): Facts {
  const rated = index % 3 === 2;
  return {
    occasion: rated ? 'rated' : 'confirmed',
    'subject.kind': index % 6 === 5 ? 'resident' : 'volunteer',
    'attendance.minutes': (index * 37) % 400,
    'attendance.origin': ORIGINS[index % 3],
    'item.code': `item-${index % 40}`,
    'item.category': CATEGORIES[(index >> 2) % CATEGORIES.length],
    'item.unit': 'hour',
    'order.priority': index % 7 === 0 ? 'urgent' : 'normal',
    'order.channel': CHANNELS[index % CHANNELS.length],
    ...(rated ? { 'rating.score': 1 + (index % 5) } : {}),
    'team.category': CATEGORIES[(index >> 3) % CATEGORIES.length],
    'event.weekday': 1 + (index % 7),
  };
}

function ruleOf(index: number) {
  const rated = index % 3 === 2;
  const category = CATEGORIES[index % CATEGORIES.length]!;
  const test = (fact: string, operator: string, value: unknown) => ({ fact, operator, value });
  const details = [
    [test('item.category', 'equal', category), test('attendance.minutes', 'greaterThanInclusive', 30)],
    [
      { any: [test('order.priority', 'equal', 'urgent'), test('event.weekday', 'greaterThan', 5)] },
      test('attendance.minutes', 'greaterThan', 60),
    ],
    [test('rating.score', 'greaterThanInclusive', 1 + (index % 5)), test('team.category', 'in', [category, 'care'])],
    [
      test('item.code', 'in', [`item-${index % 40}`, `item-${(index + 7) % 40}`]),
      { not: test('attendance.origin', 'equal', 'imported') },
    ],
  ][rated ? 2 : [0, 1, 3][index % 4 === 3 ? 2 : index % 2]!]!;
  return {
    name: `rule-${String(index).padStart(3, '0')}`,
    priority: 500 - index,
    conditions: {
      all: [
        test('occasion', 'equal', rated ? 'rated' : 'confirmed'),
        test('subject.kind', 'equal', 'volunteer'),
        ...details,
      ],
    },
    event: {
      type: 'award',
      params: {
        asset: 'points',
        to: 'volunteer',
        ...(rated
          ? { quantity: { value: 1 }, per: 1, amount: 1 + (index % 3) }
          : { quantity: { fact: 'attendance.minutes' }, per: 30, amount: 1 }),
        rounding: 'floor',
        ...(index % 5 === 0 ? { coefficient: [{ fact: 'order.priority', table: { urgent: 1.5 } }] } : {}),
        ...(rated ? {} : { max: 16 }),
      },
    },
  };
}

function baseRuleSet(): RuleSet {
  const folder = path.join(__dirname, '../../rules/base');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  const files = Object.fromEntries(
    names.map((name) => [name, JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as unknown]),
  );
  const loaded = loadPack(files);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const layered: LayerResult = layer([loaded.pack as Pack]);
  if (!layered.ok) throw new Error(JSON.stringify(layered.problems));
  return layered.ruleSet;
}
