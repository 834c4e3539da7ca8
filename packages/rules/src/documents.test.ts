/**
 * The shapes of the published documents that rules must be able to say, each in params that load, with a number or two of
 * its own. The packs under examples/packs say them wholly.
 */
import { compile, type Facts, settle, type Settlement } from '.';
import { type Catalogues, kindSet, NOW, ruleOf } from './fixtures/kinds';
import type { AwardParams, BenefitGrant, Coefficient, KindParams } from './kinds';

type Rules = Parameters<typeof kindSet>[0];
const is = (fact: string, value: unknown) => ({ fact, operator: 'equal', value });
const least = (fact: string, value: number) => ({ fact, operator: 'greaterThanInclusive', value });
const below = (fact: string, value: number) => ({ fact, operator: 'lessThan', value });
const text = (name: string, ...values: string[]) => ({
  name,
  kind: 'given',
  type: 'string',
  ...(values.length ? { values } : {}),
});
const asset = (name: string, unit = 'point', scale = 0) => ({ name, unit, scale });
const award = (fact: string | number, per: number, amount: number, extra: Partial<AwardParams> = {}): AwardParams => ({
  asset: 'points',
  to: 'person',
  quantity: typeof fact === 'number' ? { value: fact } : { fact },
  per,
  amount,
  rounding: 'floor',
  ...extra,
});
const cap = (
  max: number,
  span: 'event' | 'day' | 'month' | 'year' | 'lifetime',
  used?: string,
  extra: Partial<KindParams['limit']> = {},
): KindParams['limit'] => ({
  asset: 'points',
  to: 'person',
  max,
  per: 'person',
  window: { span },
  ...(used ? { used: { fact: used } } : {}),
  overflow: { do: 'drop' },
  ...extra,
});

function settled(rules: Rules, facts: Facts, catalogues: Catalogues = {}, at = '2024-03-05T10:00'): Settlement {
  const set = kindSet(rules, catalogues);
  const given = { ...NOW, ...facts };
  return settle(set, compile(set)(given), given, { at });
}
const amounts = ({ postings }: Settlement) => Object.fromEntries(postings.map(({ rule, amount }) => [rule, amount]));

describe('the documents', () => {
  it('#2 海林: two hours at most, referral 2, once a quarter, hours kept, a complaint costs the activity', () => {
    const assets = [asset('time', 'hour')];
    const rules = [
      ruleOf('award', 'hours', award('h', 1, 1, { max: 2 })),
      ruleOf('award', 'time', { ...award('h', 1, 1), asset: 'time' }),
      ruleOf('award', 'referral', award(1, 1, 2), [is('referred', 1)]),
      ruleOf('standing', 'complaint', { action: 'zero', assets: ['points'] }, [least('complaints', 1)]),
      ruleOf('redeem', 'exchange', {
        asset: 'points',
        price: { amount: 1, per: 1, of: 'item' },
        times: { max: 1, used: { fact: 'exchanged' }, window: { span: 'quarter' } },
        keeps: ['time'],
      }),
    ];
    expect(amounts(settled(rules, { h: 3, referred: 1, complaints: 0, exchanged: 0 }, { assets }))).toEqual({
      hours: 2,
      referral: 2,
      time: 3,
    });
    expect(amounts(settled(rules, { h: 3, complaints: 1, exchanged: 1 }, { assets }))).toEqual({ hours: 0, time: 3 });
  });

  it('#4 黄石 and #10 东亭: what staff enter earns nothing, two reviewers, void after the year', () => {
    const facts = [text('origin', 'app', 'staff')];
    const expires = { expires: { end: 'year' } } as const;
    const rules = [
      ruleOf('award', 'app', award('h', 1, 1, expires), [is('origin', 'app')]),
      ruleOf('award', 'reviewed', { ...award('minutes', 1, 1), asset: 'time' }, [least('reviewers', 2)]),
    ];
    const catalogues = { facts, assets: [asset('time', 'minute')] };
    expect(settled(rules, { h: 2, origin: 'app', reviewers: 1, minutes: 50 }, catalogues).postings).toMatchObject([
      { amount: 2, expires: '2024-12-31' },
    ]);
    expect(amounts(settled(rules, { h: 2, origin: 'staff', reviewers: 2, minutes: 50 }, catalogues))).toEqual({
      reviewed: 50,
    });
  });

  it('#6 广州 and #7 长宁: whole numbers, unlocked at 100, no more than 1500; an age that depends on sex', () => {
    const facts = [text('sex', 'female', 'male')];
    const giver = {
      any: [
        { all: [least('age', 60), { fact: 'age', operator: 'lessThanInclusive', value: 70 }] },
        { all: [is('sex', 'female'), least('age', 50), { fact: 'age', operator: 'lessThanInclusive', value: 70 }] },
      ],
    };
    const rules = [
      ruleOf('award', 'hours', award('h', 1, 1), [giver]),
      ruleOf('limit', 'life', cap(1500, 'lifetime', 'life', { overflow: { do: 'donate', fund: 'charity' } })),
      ruleOf('redeem', 'shop', {
        asset: 'points',
        whole: true,
        price: { amount: 1, per: 1, of: 'yuan' },
        unlock: { fact: 'life', atLeast: 100 },
      }),
    ];
    const result = settled(rules, { h: 3.9, life: 1499, sex: 'female', age: 55 }, { facts });
    expect(result).toMatchObject({
      postings: [{ earned: 3, amount: 1 }],
      overflow: [{ amount: 2, fund: 'charity' }],
      redemptions: [{ allowed: true }],
    });
    expect(settled(rules, { h: 3, life: 0, sex: 'male', age: 55 }, { facts })).toMatchObject({
      postings: [],
      redemptions: [{ allowed: false }],
    });
  });

  it('#8 西湖 and #9 滨江: five to begin with, one for a service, one less when helped; blood, trees, a tenth for a gift', () => {
    const facts = [text('what', 'registered', 'served', 'helped', 'blood', 'tree', 'gift')];
    const tenths = { ...award('count', 1, 0.1), asset: 'good' };
    const rules = [
      ruleOf('award', 'start', award(1, 1, 5), [is('what', 'registered')]),
      ruleOf('award', 'service', award(1, 1, 1), [is('what', 'served')]),
      ruleOf(
        'redeem',
        'helped',
        { asset: 'points', price: { amount: 1, per: 1, of: 'service' }, benefits: 'household' },
        [is('what', 'helped')],
      ),
      ruleOf('award', 'blood', { ...award('millilitres', 200, 4), asset: 'good' }, [is('what', 'blood')]),
      ruleOf('award', 'tree', { ...award('count', 1, 1), asset: 'good' }, [is('what', 'tree')]),
      ruleOf('award', 'gift', tenths, [is('what', 'gift')]),
    ];
    const catalogues = { facts, assets: [asset('good', 'hour', 1)] };
    expect(amounts(settled(rules, { what: 'registered' }, catalogues))).toEqual({ start: 5 });
    expect(settled(rules, { what: 'helped' }, catalogues).redemptions).toMatchObject([
      { cost: 1, allowed: true, benefits: 'household' },
    ]);
    expect(amounts(settled(rules, { what: 'blood', millilitres: 400 }, catalogues))).toEqual({ blood: 80 });
    expect(amounts(settled(rules, { what: 'gift', count: 3 }, catalogues))).toEqual({ gift: 3 });
  });

  it('#11 银川, #20 仁寿, #23 昆山: for the old; one point a yuan by the end of the year; the price of the goods', () => {
    const rules = [
      ruleOf('redeem', 'vegetables', {
        asset: 'points',
        price: { amount: 20, per: 1, of: 'item' },
        benefits: 'thirdParty',
      }),
      ruleOf('redeem', 'yuan', {
        asset: 'points',
        quantity: { fact: 'yuan' },
        price: { amount: 1, per: 1, of: 'yuan' },
        open: {
          weekdays: [1, 2, 3, 4, 5],
          hours: [
            ['09:00', '12:00'],
            ['14:00', '17:00'],
          ],
        },
        until: '12-31',
      }),
      ruleOf('redeem', 'goods', { asset: 'points', price: { fact: 'price', of: 'item', min: 800, max: 3800 } }),
      ruleOf('award', 'hours', award('h', 1, 10)),
    ];
    const { redemptions } = settled(rules, { yuan: 15, price: 3800, h: 1 });
    expect(redemptions.map(({ rule, cost, allowed }) => [rule, cost, allowed])).toEqual([
      ['goods', 3800, true],
      ['vegetables', 20, true],
      ['yuan', 15, true],
    ]);
  });

  it('#14 启东 and #15 南川: five bands of hours in a year, a matrix of benefits with durations, once a year, the top twenty', () => {
    const levels = ['one', 'two', 'three', 'four', 'five'];
    const scenic: BenefitGrant[] = [
      { benefit: 'scenic', quantity: 1, unit: 'visit' },
      { benefit: 'scenic', quantity: 3, unit: 'site' },
      { benefit: 'scenic', lasts: { months: 6 } },
      { benefit: 'scenic', lasts: { years: 1 } },
      { benefit: 'scenic', quantity: 2, unit: 'ticket', lasts: { years: 1 } },
    ];
    const hours = [100, 300, 600, 1000, 1500];
    const band = (index: number) => [
      least('h', hours[index] ?? 0),
      ...(hours[index + 1] === undefined ? [] : [below('h', hours[index + 1] ?? 0)]),
    ];
    const rules = levels.flatMap((level, index) => [
      ruleOf('grade', `star-${level}`, { ladder: 'stars', level }, band(index)),
      ruleOf(
        'courtesy',
        `courtesy-${level}`,
        {
          class: 'stars',
          exclusive: { window: { span: 'year' }, used: { fact: 'given' } },
          benefits: [
            { benefit: 'medical', quantity: [100, 200, 300, 500, 800][index] ?? 0, unit: 'yuan' },
            scenic[index]!,
          ],
        },
        band(index),
      ),
    ]);
    rules.push(
      ruleOf('courtesy', 'monthly', {
        top: { fact: 'place', places: 20 },
        benefits: [{ benefit: 'gift', quantity: 100, unit: 'yuan' }],
      }),
    );
    const catalogues = {
      ladders: [{ name: 'stars', subject: 'person', levels, demotion: 'toFit', promotion: 'any' }],
      benefits: ['medical', 'scenic', 'gift'].map((name) => ({ name })),
    };
    const result = settled(rules, { h: 999, given: 0, place: 21 }, catalogues);
    expect(result.grades).toMatchObject([{ level: 'three' }]);
    expect(result.courtesies).toMatchObject([
      { rule: 'courtesy-three', benefits: [{ quantity: 300 }, { benefit: 'scenic', until: '2024-09-04' }] },
      { rule: 'monthly', refused: 'notAmong' },
    ]);
  });

  it('#17 福州 and #19 三元镇: fifty at most of what another score takes; a household account', () => {
    const card = {
      name: 'jasmine',
      subject: 'person',
      period: 'year',
      floor: 0,
      cap: 50,
      items: [
        { code: 'star', max: 5 },
        { code: 'best', max: 8 },
        { code: 'special', max: 5 },
      ],
    };
    const bands = { fact: 'star', steps: [1, 2, 3, 4, 5].map((star) => ({ from: star, points: star })) };
    const rules = [
      ruleOf('score', 'star', { card: 'jasmine', item: 'star', method: { bands } }, [is('month', 4)]),
      ruleOf('score', 'best', { card: 'jasmine', item: 'best', method: { range: { fact: 'best', min: 3, max: 8 } } }, [
        is('month', 4),
      ]),
      ruleOf('award', 'activity', { ...award('activities', 1, 20), to: 'household' }),
      ruleOf('award', 'house', { ...award('months', 1, 10), to: 'household', expires: { end: 'halfYear' } }),
    ];
    const result = settled(rules, { month: 4, star: 4, best: 6, activities: 2, months: 1 }, { cards: [card] });
    expect(result.scores).toMatchObject([{ total: 10 }]);
    expect(result.postings).toMatchObject([
      { to: 'household', amount: 40 },
      { to: 'household', amount: 10, expires: '2024-06-30' },
    ]);
  });

  it('#22 唐山 and #24 黄岩: half an hour; two hours from ten on, spent from next January', () => {
    const rules = [
      ruleOf('award', 'half', award('minutes', 30, 1)),
      ruleOf('award', 'two', award('h', 2, 1, { redeemable: { from: 'nextYear' } }), [least('year', 10)]),
      ruleOf('redeem', 'january', {
        asset: 'points',
        price: { amount: 1, per: 1, of: 'item' },
        season: { from: '01-01', to: '01-31' },
      }),
    ];
    const result = settled(rules, { minutes: 95, h: 4, year: 10 }, {}, '2023-05-01T09:00');
    expect(result.postings).toMatchObject([
      { rule: 'half', amount: 3 },
      { rule: 'two', amount: 2, redeemableFrom: '2024-01-01' },
    ]);
    expect(result.redemptions).toMatchObject([{ allowed: false }]);
  });

  it('#27 余姚 and #29 单县: four groups with vetoes, above 80; funds by star and kind of site, no star and a deadline', () => {
    const card = {
      name: 'moral',
      subject: 'household',
      period: 'quarter',
      floor: 0,
      cap: 100,
      sections: [{ code: 'family' }],
      items: [{ code: 'filial', section: 'family' }],
      grades: [
        { name: 'plain', from: 0 },
        { name: 'loan', from: 80.01 },
      ],
    };
    const ladder = {
      name: 'sites',
      subject: 'site',
      levels: ['one', 'five'],
      demotion: 'oneStep',
      promotion: 'any',
      funds: { five: { institute: 30000, station: 6000, point: 1000 } },
      fundsBy: 'site.kind',
    };
    const parts = {
      of: [
        { fact: 'self', weight: 40 },
        { fact: 'mutual', weight: 60 },
      ],
      abstain: 'leaveOut',
    } as const;
    const rules = [
      ruleOf('score', 'filial', { card: 'moral', item: 'filial', method: { parts } }),
      ruleOf('veto', 'gambling', { card: 'moral', of: 'total', outcome: 0 }, [least('gambling', 1)]),
      ruleOf('grade', 'five', { ladder: 'sites', level: 'five' }, [least('points', 90)]),
      ruleOf('standing', 'no-star', { action: 'interview', deadline: { months: 3 } }, [below('points', 60)]),
    ];
    const catalogues = { cards: [card], ladders: [ladder], facts: [text('sites.current'), text('site.kind')] };
    const facts = { self: 90, mutual: 80, gambling: 0, points: 95, 'site.kind': 'institute' };
    expect(settled(rules, facts, catalogues)).toMatchObject({
      scores: [{ total: 84, grade: 'loan' }],
      grades: [{ level: 'five', funds: 30000 }],
    });
    expect(settled(rules, { ...facts, self: null, gambling: 1, points: 50 }, catalogues)).toMatchObject({
      scores: [{ total: 0, grade: 'plain' }],
      standings: [{ action: 'interview', deadline: '2024-06-05' }],
    });
  });

  it('#30, #32 and #33: deductions within ranges, defects, descriptors, several sources and a bonus', () => {
    const card = {
      name: 'site',
      subject: 'site',
      period: 'year',
      base: 100,
      floor: 0,
      cap: 110,
      items: [
        { code: 'system', floor: -5 },
        { code: 'members', floor: -10 },
        { code: 'bonus', max: 10 },
      ],
    };
    const rules = [
      ruleOf('score', 'system', {
        card: 'site',
        item: 'system',
        method: { range: { fact: 'chosen', min: 0.5, max: 3, deduct: true } },
      }),
      ruleOf('score', 'staff', { card: 'site', item: 'members', method: { constant: -4 } }, [below('staffShare', 0.7)]),
      ruleOf('score', 'members', { card: 'site', item: 'members', method: { constant: -3 } }, [
        below('memberShare', 0.8),
      ]),
      ruleOf('score', 'bonus', {
        card: 'site',
        item: 'bonus',
        method: { ratio: { fact: 'defects', byCount: [1, 0.66, 0.33, 0], of: 10 } },
      }),
    ];
    expect(
      settled(rules, { chosen: 2.5, staffShare: 0.65, memberShare: 0.8, defects: 1 }, { cards: [card] }).scores,
    ).toMatchObject([{ total: 100.1, items: [{ points: -2.5 }, { points: -4 }, { points: 6.6 }] }]);
  });

  it('#37 海南 and #38 苏州: coefficients multiply; the class of the service gives the rate', () => {
    const facts = [
      text('difficulty', 'low', 'middle', 'high'),
      text('role', 'member', 'organiser'),
      text('item.class', 'care', 'culture'),
    ];
    const coefficient: Coefficient[] = [
      { fact: 'difficulty', table: { low: 1, middle: 1.2, high: 1.5 } },
      { fact: 'role', table: { organiser: 1.1 } },
    ];
    const rules = [
      ruleOf('award', 'care', award('h', 1, 10, { coefficient, rounding: 'nearest' }), [is('item.class', 'care')]),
      ruleOf('redeem', 'delivered', {
        asset: 'points',
        price: { fact: 'price', of: 'item' },
        refund: { within: { days: 7 }, share: 1 },
      }),
    ];
    const result = settled(
      rules,
      { h: 3, difficulty: 'high', role: 'organiser', 'item.class': 'care', price: 90 },
      { facts },
    );
    expect(result.postings).toMatchObject([{ amount: 50 }]);
    expect(result.redemptions).toMatchObject([{ refund: { until: '2024-03-11', amount: 90 } }]);
  });
});
