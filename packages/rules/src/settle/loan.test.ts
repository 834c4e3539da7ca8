/** 借用: who has too little for being served may owe something, never more than the rule says, and is told how much. */
import fc from 'fast-check';
import { compile, loadPack, settle, type Facts } from '..';
import { kindFiles, kindSet, NOW, ruleOf } from '../fixtures/kinds';
import type { RedeemParams } from '../kinds';

const served = [{ fact: 'redemption.purpose', operator: 'equal', value: 'served' }];
const FACTS = [{ name: 'redemption.purpose', kind: 'given', type: 'string', values: ['served', 'goods'] }];
const ASSETS = [{ name: 'time', unit: 'hour', scale: 1 }];
const lending = (more: Partial<RedeemParams> = {}): RedeemParams => ({
  asset: 'time',
  quantity: { fact: 'hours' },
  price: { amount: 1, per: 1, of: 'service' },
  balance: { fact: 'has' },
  loan: { max: 5 },
  ...more,
});
const set = kindSet([ruleOf('redeem', 'help', lending(), served)], { assets: ASSETS, facts: FACTS });

function asked(hours: number, has: number) {
  const facts: Facts = { ...NOW, hours, has, 'redemption.purpose': 'served' };
  const outcomes = compile(set)(facts);
  const [redemption] = settle(set, outcomes, facts, { at: '2024-03-05T10:30' }).redemptions;
  return { redemption: redemption!, outcome: outcomes[0]! };
}

it('lends what is wanting, and says how much is owed then', () => {
  expect(asked(3, 3).redemption).toMatchObject({ cost: 30, allowed: true, loan: { max: 50, borrowed: 0 } });
  expect(asked(3, 1.5).redemption).toMatchObject({ cost: 30, allowed: true, loan: { max: 50, borrowed: 15 } });
  // Who owes already borrows all of it.
  expect(asked(3, -2).redemption).toMatchObject({ cost: 30, allowed: true, loan: { max: 50, borrowed: 30 } });
  expect(asked(3, -2).outcome.steps.at(-1)).toEqual({ op: 'borrow', max: 5, owed: 5, result: 3 });
});

it('refuses what would be above it, with both figures', () => {
  const { redemption } = asked(3, -2.1);
  expect(redemption).toMatchObject({ allowed: false, loan: { max: 50, borrowed: 0 } });
  expect(redemption.refusals).toEqual([{ op: 'refused', reason: 'loan', fact: 'has', limit: 5, seen: 5.1 }]);
});

it('never lends more than may be owed, nor more than is wanting', () => {
  const tenths = (min: number, max: number) => fc.integer({ min, max }).map((n) => n / 10);
  fc.assert(
    fc.property(tenths(0, 200), tenths(-100, 200), (hours, has) => {
      const { redemption } = asked(hours, has);
      const [cost, own] = [Math.round(hours * 10), Math.round(has * 10)];
      const owed = Math.max(0, cost - own);
      expect(redemption.cost).toBe(cost);
      expect(redemption.allowed).toBe(cost <= own || owed <= 50);
      const borrowed = redemption.allowed && cost > own ? cost - Math.max(0, own) : 0;
      expect(redemption.loan).toEqual({ max: 50, borrowed });
    }),
  );
});

it('is for being served only, knows what there is, and is no finer than the asset', () => {
  const problems = (params: object, conditions: unknown[] = served) => {
    const rule = ruleOf('redeem', 'help', params as RedeemParams, conditions);
    const loaded = loadPack(kindFiles([rule], { assets: ASSETS, facts: FACTS }));
    return loaded.ok ? [] : loaded.problems.map(({ code, path }) => `${code} ${path}`);
  };
  expect(problems(lending())).toEqual([]);
  expect(problems(lending(), [])).toEqual(['FACT_UNPINNED /conditions']);
  const goods = [{ ...served[0], value: 'goods' }];
  expect(problems(lending(), goods)).toEqual(['PIN_MISMATCH /conditions/all/2/value']);
  const { balance: _unread, ...unread } = lending();
  expect(problems(unread)).toEqual(['SHAPE_REQUIRED /event/params']);
  expect(problems(lending({ loan: { max: 0.05 } }))).toEqual(['AMOUNT_TOO_FINE /event/params/loan/max']);
});
