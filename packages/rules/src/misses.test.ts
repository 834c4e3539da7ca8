import fc from 'fast-check';
import { type Condition, explainMiss, explainMisses, lookupIn, say } from '.';
import { compileCondition } from './conditions/compile';
import { kindSet, NOW, ruleOf } from './fixtures/kinds';
import { sharedTexts } from './fixtures/packs';

const award = { asset: 'points', to: 'person', quantity: { value: 1 }, per: 1, amount: 1, rounding: 'floor' } as const;
const least = (fact: string, value: number) => ({ fact, operator: 'greaterThanInclusive', value });

it('names the one comparison in the way, what was wanted and what there was', () => {
  const set = kindSet([ruleOf('award', 'both', award, [least('a', 3), { any: [least('b', 5), least('c', 5)] }])]);
  const texts = (language: string) =>
    lookupIn(sharedTexts(language), { 'facts.a.title': '服务时长', 'packs.kinds.title': '规则包' });
  const said = (facts: Record<string, number>, language = 'zh-CN') =>
    explainMisses(set, { ...NOW, ...facts }).map((miss) => say(explainMiss(miss), texts(language)));
  expect(said({ a: 2, b: 6 })).toEqual(['服务时长须达到 3，实际为 2，因此未适用《both》（依据：规则包 1.0.0）']);
  expect(said({ b: 6 })).toEqual(['服务时长须达到 3，但没有这项记录，因此未适用《both》（依据：规则包 1.0.0）']);
  expect(said({ a: 2, b: 6 }, 'en-US')).toEqual([
    '服务时长 must be at least 3 and is 2, so “both” does not apply (under 规则包 1.0.0)',
  ]);
  expect(said({ a: 2, b: 2, c: 2 })).toEqual([]);
  expect(said({ a: 3, b: 5 })).toEqual([]);
  expect(explainMisses(set, { ...NOW, occasion: 'other', a: 3, b: 5 })).toEqual([]);
});

it('names the rule that was counted instead', () => {
  const set = kindSet([
    ruleOf('award', 'high', { ...award, group: 'g' }, [least('a', 9)], 200),
    ruleOf('award', 'low', { ...award, group: 'g' }, [least('a', 1)], 100),
  ]);
  expect(explainMisses(set, { ...NOW, a: 9 })).toMatchObject([{ rule: 'low', beatenBy: 'high' }]);
  expect(explainMisses(set, { ...NOW, a: 5 })).toMatchObject([{ rule: 'high', seen: 5 }]);
});

/** Comparisons of facts of their own, so that each can be turned round without the others. */
function drawn(): fc.Arbitrary<Condition> {
  const { node } = fc.letrec<{ node: Condition }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3 },
      fc
        .constantFrom('equal', 'notEqual')
        .map((operator): Condition => ({ fact: '?', operator: operator as 'equal', value: 1 })),
      fc.record({ all: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ not: tie('node') }),
    ),
  }));
  return node;
}

function number(condition: Condition, next: { n: number }): Condition {
  if ('all' in condition) return { all: condition.all.map((part) => number(part, next)) };
  if ('any' in condition) return { any: condition.any.map((part) => number(part, next)) };
  if ('not' in condition) return { not: number(condition.not, next) };
  next.n += 1;
  return { ...condition, fact: `f${next.n}` };
}

it('is a miss exactly when some single comparison, turned round, would do', () => {
  const base = kindSet([ruleOf('award', 'r', award, [])]);
  fc.assert(
    fc.property(drawn(), fc.infiniteStream(fc.boolean()), (shape, bits) => {
      const count = { n: 0 };
      const condition = number(shape, count);

      const facts: Record<string, number> = {};
      for (let i = 1; i <= count.n; i += 1) facts[`f${i}`] = bits.next().value ? 1 : 0;
      const conditions = { all: [condition] };
      const set = { ...base, rules: base.rules.map((one) => ({ ...one, rule: { ...one.rule, conditions } })) };
      const holds = compileCondition(conditions);
      const turned = (name: string) => ({ ...facts, [name]: 1 - (facts[name] ?? 0) });
      const ways = holds(facts) ? [] : Object.keys(facts).filter((name) => holds(turned(name)));
      const misses = explainMisses(set, facts);
      expect(misses.length).toBe(ways.length > 0 ? 1 : 0);
      const [miss] = misses;
      if (miss && 'test' in miss) expect(ways).toContain(miss.test.fact);
    }),
    { numRuns: 500 },
  );
});
