import type { RuleSet } from '@sidan/rules';
import { rulesFor } from './purpose';

const rule = (name: string, asset: string, ...tests: { fact: string; operator: string; value: unknown }[]) => ({
  rule: { name, priority: 1, conditions: { all: tests }, event: { type: 'redeem', params: { asset } } },
});
const redeem = { fact: 'occasion', operator: 'equal', value: 'redeem' };
const ruleSet = {
  rules: [
    rule('soap', 'points', redeem),
    rule('care', 'time', redeem, { fact: 'redemption.purpose', operator: 'in', value: ['served', 'transfer'] }),
    { rule: { name: 'award', priority: 1, conditions: { all: [redeem] }, event: { type: 'award', params: {} } } },
  ],
} as unknown as RuleSet;

it('a rule that says nothing of the purpose is about goods only', () => {
  const names = (...asked: Parameters<typeof rulesFor> extends [unknown, ...infer Rest] ? Rest : never) =>
    rulesFor(ruleSet, ...asked).map((one) => one.rule);
  expect(names('goods')).toEqual(['soap', 'care']);
  expect(names('served')).toEqual(['care']);
  expect(names('donate')).toEqual(['care']);
  expect(names('served', 'points')).toEqual([]);
});
