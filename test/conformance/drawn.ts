/**
 * Random rules and facts: every operator, every nesting, every way in which an event can bring something else than the catalogue
 * says. Rules are what a checked pack may contain, whether or not anybody would write them.
 */
import type { FactCatalogue, FactDefinition, Facts, FactValue } from '../../packages/rules/src';
import type { Random } from './random';

export const FACTS: readonly FactDefinition[] = [
  { name: 'occasion', kind: 'given', type: 'string', values: ['confirmed', 'rated'] },
  { name: 'subject.kind', kind: 'given', type: 'string', values: ['volunteer', 'resident'] },
  { name: 'n.whole', kind: 'given', type: 'integer', unit: 'minute' },
  { name: 'n.other', kind: 'given', type: 'integer' },
  { name: 'n.part', kind: 'given', type: 'number', unit: 'hour' },
  { name: 's.code', kind: 'given', type: 'string' },
  { name: 's.kind', kind: 'given', type: 'string' },
  { name: 'toString', kind: 'given', type: 'string' },
  { name: 'b.flag', kind: 'given', type: 'boolean' },
  { name: 'b.other', kind: 'given', type: 'boolean' },
  { name: 'l.skills', kind: 'given', type: 'list' },
  {
    name: 'd.sum',
    kind: 'derived',
    type: 'number',
    is: { op: 'add', of: [{ fact: 'n.whole' }, { op: 'divide', of: [{ fact: 'n.part' }, { fact: 'n.other' }] }] },
  },
  {
    name: 'd.half',
    kind: 'derived',
    type: 'number',
    is: {
      op: 'round',
      rounding: 'nearest',
      step: 0.5,
      of: [{ op: 'maximum', of: [{ fact: 'd.sum' }, { fact: 'n.part' }] }],
    },
  },
];

export const CATALOGUE: FactCatalogue = new Map(FACTS.map((fact) => [fact.name, fact]));

export const NUMBERS = ['n.whole', 'n.other', 'n.part', 'd.sum', 'd.half'];
export const TEXTS = ['s.code', 's.kind', 'toString'];
const FLAGS = ['b.flag', 'b.other'];
const CODES = ['health', 'law', '健康', '', '5', 'toString', '__proto__', "o'clock", 'a"b\\c', 'null'];
const DECIMALS = [
  0, 1, 2, 3, 5, 30, 60, -1, 0.1, 0.2, 0.3, 2.5, 0.30000000000000004, 7.25, 1e21, 1e-7, 9007199254740991,
];
const WHOLES = DECIMALS.filter(Number.isInteger);
/** What forms and imports bring instead of numbers. */
const ODD: readonly FactValue[] = [
  ...[
    '5',
    '05',
    ' 5 ',
    '5 apples',
    '0.3',
    '.5',
    '5.',
    '1e2',
    '1e',
    '-3',
    '+3',
    '',
    ' ',
    '\t',
    'Infinity',
    '-Infinity',
    'NaN',
  ],
  ...['0x1F', '0x', '１', '5,6', 'true', 'null', '30', '9', '10', '\u00a05\ufeff', 'abc', '--5', '. 5'],
  true,
  false,
  ...([['5'], ['5', '6'], [], [''], ['law'], [5], [null], [true], ['9', 'x']] as unknown as FactValue[]),
];

export interface DrawnRule {
  readonly name: string;
  readonly priority: number;
  readonly conditions: Record<string, unknown>;
  readonly event: { readonly type: string; readonly params: Record<string, unknown> };
}

function leaf(random: Random): unknown {
  const test = (fact: string, operator: string, value: unknown) => ({ fact, operator, value });
  const orFact = (value: () => unknown, facts: readonly string[]) =>
    random.chance(0.25) ? { fact: random.pick(facts) } : value();
  switch (random.integer(0, 8)) {
    case 0:
    case 1:
    case 2: {
      const fact = random.pick(NUMBERS);
      const sizes = ['lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive'];
      return test(
        fact,
        random.pick(sizes),
        orFact(() => constant(fact, random), NUMBERS),
      );
    }
    case 3: {
      const fact = random.pick(NUMBERS);
      return test(
        fact,
        random.pick(['equal', 'notEqual']),
        orFact(() => constant(fact, random), NUMBERS),
      );
    }
    case 4: {
      const fact = random.pick(NUMBERS);
      return test(
        fact,
        random.pick(['in', 'notIn']),
        random.list(1, random.pick([3, 12]), () => constant(fact, random)),
      );
    }
    case 5:
      return test(
        random.pick(TEXTS),
        random.pick(['equal', 'notEqual']),
        orFact(() => random.pick(CODES), TEXTS),
      );
    case 6:
      return test(
        random.pick(TEXTS),
        random.pick(['in', 'notIn']),
        random.list(1, random.pick([3, 12]), () => random.pick(CODES)),
      );
    case 7:
      return test(
        random.pick(FLAGS),
        random.pick(['equal', 'notEqual']),
        orFact(() => random.chance(0.5), FLAGS),
      );
    default:
      return test(
        'l.skills',
        random.pick(['contains', 'doesNotContain']),
        orFact(() => random.pick(CODES), TEXTS),
      );
  }
}

function constant(fact: string, random: Random): number {
  return random.pick(fact === 'n.whole' || fact === 'n.other' ? WHOLES : DECIMALS);
}

function group(random: Random, depth: number): Record<string, unknown> {
  const part = (): unknown => (depth > 0 && random.chance(0.4) ? group(random, depth - 1) : leaf(random));
  switch (random.integer(0, 4)) {
    case 0:
    case 1:
      return { all: random.list(1, 4, part) };
    case 2:
    case 3:
      return { any: random.list(1, 4, part) };
    default:
      return { not: part() };
  }
}

function award(random: Random): Record<string, unknown> {
  const maybe = (name: string, value: () => unknown, chance = 0.4) =>
    random.chance(chance) ? { [name]: value() } : {};
  const rate = random.chance(0.25)
    ? {
        tiers: {
          over: { fact: random.pick(NUMBERS) },
          steps: [
            { upTo: 5, per: 1, amount: 1 },
            { upTo: 40.5, per: 2, amount: 0.5 },
            ...(random.chance(0.5) ? [{ per: 3, amount: 0.1 }] : []),
          ],
        },
      }
    : {
        per: random.pick([0.5, 1, 2, 3, 7, 30]),
        amount: random.pick([1, 2, 0.1, 0.3, 15]),
        ...maybe('partial', () => true, 0.2),
      };
  const coefficient = () =>
    random.list(1, 3, () => ({
      ...(random.chance(0.6)
        ? { fact: random.pick([...TEXTS, 'n.whole', ...FLAGS]), table: { law: 1.5, '5': 0.7, true: 2, '': 3, 健康: 1 } }
        : {
            fact: random.pick(NUMBERS),
            bands: [
              { from: 0, factor: 0.5 },
              { from: 2.5, factor: 1.25 },
              { from: 60, factor: 3 },
            ],
          }),
      ...maybe('default', () => random.pick([0, 1, 0.9])),
    }));
  const [low, high] = random.pick([
    [0, 3],
    [1, 5],
    [2, 100],
  ] as const);
  return {
    asset: 'points',
    to: 'volunteer',
    quantity: random.chance(0.8) ? { fact: random.pick(NUMBERS) } : { value: random.pick([1, 2.5]) },
    ...rate,
    rounding: random.pick(['floor', 'nearest', 'ceil']),
    ...maybe('step', () => random.pick([1, 5]), 0.2),
    ...maybe('coefficient', coefficient),
    ...maybe('min', () => low, 0.3),
    ...maybe('max', () => high, 0.3),
    ...maybe('group', () => random.pick(['g', 'h']), 0.3),
  };
}

export function drawRules(random: Random): DrawnRule[] {
  return random
    .list(1, 6, () => 0)
    .map((_, index) => {
      const pins = [
        { fact: 'occasion', operator: 'equal', value: random.pick(['confirmed', 'rated']) },
        { fact: 'subject.kind', operator: 'equal', value: 'volunteer' },
      ];
      const conditions = random.chance(0.6)
        ? {
            all: [
              ...pins.slice(0, random.integer(1, 2)),
              ...random.list(0, 3, () => (random.chance(0.5) ? group(random, 2) : leaf(random))),
            ],
          }
        : group(random, 3);
      return {
        name: `r${index}`,
        priority: random.integer(1, 3) * 10 + index,
        conditions,
        event: { type: 'award', params: award(random) },
      };
    });
}

/** Facts of one event. `typed`: each is missing or of the catalogue's type; else anything can come. */
export function drawFacts(random: Random, typed: boolean): Facts {
  const facts: Record<string, FactValue> = {};
  for (const { name, kind, type } of FACTS) {
    // A derived fact can be brought by the event like any other, and then stays.
    if (kind === 'derived' && random.chance(typed ? 1 : 0.9)) continue;
    if (random.chance(0.15)) {
      if (random.chance(0.5)) facts[name] = null;
      continue;
    }
    facts[name] = !typed && random.chance(0.35) ? random.pick(ODD) : rightValue(name, type, random);
  }
  return facts;
}

function rightValue(name: string, type: string, random: Random): FactValue {
  if (name === 'occasion') return random.pick(['confirmed', 'rated']);
  if (name === 'subject.kind') return random.chance(0.9) ? 'volunteer' : 'resident';
  switch (type) {
    case 'integer':
      return random.chance(0.5) ? random.integer(-2, 70) : random.pick(WHOLES);
    case 'number':
      return random.chance(0.5) ? random.integer(-20, 700) / 10 : random.pick(DECIMALS);
    case 'boolean':
      return random.chance(0.5);
    case 'list':
      return random.list(0, 3, () => random.pick(CODES));
    default:
      return random.pick(CODES);
  }
}
