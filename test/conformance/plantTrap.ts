/**
 * What the stock engine reads otherwise than its author meant, put into a random place of a random rule: the pack must be refused,
 * at that place.
 */
import { checkConditions } from '../../packages/rules/src/load/checkConditions';
import { CATALOGUE, type DrawnRule, NUMBERS, TEXTS } from './drawn';
import type { Random } from './random';

type Json = Record<string, unknown>;

/** Each with the problem by which it is refused, at the place or below it. */
const TRAPS: readonly (readonly [problem: string, make: (random: Random) => Json])[] = [
  ['CONDITION_EMPTY', () => ({ all: [] })],
  ['CONDITION_EMPTY', () => ({ any: [] })],
  ['CONDITION_EMPTY', () => ({ fact: 's.code', operator: 'notIn', value: [] })],
  ['IN_NEEDS_LIST', (random) => ({ fact: random.pick(TEXTS), operator: 'in', value: 'lawn, law' })],
  ['IN_NEEDS_LIST', (random) => ({ fact: random.pick(TEXTS), operator: 'notIn', value: { fact: 'l.skills' } })],
  ['VALUE_TYPE', (random) => ({ fact: random.pick(NUMBERS), operator: 'greaterThan', value: '9' })],
  ['VALUE_TYPE', (random) => ({ fact: random.pick(NUMBERS), operator: 'equal', value: '30' })],
  ['VALUE_TYPE', (random) => ({ fact: random.pick(NUMBERS), operator: 'in', value: [5, '5'] })],
  ['VALUE_TYPE', () => ({ fact: 'n.whole', operator: 'lessThan', value: 2.5 })],
  ['VALUE_TYPE', (random) => ({ fact: random.pick(TEXTS), operator: 'equal', value: 5 })],
  ['VALUE_TYPE', (random) => ({ fact: random.pick(TEXTS), operator: 'notEqual', value: { fact: 'b.flag' } })],
  ['VALUE_TYPE', () => ({ fact: 'b.flag', operator: 'equal', value: 'true' })],
  ['VALUE_NULL', (random) => ({ fact: random.pick([...TEXTS, ...NUMBERS]), operator: 'notEqual', value: null })],
  ['VALUE_UNLISTED', () => ({ fact: 'occasion', operator: 'notEqual', value: 'confirmd' })],
  ['FACT_UNKNOWN', () => ({ fact: 's.cod', operator: 'notEqual', value: 'law' })],
  ['FACT_UNKNOWN', () => ({ fact: '__proto__', operator: 'notEqual', value: 'law' })],
  ['OPERATOR_UNKNOWN', (random) => ({ fact: random.pick(TEXTS), operator: 'startsWith', value: 'l' })],
  ['OPERATOR_UNKNOWN', () => ({ fact: 's.code', operator: 'toString', value: 'l' })],
  ['OPERATOR_TYPE', (random) => ({ fact: random.pick(TEXTS), operator: 'lessThan', value: 5 })],
  ['OPERATOR_TYPE', (random) => ({ fact: random.pick(TEXTS), operator: 'contains', value: 'law' })],
  ['CONDITION_SHAPE', () => ({ fact: 'l.skills', operator: 'equal', value: 'law', path: '$[0]' })],
  ['CONDITION_SHAPE', () => ({ fact: 's.code', operator: 'equal', value: 'law', params: { of: 'anybody' } })],
  ['CONDITION_SHAPE', () => ({ fact: 's.code', operator: 'equal', value: { fact: 's.kind', path: '$.code' } })],
  ['CONDITION_SHAPE', () => ({ condition: 'elsewhere' })],
  ['CONDITION_SHAPE', (random) => ({ any: [SOUND], all: [random.chance(0.5) ? SOUND : { all: [SOUND] }] })],
  ['CONDITION_SHAPE', () => ({ all: SOUND })],
];

const SOUND = { fact: 's.code', operator: 'equal', value: 'law' };

/** @throws Error when a trap put into one of the rules is not refused for what it is, where it is */
export function refuseTrap(rules: readonly DrawnRule[], random: Random): void {
  const rule = random.pick(rules);
  const [wanted, make] = random.pick(TRAPS);
  const conditions = structuredClone(rule.conditions);
  const { holder, key, path } = random.pick(places({ conditions }, 'conditions', ''));
  const trap = make(random);
  holder[key] = trap;
  // A comparison at the very top is refused as such, whatever it says.
  const atTop = path === '/conditions' && 'fact' in trap;
  const planted = path === '/conditions' ? trap : conditions;
  const problems = checkConditions(planted, rule.name, '/conditions', CATALOGUE);
  const found = problems.some((one) => one.code === (atTop ? 'CONDITION_SHAPE' : wanted) && one.path.startsWith(path));
  if (!found) throw new Error(`a trap was not refused: ${JSON.stringify({ wanted, path, planted, problems })}`);
}

interface Place {
  readonly holder: Json;
  readonly key: string;
  readonly path: string;
}

/** Every node of a condition, as where it hangs. */
function places(holder: Json, key: string, above: string): Place[] {
  const path = `${above}/${key}`;
  const node = holder[key] as Json;
  const parts = Array.isArray(node)
    ? Object.keys(node).map((index) => [node as unknown as Json, index] as const)
    : ['all', 'any', 'not'].filter((name) => name in node).map((name) => [node, name] as const);
  const below = parts.flatMap(([inner, name]) => places(inner, name, path));
  return Array.isArray(node) ? below : [{ holder, key, path }, ...below];
}
