import { compile, type Facts, settle } from '..';
import { type Catalogues, kindSet, NOW, ruleOf } from '../fixtures/kinds';
import type { RedeemParams } from '../kinds';

function settled(
  rules: Parameters<typeof kindSet>[0],
  facts: Facts,
  catalogues: Catalogues = {},
  at = '2024-03-05T10:30',
) {
  const set = kindSet(rules, catalogues);
  const given = { ...NOW, ...facts };
  return settle(set, compile(set)(given), given, { at });
}
const above = (fact: string, value: number) => [{ fact, operator: 'greaterThanInclusive', value }];

describe('grades', () => {
  const facts = [
    { name: 'stars.current', kind: 'given', type: 'string' },
    { name: 'stars.titles', kind: 'given', type: 'list' },
    { name: 'stars.prizes', kind: 'given', type: 'list' },
    { name: 'site.kind', kind: 'given', type: 'string' },
  ];
  const levels = ['one', 'two', 'three', 'four', 'five'];
  const rules = levels.map((level, index) =>
    ruleOf('grade', `star-${level}`, { ladder: 'stars', level }, above('h', [100, 300, 600, 1000, 1500][index] ?? 0)),
  );
  const graded = (ladder: Record<string, unknown>, given: Facts) => {
    const stars = { name: 'stars', subject: 'site', levels, demotion: 'toFit', promotion: 'any', ...ladder };
    return settled(rules, given, { ladders: [stars], facts }).grades[0];
  };

  it('are the highest that fits', () => {
    expect(graded({}, { h: 700 })).toMatchObject({
      level: 'three',
      qualified: 'three',
      current: null,
      change: 'up',
      title: true,
    });
    expect(graded({}, { h: 700 })?.rules).toEqual(['star-one', 'star-three', 'star-two']);
    expect(graded({}, { h: 50 })).toMatchObject({ level: null, change: 'same', title: false, prize: false });
  });

  it('take a level named like a member of every object for a level', () => {
    const ladder = { name: 'stars', subject: 'site', levels: ['toString'], demotion: 'toFit', promotion: 'any' };
    const named = settled(
      [ruleOf('grade', 'g', { ladder: 'stars', level: 'toString' })],
      {},
      {
        ladders: [{ ...ladder, approver: {}, funds: {} }],
        facts,
      },
    );
    expect(named.grades[0]).not.toHaveProperty('approver');
    expect(named.grades[0]).not.toHaveProperty('funds');
  });

  it('fall as the ladder says', () => {
    const fallen = (demotion: string) => graded({ demotion }, { h: 50, 'stars.current': 'four' });
    expect(fallen('toFit')).toMatchObject({ level: null, change: 'down' });
    expect(fallen('oneStep')).toMatchObject({ level: 'three', change: 'down', held: 'demotion' });
    expect(fallen('none')).toMatchObject({ level: 'four', change: 'same', held: 'demotion' });
  });

  it('rise as the ladder says', () => {
    expect(graded({ promotion: 'oneStep' }, { h: 2000, 'stars.current': 'one' })).toMatchObject({
      level: 'two',
      qualified: 'five',
      held: 'promotion',
    });
    expect(graded({ promotion: 'oneStep' }, { h: 2000 })).toMatchObject({ level: 'one' });
  });

  it('bring an approver and funds by kind of site', () => {
    const funds = { five: { institute: 30000, station: 6000, point: 1000 }, four: 500 };
    const ladder = { funds, fundsBy: 'site.kind', approver: { five: 'county' } };
    expect(graded(ladder, { h: 1500, 'site.kind': 'station' })).toMatchObject({ approver: 'county', funds: 6000 });
    expect(graded(ladder, { h: 1000 })).toMatchObject({ level: 'four', funds: 500 });
    expect(graded(ladder, { h: 1500, 'site.kind': 'base' })?.funds).toBeUndefined();
  });

  it('give a title once and its prize in each cycle', () => {
    const ladder = { titleOnce: true, prizeEachCycle: true };
    const given = { h: 100, 'stars.current': 'one', 'stars.titles': ['one'] };
    expect(graded(ladder, given)).toMatchObject({ change: 'same', title: false, prize: true });
    expect(graded(ladder, { ...given, 'stars.prizes': ['one'] })).toMatchObject({ prize: false });
    expect(graded(ladder, { h: 100 })).toMatchObject({ title: true, prize: true });
  });
});

describe('redemptions', () => {
  const shop: RedeemParams = { asset: 'points', quantity: { fact: 'yuan' }, price: { amount: 10, per: 1, of: 'yuan' } };
  const redeemed = (
    params: Partial<RedeemParams>,
    facts: Facts,
    at?: string,
    more: Parameters<typeof kindSet>[0] = [],
  ) => {
    const { redemptions } = settled([ruleOf('redeem', 'shop', { ...shop, ...params }), ...more], facts, {}, at);
    return redemptions[0];
  };
  const reasons = (params: Partial<RedeemParams>, facts: Facts = { yuan: 1 }, at?: string) => {
    const result = redeemed(params, facts, at);
    expect(result?.allowed).toBe(result?.refusals.length === 0);
    return result?.refusals.map(({ reason }) => reason);
  };

  it('cost what is asked for, rounded up', () => {
    expect(redeemed({}, { yuan: 3 })).toMatchObject({ cost: 30, allowed: true });
    expect(redeemed({ price: { amount: 1, per: 4, of: 'coupon' } }, { yuan: 5 })?.cost).toBe(2);
    expect(redeemed({}, {})).toMatchObject({ cost: 0, allowed: false, missing: 'yuan' });
    expect(
      redeemed({ quantity: { value: 1 }, price: { fact: 'price', of: 'item', min: 800, max: 3800 } }, { price: 900 }),
    ).toMatchObject({ cost: 900, allowed: true });
  });

  it('are refused with every reason in the facts', () => {
    expect(reasons({ unlock: { fact: 'hours', atLeast: 100 } }, { yuan: 1, hours: 99 })).toEqual(['unlock']);
    expect(reasons({ unlock: { fact: 'hours', atLeast: 100 } }, { yuan: 1, hours: 100 })).toEqual([]);
    expect(
      reasons(
        {
          minimum: 20,
          times: { max: 1, used: { fact: 'used' }, window: { span: 'quarter' } },
          balance: { fact: 'balance' },
        },
        { yuan: 1, used: 1, balance: 5 },
      ),
    ).toEqual(['minimum', 'times', 'balance']);
    expect(reasons({ price: { fact: 'price', of: 'item', min: 800, max: 3800 } }, { yuan: 1, price: 799 })).toEqual([
      'price',
    ]);
  });

  it('keep the hours of 仁寿: Monday to Friday, 9 to 12 and 14 to 17, until the end of the year', () => {
    const open = {
      weekdays: [1, 2, 3, 4, 5],
      hours: [
        ['09:00', '12:00'],
        ['14:00', '17:00'],
      ] as const,
    };
    const at = (time: string) => reasons({ open, until: '12-31' }, undefined, time);
    expect(at('2024-03-05T09:00')).toEqual([]);
    expect(at('2024-03-05T12:00')).toEqual(['hours']);
    expect(at('2024-03-09T10:00')).toEqual(['weekday']);
    expect(at('2024-03-05')).toEqual(['hours']);
    expect(reasons({ until: '06-30' }, undefined, '2024-07-01T10:00')).toEqual(['until']);
    const season = { from: '12-15', to: '01-31' };
    expect(
      ['2024-01-31', '2024-02-01', '2024-12-14', '2024-12-15'].map(
        (day) => reasons({ season }, undefined, day)?.length,
      ),
    ).toEqual([0, 1, 1, 0]);
  });

  it('are stopped by a freeze, and given back in time', () => {
    const freeze = ruleOf('standing', 'freeze', { action: 'freeze', assets: ['points'], lasts: { months: 6 } });
    expect(redeemed({}, { yuan: 1 }, undefined, [freeze])).toMatchObject({
      allowed: false,
      refusals: [{ reason: 'standing' }],
    });
    expect(redeemed({ refund: { within: { days: 7 }, share: 0.75 } }, { yuan: 1 })?.refund).toEqual({
      until: '2024-03-11',
      amount: 7,
    });
  });
});

describe('courtesies', () => {
  const benefits = [{ name: 'medical' }, { name: 'scenic' }];
  it('last as long as the matrix says, once a year, one of a class', () => {
    const exclusive = { window: { span: 'year' }, used: { fact: 'given' } } as const;
    const five = {
      class: 'stars',
      exclusive,
      benefits: [
        { benefit: 'medical', quantity: 800, unit: 'yuan' },
        { benefit: 'scenic', quantity: 2, unit: 'ticket', lasts: { years: 1 } },
      ],
    };
    const rules = [
      ruleOf('courtesy', 'five', five, above('h', 1500), 200),
      ruleOf(
        'courtesy',
        'four',
        { class: 'stars', exclusive, benefits: [{ benefit: 'scenic', lasts: { months: 6 } }] },
        above('h', 1000),
        100,
      ),
    ];
    const given = (facts: Facts) => settled(rules, facts, { benefits }).courtesies;
    expect(given({ h: 1600, given: 0 })).toEqual([
      {
        rule: 'five',
        granted: true,
        benefits: [
          { benefit: 'medical', quantity: 800, unit: 'yuan', from: '2024-03-05' },
          { benefit: 'scenic', quantity: 2, unit: 'ticket', from: '2024-03-05', until: '2025-03-04' },
        ],
      },
      { rule: 'four', granted: false, refused: 'exclusive', benefits: [] },
    ]);
    expect(given({ h: 1200, given: 0 })).toMatchObject([{ rule: 'four', granted: true }]);
    expect(given({ h: 1200, given: 1 })).toMatchObject([{ refused: 'taken' }]);
    expect(given({ h: 1200 })).toMatchObject([{ refused: 'missing' }]);
  });

  it('are for the first twenty', () => {
    const rules = [
      ruleOf('courtesy', 'top', { top: { fact: 'place', places: 20 }, benefits: [{ benefit: 'medical' }] }),
    ];
    expect([20, 21, undefined].map((place) => settled(rules, { place }, { benefits }).courtesies[0]?.granted)).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('standings', () => {
  it('count, decay and end', () => {
    const rules = [
      ruleOf('standing', 'late', { action: 'strike', decays: { after: { months: 6 } } }),
      ruleOf('standing', 'third', { action: 'refuse', refuses: ['redeem'], lasts: { months: 3 } }),
      ruleOf('standing', 'talk', { action: 'interview', deadline: { days: 30 } }),
    ];
    expect(settled(rules, {}).standings).toEqual([
      { rule: 'late', action: 'strike', counts: 1, from: '2024-03-05', decaysOn: '2024-09-05' },
      { rule: 'talk', action: 'interview', from: '2024-03-05', deadline: '2024-04-04' },
      { rule: 'third', action: 'refuse', from: '2024-03-05', until: '2024-06-04', refuses: ['redeem'] },
    ]);
  });
});

describe('dispatch', () => {
  const rules = [
    ruleOf('dispatch', 'able', { effect: 'require' }, above('skill', 1)),
    ruleOf('dispatch', 'busy', { effect: 'exclude' }, above('open', 5)),
    ruleOf('dispatch', 'near', { effect: 'prefer', weight: -2, by: { fact: 'km', per: 1, cap: 10 } }),
    ruleOf('dispatch', 'liked', { effect: 'prefer', weight: 5 }, above('rating', 4)),
  ];
  it('asks who meets all requirements and no exclusion, the heaviest first', () => {
    const facts = { skill: 1, open: 0, km: 1.5, rating: 5 };
    expect(settled(rules, facts).dispatch).toMatchObject({ eligible: true, weight: 2 });
    expect(settled(rules, { ...facts, km: 100 }).dispatch?.weight).toBe(-5);
    expect(settled(rules, { ...facts, skill: 0 }).dispatch).toMatchObject({
      eligible: false,
      reasons: expect.arrayContaining([{ rule: 'able', effect: 'require', met: false }]),
    });
    expect(settled(rules, { ...facts, open: 6 }).dispatch?.eligible).toBe(false);
    expect(settled([], facts).dispatch).toBeUndefined();
  });

  it('takes the requirements of one group for alternatives', () => {
    const either = [
      ruleOf('dispatch', 'trained', { effect: 'require', group: 'able' }, above('skill', 1), 20),
      ruleOf('dispatch', 'old-hand', { effect: 'require', group: 'able' }, above('years', 3), 10),
    ];
    const eligible = (skill: number, years: number) => settled(either, { skill, years }).dispatch?.eligible;
    expect([eligible(1, 3), eligible(1, 0), eligible(0, 3), eligible(0, 0)]).toEqual([true, true, true, false]);
  });
});
