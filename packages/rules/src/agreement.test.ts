/**
 * `compile` and the stock json-rules-engine agree on random rules and facts: missing ones, nulls, texts where numbers
 * should be and the other way round.
 */
import fc from 'fast-check';
import { compile, compileMatch, evaluate, recall, type Facts, type RuleSet } from '.';
import { basePack, mustLayer, mustLoad, packFiles, ruleFile, withRules } from './fixtures/packs';

const base = basePack();
const LIST = { name: 'person.skills', kind: 'given', type: 'list' };
const SHARED = { name: 'a.flag', kind: 'given', type: 'boolean' };
const catalogue = { facts: [LIST, SHARED, { name: 'a.number', kind: 'given', type: 'number' }] };

const text = fc.constantFrom('', 'health', 'law', '5', 'toString');
const number = fc.oneof(fc.integer({ min: -2, max: 6 }), fc.constantFrom(0.1, 2.5, 30, 60));
const star = fc.integer({ min: 0, max: 6 });
const sizes = fc.constantFrom('lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive');
const equals = fc.constantFrom('equal', 'notEqual');
const lists = fc.constantFrom('in', 'notIn');
const numberFact = fc.constantFrom('rating.score', 'attendance.minutes', 'a.number');
const textFact = fc.constantFrom('item.code', 'item.category', 'team.category');
const listOf = <T>(item: fc.Arbitrary<T>) => fc.array(item, { minLength: 1, maxLength: 3 });
const other = (fact: fc.Arbitrary<string>) => fact.map((name) => ({ fact: name }));
const record = (fact: fc.Arbitrary<unknown>, operator: fc.Arbitrary<unknown>, value: fc.Arbitrary<unknown>) =>
  fc.record({ fact, operator, value });

const leaf = fc.oneof(
  record(fc.constant('a.number'), fc.oneof(sizes, equals), fc.oneof(number, other(numberFact))),
  record(
    fc.constantFrom('rating.score', 'attendance.minutes'),
    fc.oneof(sizes, equals),
    fc.oneof(star, other(numberFact)),
  ),
  record(numberFact, lists, listOf(star)),
  record(textFact, equals, fc.oneof(text, other(textFact))),
  record(textFact, lists, listOf(text)),
  record(fc.constant(LIST.name), fc.constantFrom('contains', 'doesNotContain'), fc.oneof(text, other(textFact))),
  record(fc.constant(SHARED.name), equals, fc.boolean()),
);
const { node } = fc.letrec((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.record({ all: fc.array(tie('node'), { minLength: 1, maxLength: 4 }) }),
    fc.record({ any: fc.array(tie('node'), { minLength: 1, maxLength: 4 }) }),
    fc.record({ not: tie('node') }),
  ),
}));

const rule = fc.record({
  conditions: fc.oneof(fc.array(node, { maxLength: 3 }), fc.tuple(leaf)),
  priority: fc.integer({ min: 1, max: 3 }),
  grouped: fc.boolean(),
  fact: fc.option(numberFact),
});

/** Of the right type most often, else anything: numbers held as texts above all, where the engine's comparisons are strange. */
const anything = fc.oneof(
  fc.constantFrom('1', '3', '5', '30', '9 apples', ''),
  fc.constantFrom(null, undefined),
  fc.oneof(text, number, fc.boolean(), listOf(text)),
);
const wild = <T>(right: fc.Arbitrary<T>) =>
  fc.oneof({ arbitrary: right, weight: 1 }, { arbitrary: anything, weight: 1 });
const factsArbitrary = fc.record(
  {
    occasion: fc.constantFrom('confirmed', 'confirmed', 'rated'),
    'subject.kind': fc.constant('volunteer'),
    'rating.score': wild(star),
    'attendance.minutes': wild(number),
    'a.number': wild(number),
    'a.flag': wild(fc.boolean()),
    'item.code': wild(text),
    'item.category': wild(text),
    'team.category': wild(text),
    'person.skills': wild(listOf(text)),
    unheard: wild(text),
  },
  { requiredKeys: ['occasion', 'subject.kind'] },
);

interface Drawn {
  conditions: unknown[];
  priority: number;
  grouped: boolean;
  fact: string | null;
}

const drawnFrom = mustLayer(
  base,
  mustLoad(
    {
      ...packFiles('drawn', '13', []),
      'locales/zh-CN.json': Object.fromEntries(catalogue.facts.map(({ name }) => [`fact.${name}.title`, name])),
      'catalogue/facts.json': catalogue,
    },
    [base],
  ),
);

function ruleSetOf(drawn: readonly Drawn[]): RuleSet {
  const rules = drawn.map(({ conditions, priority, grouped, fact }, index) =>
    ruleFile(
      `r${index}`,
      conditions,
      { ...(fact ? { quantity: { fact }, per: 2 } : {}), ...(grouped ? { group: 'g' } : {}) },
      priority * 10 + index,
    ),
  );
  return withRules(drawnFrom, rules);
}

const rounds = Number(process.env.SIDAN_ROUNDS ?? 300);

describe('the compiled closure and the stock engine', () => {
  it(`agree on ${rounds} random packs, each with several events`, async () => {
    let matched = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(rule, { minLength: 1, maxLength: 6 }),
        fc.array(factsArbitrary, { minLength: 1, maxLength: 6 }),
        async (drawn, events) => {
          const ruleSet = ruleSetOf(drawn as Drawn[]);
          const decide = compile(ruleSet);
          const match = compileMatch(ruleSet);
          for (const facts of events as Facts[]) {
            const outcomes = decide(facts);
            expect(match(facts).map(({ rule: { name } }) => name)).toEqual(outcomes.map((outcome) => outcome.rule));
            matched += outcomes.length;
            // What was stored is enough to say why.
            const stored = outcomes.map(({ rule: name, factsSeen }) => ({ name, factsSeen }));
            expect(stored.map(({ name, factsSeen }) => recall(ruleSet, name, factsSeen))).toEqual(outcomes);
            expect(outcomes).toEqual(await evaluate(ruleSet, facts));
            // They can be stored, and null says no more than absence.
            expect(JSON.parse(JSON.stringify(outcomes))).toEqual(outcomes);
            const present = Object.entries(facts).filter(([, value]) => value !== null && value !== undefined);
            expect(decide(Object.fromEntries(present))).toEqual(outcomes);
          }
        },
      ),
      { numRuns: rounds, seed: 20240101 },
    );
    // A property over rules that never match would prove nothing.
    expect(matched).toBeGreaterThan(rounds);
  }, 600_000);

  it('agree with a thousand evaluations at once', async () => {
    // The rules that these events can match: engines for all others, a thousand at once, fill half a gigabyte and show no more.
    const all = mustLayer(base);
    const ruleSet: RuleSet = { ...all, rules: all.rules.filter(({ rule: { event } }) => event.type === 'award') };
    const events = Array.from(
      { length: 1000 },
      (_, i): Facts => ({
        occasion: i % 2 ? 'rated' : 'confirmed',
        'subject.kind': 'volunteer',
        'attendance.minutes': i,
        'rating.score': i % 6,
      }),
    );
    const inTurn = events.map(compile(ruleSet));
    expect(inTurn.filter((outcomes) => outcomes.length > 0).length).toBeGreaterThan(500);
    expect(await Promise.all(events.map((facts) => evaluate(ruleSet, facts)))).toEqual(inTurn);
  });
});
