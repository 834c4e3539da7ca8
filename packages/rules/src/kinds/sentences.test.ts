import { compile, explain, type Facts, loadPack, lookupIn, packTexts, say } from '..';
import { type Catalogues, kindFiles, NOW, ruleOf } from '../fixtures/kinds';
import { mustLayer, mustLoad, sharedTexts } from '../fixtures/packs';

function said(rule: ReturnType<typeof ruleOf>, facts: Facts, catalogues: Catalogues = {}): string {
  const pack = mustLoad(kindFiles([rule], catalogues));
  const [outcome] = compile(mustLayer(pack))({ ...NOW, ...facts });
  return outcome ? say(explain(outcome), lookupIn(sharedTexts('zh-CN'), packTexts([pack], 'zh-CN'))) : '';
}

const tail = '（依据：kinds 1.0.0《r》）';

describe('sentences that a clerk can read aloud', () => {
  it('of tiers, small units and expiry', () => {
    const tiers = {
      over: { fact: 'before' },
      steps: [
        { upTo: 20, per: 1, amount: 1 },
        { per: 2, amount: 1 },
      ],
    };
    const rule = ruleOf('award', 'r', {
      asset: 'moral',
      to: 'person',
      quantity: { fact: 'hours' },
      tiers,
      rounding: 'floor',
      expires: { end: 'year' },
    });
    expect(
      said(
        rule,
        { before: 18, hours: 6 },
        {
          assets: [{ name: 'moral', unit: 'point', scale: 0 }],
          facts: [{ name: 'hours', kind: 'given', type: 'number', unit: 'hour' }],
        },
      ),
    ).toBe(
      `r，hours 6 小时，其中 2 小时落在累计 0 至 20 小时一档，每 1 小时记 1 分，其中 4 小时落在累计超过 20 小时一档，每 2 小时记 1 分，共记moral 4 分，当年有效，年底清零${tail}`,
    );
  });

  it('of an amount rounded up to a tenth', () => {
    const rule = ruleOf('award', 'r', {
      asset: 'coin',
      to: 'person',
      quantity: { fact: 'q' },
      per: 30,
      amount: 1,
      partial: true,
      rounding: 'ceil',
    });
    expect(said(rule, { q: 40 }, { assets: [{ name: 'coin', unit: 'coin', scale: 1 }] })).toBe(
      `r，q 40，每 30 记 1 枚，不足 0.1 枚的按 0.1 枚计，共记coin 1.4 枚${tail}`,
    );
  });

  it('of a limit and a redemption', () => {
    const limit = ruleOf('limit', 'r', {
      asset: 'points',
      to: 'person',
      max: 2,
      per: 'person',
      window: { span: 'day' },
      used: { fact: 'day' },
      overflow: { do: 'drop' },
    });
    expect(said(limit, { day: 1 })).toBe(`r，每人每日最多记 2 分，此前已记 1 分，还可记 1 分${tail}`);
    expect(said(limit, { day: 2 })).toBe(`r，每人每日最多记 2 分，此前已记 2 分，已满，不再计分${tail}`);
    const redeem = ruleOf('redeem', 'r', {
      asset: 'points',
      price: { amount: 20, per: 1, of: 'item' },
      unlock: { fact: 'hours', atLeast: 100 },
      benefits: 'thirdParty',
    });
    expect(said(redeem, { hours: 30 })).toBe(
      `r，每 1 件需要 20 分，共需 20 分，不能兑换：hours须达到 100，现为 30${tail}`,
    );
    expect(said(redeem, { hours: 100 })).toBe(`r，每 1 件需要 20 分，共需 20 分，用于帮助他人${tail}`);
  });

  it('of a score, a courtesy and a standing', () => {
    const card = { name: 'card', subject: 'site', period: 'year', floor: 0, cap: 100, items: [{ code: 'x' }] };
    const score = ruleOf('score', 'r', {
      card: 'card',
      item: 'x',
      method: { each: { fact: 'faults', per: 1, points: -2 } },
    });
    expect(said(score, { faults: 3 }, { cards: [card] })).toBe(`r，faults为 3，每满 1 扣 2 分，card“x”扣 6 分${tail}`);
    const courtesy = ruleOf('courtesy', 'r', {
      benefits: [{ benefit: 'scenic', quantity: 2, unit: 'ticket', lasts: { years: 1 } }],
    });
    expect(said(courtesy, {}, { benefits: [{ name: 'scenic' }] })).toBe(
      `r，可享受礼遇：scenic 2 张（有效期 1 年）${tail}`,
    );
    const standing = ruleOf('standing', 'r', { action: 'refuse', refuses: ['redeem'], lasts: { months: 3 } });
    expect(said(standing, {})).toBe(`r，暂停兑换资格，期限 3 个月${tail}`);
  });
});

describe('what no schema can say of params', () => {
  const card = {
    name: 'card',
    subject: 'site',
    period: 'year',
    floor: 0,
    cap: 100,
    items: [{ code: 'x' }],
    grades: [{ name: 'a', from: 0 }],
  };
  const codes = (rule: ReturnType<typeof ruleOf>) => {
    const loaded = loadPack(kindFiles([rule], { cards: [card], benefits: [{ name: 'b' }] }));
    return loaded.ok ? [] : loaded.problems.map(({ code, path }) => `${code} ${path}`);
  };
  const award = {
    asset: 'points',
    to: 'person',
    quantity: { value: 1 },
    per: 1,
    amount: 1,
    rounding: 'floor',
  } as const;
  const P = '/event/params';

  it.each([
    [ruleOf('award', 'r', { ...award, max: 1.5 }), `AMOUNT_TOO_FINE ${P}/max`],
    [ruleOf('award', 'r', { ...award, asset: 'gold' }), `ENTRY_UNKNOWN ${P}/asset`],
    [
      ruleOf('award', 'r', {
        ...award,
        per: undefined,
        amount: undefined,
        tiers: {
          over: { fact: 'v' },
          steps: [
            { upTo: 9, per: 1, amount: 1 },
            { upTo: 5, per: 1, amount: 1 },
          ],
        },
      }),
      `BANDS_ORDER ${P}/tiers/steps/1/upTo`,
    ],
    [
      ruleOf('redeem', 'r', { asset: 'points', price: { amount: 1, per: 1, of: 'item' }, keeps: ['points'] }),
      `KEEPS_ITS_ASSET ${P}/keeps`,
    ],
    [
      ruleOf('limit', 'r', {
        asset: 'points',
        to: 'person',
        max: 1,
        per: 'person',
        window: { span: 'day' },
        overflow: { do: 'drop' },
      }),
      `SHAPE_REQUIRED ${P}`,
    ],
    [ruleOf('score', 'r', { card: 'card', item: 'y', method: { constant: 1 } }), `ENTRY_UNKNOWN ${P}/item`],
    [ruleOf('veto', 'r', { card: 'card', of: 'grade', outcome: 'z' }), `ENTRY_UNKNOWN ${P}/outcome`],
    [ruleOf('veto', 'r', { card: 'card', of: 'total', outcome: 'a' }), `SHAPE_TYPE ${P}/outcome`],
    [ruleOf('grade', 'r', { ladder: 'none', level: 'a' }), `ENTRY_UNKNOWN ${P}/ladder`],
    [ruleOf('standing', 'r', { action: 'freeze', counts: 2 }), `SHAPE_UNKNOWN ${P}/counts`],
    [ruleOf('dispatch', 'r', { effect: 'prefer' }), `SHAPE_REQUIRED ${P}`],
    [ruleOf('flag', 'r', { code: 'c', severity: 'info', holds: 'points' }), `SHAPE_UNKNOWN ${P}/holds`],
    [ruleOf('courtesy', 'r', { benefits: [{ benefit: 'none' }] }), `ENTRY_UNKNOWN ${P}/benefits/0/benefit`],
  ])('refuses %#', (rule, expected) => {
    // A file holds no undefined.
    expect(codes(JSON.parse(JSON.stringify(rule)) as typeof rule)).toContain(expected);
  });
});
