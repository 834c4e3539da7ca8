import { compile, explainSettlement, lookupIn, packTexts, say, settle } from '../..';
import { type Catalogues, kindFiles, NOW, ruleOf } from '../../fixtures/kinds';
import { mustLayer, mustLoad, sharedTexts } from '../../fixtures/packs';
import type { AwardParams, LimitParams } from '../../kinds';

type Rules = Parameters<typeof kindFiles>[0];

/** The sentences of one evaluation, without the source that each cites. */
function said(rules: Rules, facts: object, catalogues: Catalogues = {}, at = '2024-03-05', language = 'zh-CN') {
  const pack = mustLoad(kindFiles(rules, catalogues));
  const set = mustLayer(pack);
  const given = { ...NOW, ...facts };
  const outcomes = compile(set)(given);
  const lookup = lookupIn(sharedTexts(language), packTexts([pack], language));
  return explainSettlement(set, outcomes, settle(set, outcomes, given, { at })).map(({ part, text }) => [
    part,
    say(text, lookup).replaceAll(/（依据：kinds 1.0.0(?:《[^》]*》)?）| \(under [^)]*\)/g, ''),
  ]);
}

const when = (fact: string) => [{ fact, operator: 'greaterThan', value: 0 }];
const award = (name: string, priority: number, extra: Partial<AwardParams> = {}) =>
  ruleOf(
    'award',
    name,
    { asset: 'hour', to: 'person', quantity: { fact: name }, per: 1, amount: 0.1, rounding: 'floor', ...extra },
    when(name),
    priority,
  );
const limit = (name: string, max: number, overflow: LimitParams['overflow'], span: 'event' | 'day' = 'event') =>
  ruleOf('limit', name, {
    asset: 'hour',
    to: 'person',
    max,
    per: 'person',
    window: { span },
    ...(span === 'day' ? { used: { fact: 'used' } } : {}),
    overflow,
  });
const assets = [
  { name: 'hour', unit: 'hour', scale: 1 },
  { name: 'star', unit: 'star', scale: 0 },
];

describe('what awards come to, read aloud', () => {
  it('limits, what others had of them before, and where the rest goes', () => {
    const rules = [
      award('a', 900, { expires: { end: 'year' }, redeemable: { from: 'nextYear' } }),
      award('b', 800),
      limit('day', 2, { do: 'move', asset: 'star', account: 'next' }, 'day'),
      limit('once', 4, { do: 'donate', fund: 'elderly' }),
    ];
    expect(said(rules, { a: 50, b: 20, used: 0.5 }, { assets })).toEqual([
      [
        'posting',
        'a，a 50，每 1 记 0.1 小时，共记hour 5 小时，次年起可以兑换，当年有效，年底清零。《once》：每人每次最多记 hour 4 小时，' +
          '《day》：每人每日最多记 hour 2 小时，此前已记 hour 0.5 小时，还可记 hour 1.5 小时，本次实际记 hour 1.5 小时。' +
          '超出的 hour 1 小时捐入“elderly”。超出的 hour 2 小时转为 star 2 星，记入“next”。' +
          '余下的 hour 0.5 小时不足star的最小单位，不能转入，不计。2025-01-01 起可以兑换。最迟 2024-12-31 使用，过期作废',
      ],
      [
        'posting',
        'b，b 20，每 1 记 0.1 小时，共记hour 2 小时。《once》：每人每次最多记 hour 4 小时，同一次的其他规则已先记 hour 4 小时，本次不再计入。' +
          '超出的 hour 2 小时捐入“elderly”',
      ],
    ]);
  });

  it('a standing that stops them, a flag that holds them, a limit that binds nothing', () => {
    const rules = [
      award('a', 900),
      limit('once', 4, { do: 'drop' }),
      ruleOf('standing', 'freeze', { action: 'freeze', lasts: { months: 1 } }, when('frozen')),
      ruleOf('standing', 'zero', { action: 'zero' }, when('bad')),
      ruleOf('flag', 'look', { code: 'look', severity: 'hold' }, when('odd')),
    ];
    expect(said(rules, { a: 10, bad: 1, frozen: 1 }, { assets }, '2024-01-31')).toEqual([
      ['standing', 'freeze，冻结账户，期限 1 个月。自 2024-01-31 至 2024-02-29'],
      ['standing', 'zero，本次所得记为零'],
      ['posting', 'a，a 10，每 1 记 0.1 小时，共记hour 1 小时。因《zero》，本次不计入账户'],
      ['limit', 'once，每人每次最多记 hour 4 小时'],
    ]);
    expect(said(rules, { a: 10, odd: 1 }, { assets }, '2024-01-31', 'en-US')).toEqual([
      ['posting', expect.stringMatching(/hour counted: 1 h; because of “look”, credited only after a check$/)],
      ['limit', expect.stringContaining('at most 4 h of hour for each person')],
      ['flag', 'look; to be credited after a check'],
    ]);
  });
});

describe('what else comes out, read aloud', () => {
  it('a redemption that the facts and the calendar refuse, and goods given back', () => {
    const rules = [
      ruleOf('redeem', 'r', {
        asset: 'points',
        price: { amount: 10, per: 1, of: 'item' },
        minimum: 20,
        open: { hours: [['09:00', '12:00']] },
      }),
      ruleOf('redeem', 's', {
        asset: 'points',
        price: { amount: 5, per: 1, of: 'item' },
        refund: { within: { days: 7 }, share: 0.5 },
      }),
    ];
    expect(said(rules, {}, {}, '2024-03-05T13:00')).toEqual([
      ['redemption', expect.stringMatching(/^r，.*不能兑换：每次至少兑换 20 分。不能兑换：只在 09:00-12:00 办理$/)],
      ['redemption', expect.stringMatching(/退还 50%。2024-03-11 及以前退货的，退还 2 分$/)],
    ]);
  });

  it('a level gained, kept, lost, or climbed one at a time', () => {
    const ladder = { name: 'stars', subject: 'person', levels: ['one', 'two', 'three'], approver: { two: 'county' } };
    const facts = [{ name: 'stars.current', kind: 'given', type: 'string', values: ladder.levels }];
    const rules = ladder.levels.map((level, index) =>
      ruleOf('grade', level, { ladder: 'stars', level }, [
        { fact: 'h', operator: 'greaterThanInclusive', value: index + 1 },
      ]),
    );
    const graded = (current: string | null, h: number, policy: object) =>
      said(rules, { h, 'stars.current': current }, { ladders: [{ ...ladder, ...policy }], facts }).at(-1)?.[1];
    const free = { demotion: 'toFit', promotion: 'any' };
    expect(graded(null, 0, free)).toBe('stars：尚未达到任何等级');
    expect(graded(null, 2, free)).toBe('stars：评为“two”，由县（市、区）批准，授予称号，发放奖励');
    expect(graded('one', 0, free)).toBe('stars：不再保留“one”');
    expect(graded('two', 2, free)).toBe('stars：保持“two”');
    expect(graded('three', 1, free)).toBe('stars：由“three”降为“one”');
    const slow = { demotion: 'none', promotion: 'oneStep' };
    expect(graded('one', 3, slow)).toMatch(/^stars：由“one”升为“two”，已符合“three”的条件，但只能逐级晋升/);
    expect(graded('three', 1, slow)).toBe('stars：保持“three”，本次达到的条件较低，但已取得的等级不降');
    expect(graded('three', 1, { demotion: 'oneStep', promotion: 'any' })).toContain('每次只降一级');
  });

  it('a score sheet with a veto, a quota, and an item that waits', () => {
    const card = {
      ...{ name: 'card', subject: 'site', period: 'year', base: 10, floor: 0, cap: 100 },
      items: [{ code: 'x' }, { code: 'y', section: 'z' }],
      sections: [{ code: 'z' }],
      grades: [
        { name: 'b', from: 0 },
        { name: 'a', from: 15 },
      ],
      quotas: [{ name: 'a', share: 0.5 }],
    };
    const rules = [
      ruleOf('score', 'sx', { card: 'card', item: 'x', method: { constant: 8 } }),
      ruleOf('score', 'sy', { card: 'card', item: 'y', method: { each: { fact: 'n', per: 1, points: 1 } } }),
      ruleOf('veto', 'v', { card: 'card', of: 'honours', honours: ['flag'], lasts: { years: 1 } }, when('fault')),
    ];
    expect(said(rules, { fault: 1 }, { cards: [card] }).at(-1)).toEqual([
      'score',
      'card：基础分 10 分，“x”8 分，“y”0 分，“z”部分合计 0 分，总分 18 分，等次为“a”，该等次有名额限制，待同批全部评定后确定，' +
        '不得获评flag，《v》的影响到 2025-03-04 为止，《sy》缺少记录，“y”待补',
    ]);
  });

  it('one courtesy of a class, a team that cannot be sent', () => {
    const exclusive = { window: { span: 'year' }, used: { fact: 'given' } } as const;
    const courtesy = (name: string, priority: number) =>
      ruleOf(
        'courtesy',
        name,
        { benefits: [{ benefit: name, lasts: { years: 1 } }], class: 'c', exclusive },
        [],
        priority,
      );
    const benefits = ['bus', 'park'].map((name) => ({ name }));
    expect(said([courtesy('bus', 900), courtesy('park', 800)], { given: 0 }, { benefits })).toEqual([
      ['courtesy', 'bus，可享受礼遇：bus（有效期 1 年）。bus自 2024-03-05 至 2025-03-04 有效'],
      ['courtesy', '同类礼遇只能享受一项，这次已给《bus》'],
    ]);
    const rules = [
      ruleOf('dispatch', 'trained', { effect: 'require' }, when('trained')),
      ruleOf('dispatch', 'near', { effect: 'prefer', weight: 3 }, when('near')),
    ];
    expect(said(rules, { near: 1 })).toEqual([['dispatch', '不能派单。不符合《trained》']]);
    expect(said(rules, { near: 1, trained: 1 })).toEqual([
      ['dispatch', '可以派单，派单权重 3。near，派单权重 3。trained，符合接单条件'],
    ]);
  });
});
