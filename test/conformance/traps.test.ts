/**
 * Where the stock json-rules-engine does something that no author meant, the pack is refused: each trap is sprung first, so that it
 * is known to be one, and then shown to be refused with the place and the reason.
 */
import { Engine, Fact, type RuleProperties } from 'json-rules-engine';
import { type Facts, loadPack } from '../../packages/rules/src';
import { basePack, packFiles, PINS, ruleFile } from '../../packages/rules/src/fixtures/packs';

const base = basePack();
const EVENT: Facts = {
  occasion: 'confirmed',
  'subject.kind': 'volunteer',
  'item.code': 'lawn',
  'attendance.minutes': 30,
  'person.skills': ['law', 'care'],
};

async function fires(conditions: unknown, facts: Facts = EVENT): Promise<boolean> {
  const rule = { ...ruleFile('trap'), conditions } as unknown as RuleProperties;
  const { results } = await new Engine([rule], { allowUndefinedFacts: true }).run({ ...facts });
  return results.length > 0;
}

function problemsOf(conditions: unknown): string[] {
  const loaded = loadPack(packFiles('traps', '13', [{ ...ruleFile('trap'), conditions }]), { parents: [base] });
  return loaded.ok ? [] : loaded.problems.map(({ code, path }) => `${code} ${path}`);
}

const withPins = (...parts: unknown[]) => ({ all: [...PINS, ...parts] });

describe('what the stock engine reads otherwise than its author meant', () => {
  it.each([
    ['an empty all is true', { all: [] }, 'CONDITION_EMPTY /conditions/all'],
    ['an empty any is true', withPins({ any: [] }), 'CONDITION_EMPTY /conditions/all/2/any'],
    [
      'in on a text finds part of a word',
      withPins({ fact: 'item.code', operator: 'in', value: 'lawn, law' }),
      'IN_NEEDS_LIST /conditions/all/2/value',
    ],
    [
      'a number held as a text is compared all the same',
      withPins({ fact: 'attendance.minutes', operator: 'greaterThan', value: '9' }),
      'VALUE_TYPE /conditions/all/2/value',
    ],
    [
      'notEqual holds for a text that is meant as a number',
      withPins({ fact: 'attendance.minutes', operator: 'notEqual', value: '30' }),
      'VALUE_TYPE /conditions/all/2/value',
    ],
    [
      'a fact that nobody brings is unequal to everything',
      withPins({ fact: 'item.cod', operator: 'notEqual', value: 'law' }),
      'FACT_UNKNOWN /conditions/all/2/fact',
    ],
    [
      'null is something else than a missing fact',
      withPins({ fact: 'rating.score', operator: 'notEqual', value: null }),
      'VALUE_NULL /conditions/all/2/value',
    ],
    [
      'a path looks into a fact that the catalogue types as a whole',
      withPins({ fact: 'person.skills', operator: 'equal', value: 'law', path: '$[0]' }),
      'CONDITION_SHAPE /conditions/all/2',
    ],
    [
      'of two groups in one node the second is not read',
      {
        any: [{ fact: 'occasion', operator: 'equal', value: 'confirmed' }],
        all: [...PINS, { fact: 'item.code', operator: 'equal', value: 'law' }],
      },
      'CONDITION_SHAPE /conditions',
    ],
  ])('%s', async (_, conditions, problem) => {
    expect(await fires(conditions)).toBe(true);
    expect(problemsOf(conditions)).toContain(problem);
  });

  it('an unknown operator, a condition from elsewhere, or a list where none can be stops the whole engine', async () => {
    const broken: [unknown, string][] = [
      [
        withPins({ fact: 'item.code', operator: 'startsWith', value: 'l' }),
        'OPERATOR_UNKNOWN /conditions/all/2/operator',
      ],
      [withPins({ condition: 'elsewhere' }), 'CONDITION_SHAPE /conditions/all/2'],
      [
        withPins({ fact: 'item.code', operator: 'in', value: { fact: 'rating.score' } }),
        'IN_NEEDS_LIST /conditions/all/2/value',
      ],
    ];
    for (const [conditions, problem] of broken) {
      await expect(fires(conditions)).rejects.toThrow();
      expect(problemsOf(conditions)).toContain(problem);
    }
  });

  it('runs of one engine that overlap lose rules; each of ours stands alone', async () => {
    const rules = [1, 2, 3].map(
      (priority) =>
        ({
          ...ruleFile(`r${priority}`, [{ fact: 'item.code', operator: 'equal', value: 'lawn' }], {}, priority),
        }) as unknown as RuleProperties,
    );
    const engine = new Engine(rules, { allowUndefinedFacts: true });
    // A fact that is looked up in a table takes its time, now more, now less.
    const later = (turns: number) =>
      new Fact('item.code', async () => {
        for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate);
        return 'lawn';
      });
    const runs = await Promise.all([1, 20, 40].map((turns) => engine.run({ ...EVENT, 'item.code': later(turns) })));
    const lost = runs.filter(({ results }) => results.length !== rules.length);
    expect(lost.length).toBeGreaterThan(0);
  });
});
