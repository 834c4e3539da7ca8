import fc from 'fast-check';
import { Engine, type TopLevelCondition } from 'json-rules-engine';
import { checkCondition, CONDITION_DEPTH_MAX, holds, operators, type Condition, type Facts } from './condition';
import type { Problem } from './problem';

function problemsOf(condition: unknown): Problem[] {
  const problems: Problem[] = [];
  checkCondition(condition, '', (code, path, params = {}) => problems.push({ code, path, params }));
  return problems;
}

const codes = (condition: unknown) => problemsOf(condition).map((p) => `${p.code} ${p.path}`);

async function stock(condition: Condition, facts: Facts): Promise<boolean> {
  const engine = new Engine([], { allowUndefinedFacts: true });
  engine.addRule({ conditions: { all: [condition] } as unknown as TopLevelCondition, event: { type: 'yes' } });
  const { events } = await engine.run({ ...facts });
  return events.length === 1;
}

// A small world, so that facts, paths and values meet often.
const scalar = fc.constantFrom<unknown>(null, true, false, 0, 1, 2, 2.5, -1, '', '1', '2', 'a', '10', '1a');
const name = fc.constantFrom('a', 'b', 'c', 'constructor', 'missing');
const inner = fc.oneof(
  scalar,
  fc.array(scalar, { maxLength: 3 }),
  fc.dictionary(fc.constantFrom('a', 'b', '0'), scalar, { noNullPrototype: true }),
);
const factValue = fc.oneof(
  inner,
  fc.array(inner, { maxLength: 2 }),
  fc.dictionary(fc.constantFrom('a', 'b', 'length'), inner, { noNullPrototype: true }),
);
const facts = fc.dictionary(fc.constantFrom('a', 'b', 'c'), factValue, { noNullPrototype: true });
const path = fc.constantFrom(
  '$.a',
  '$.b',
  '$.a.b',
  '$[0]',
  '$[1]',
  '$.a[0]',
  '$.length',
  '$.a.length',
  '$.constructor',
  '$.a.a',
);
const reference = fc.record({ fact: name, path }, { requiredKeys: ['fact'] });
const comparison = fc
  .tuple(
    reference,
    fc.constantFrom(...operators),
    fc.oneof(scalar, fc.array(scalar, { minLength: 1, maxLength: 4 }), reference),
  )
  .map(([ref, operator, value]) => ({ ...ref, operator, value }) as Condition);
const { node } = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    comparison,
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    tie('node').map((not) => ({ not })),
  ),
}));

test('agrees with the stock json-rules-engine on every condition it accepts', async () => {
  let accepted = 0;
  let yes = 0;
  await fc.assert(
    fc.asyncProperty(node, facts, async (condition, given) => {
      fc.pre(problemsOf(condition).length === 0);
      const ours = holds(condition, given);
      accepted += 1;
      yes += Number(ours);
      expect(ours).toBe(await stock(condition, given));
    }),
    { numRuns: 1000 },
  );
  // The comparison is worth something only if both answers are common.
  expect(yes / accepted).toBeGreaterThan(0.1);
  expect(yes / accepted).toBeLessThan(0.9);
});

test('refuses what the engine would read differently from what was meant', () => {
  expect(codes({ all: [] })).toEqual(['CONDITION_EMPTY /all']);
  expect(codes({ any: [{ all: [] }] })).toEqual(['CONDITION_EMPTY /any/0/all']);
  expect(codes({ fact: 'a', operator: 'in', value: 'abc' })).toEqual(['VALUE_LIST /value']);
  expect(codes({ fact: 'a', operator: 'in', value: { fact: 'b' } })).toEqual(['VALUE_LIST /value']);
  expect(codes({ fact: 'a', operator: 'lessThan', value: '10' })).toEqual(['VALUE_NUMBER /value']);
  expect(codes({ fact: 'a', operator: 'equal', value: [1] })).toEqual(['VALUE_PLAIN /value']);
  expect(codes({ fact: 'a', operator: 'equal', value: 1, path: '$..*' })).toEqual(['PATH_UNSUPPORTED /path']);
  expect(codes({ fact: 'a', operator: 'equal', value: 1, path: '$[?(@.x)]' })).toEqual(['PATH_UNSUPPORTED /path']);
});

test('refuses broken shapes, all at once and with their paths', () => {
  const broken = { all: [{ fact: '', operator: 'like' }, 7, { not: { any: {} } }, { all: [{}], any: [{}] }] };
  expect(codes(broken)).toEqual([
    'FACT_NAME /all/0/fact',
    'OPERATOR_UNKNOWN /all/0/operator',
    'VALUE_MISSING /all/0',
    'CONDITION_SHAPE /all/1',
    'CONDITION_SHAPE /all/2/not/any',
    'CONDITION_SHAPE /all/3',
  ]);
  expect(codes({ fact: 'a', operator: 'equal', value: 1, params: {} })).toEqual(['KEY_UNKNOWN /params']);
});

test('refuses depth and length that no person wrote, without recursing into them', () => {
  let deep: unknown = { fact: 'a', operator: 'equal', value: 1 };
  for (let i = 0; i < 100_000; i += 1) deep = { not: deep };
  expect(problemsOf(deep).map((p) => p.code)).toEqual(['CONDITION_TOO_DEEP']);
  expect(problemsOf(deep)[0]?.path.split('/not').length).toBe(CONDITION_DEPTH_MAX + 1);
  const many = Array.from({ length: 1_000_000 }, (_, i) => i);
  expect(codes({ fact: 'a', operator: 'in', value: many })).toEqual(['CONDITION_TOO_LONG /value']);
});

test('reads no inherited property', () => {
  expect(holds({ fact: 'constructor', operator: 'notEqual', value: null }, {})).toBe(true);
  expect(holds({ fact: '__proto__', operator: 'equal', value: { fact: 'missing' } }, {})).toBe(true);
});
