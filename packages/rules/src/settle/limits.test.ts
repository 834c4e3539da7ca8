import fc from 'fast-check';
import { compile, MomentError, settle } from '..';
import { kindSet, NOW, ruleOf } from '../fixtures/kinds';
import type { AwardParams, FlagParams, LimitParams } from '../kinds';

const at = '2024-03-05';
const points = (fact: string, extra: Partial<AwardParams> = {}): AwardParams => ({
  asset: 'points',
  to: 'person',
  quantity: { fact },
  per: 1,
  amount: 1,
  rounding: 'floor',
  ...extra,
});
const cap = (
  max: number,
  span: LimitParams['window']['span'],
  used?: string,
  extra: Partial<LimitParams> = {},
): LimitParams => ({
  asset: 'points',
  to: 'person',
  max,
  per: 'person',
  window: { span },
  ...(used ? { used: { fact: used } } : {}),
  overflow: { do: 'drop' },
  ...extra,
});

function settled(rules: Parameters<typeof kindSet>[0], facts: Record<string, number>, catalogues = {}, kind = 'one') {
  const set = kindSet(rules, catalogues);
  const given = { ...NOW, 'subject.kind': kind, ...facts };
  return settle(set, compile(set)(given), given, { at });
}

describe('limits', () => {
  it('are those of 长宁: two hours a day, 600 in a life, the narrower one first', () => {
    const rules = [
      ruleOf('award', 'hours', points('h')),
      ruleOf('limit', 'life', cap(600, 'lifetime', 'life')),
      ruleOf('limit', 'day', cap(2, 'day', 'day')),
    ];
    expect(settled(rules, { h: 3, day: 1, life: 100 })).toMatchObject({
      postings: [{ rule: 'hours', earned: 3, amount: 1, limitedBy: ['day'] }],
      overflow: [{ limit: 'day', rule: 'hours', amount: 2, do: 'drop' }],
    });
    expect(settled(rules, { h: 5, day: 0, life: 599 })).toMatchObject({
      postings: [{ amount: 1, limitedBy: ['day', 'life'] }],
      overflow: [
        { limit: 'day', amount: 3 },
        { limit: 'life', amount: 1 },
      ],
    });
    expect(settled(rules, { h: 1, day: 0, life: 700 }).postings[0]?.amount).toBe(0);
  });

  it('count nothing while it is not known what was counted', () => {
    const rules = [ruleOf('award', 'hours', points('h')), ruleOf('limit', 'day', cap(2, 'day', 'day'))];
    expect(settled(rules, { h: 1 })).toMatchObject({ postings: [{ amount: 0, limitedBy: ['day'] }] });
  });

  it('serve the higher priority first, and pick by tag, group and name', () => {
    const rules = [
      ruleOf('award', 'first', points('a', { tags: ['bonus'] }), [], 200),
      ruleOf('award', 'second', points('b', { group: 'g' }), [], 100),
      ruleOf('award', 'third', points('c'), [], 50),
      ruleOf('limit', 'both', cap(5, 'event', undefined, { of: { tags: ['bonus'], groups: ['g'] } })),
      ruleOf('limit', 'one', cap(1, 'event', undefined, { of: { rules: ['third'] } })),
    ];
    expect(settled(rules, { a: 4, b: 4, c: 4 }).postings.map(({ amount }) => amount)).toEqual([4, 1, 1]);
  });

  it('give the rest to a fund, or to another asset of another fineness', () => {
    const assets = [{ name: 'honour', unit: 'point', scale: 2 }];
    const donate = { do: 'donate', fund: 'elderly' } as const;
    const move = { do: 'move', asset: 'honour' } as const;
    const rules = [
      ruleOf('award', 'hours', points('h')),
      ruleOf('limit', 'event', cap(3, 'event', undefined, { overflow: donate })),
      ruleOf('limit', 'day', cap(2, 'day', 'day', { overflow: move })),
    ];
    expect(settled(rules, { h: 5, day: 0 }, { assets }).overflow).toMatchObject([
      { amount: 2, do: 'donate', fund: 'elderly' },
      { amount: 1, do: 'move', into: { asset: 'honour', amount: 100 } },
    ]);
  });

  it('drop what another asset cannot hold, and say so', () => {
    const assets = [
      { name: 'hour', unit: 'hour', scale: 1 },
      { name: 'star', unit: 'star', scale: 0 },
    ];
    const move = { do: 'move', asset: 'star', account: 'next' } as const;
    const rules = [
      ruleOf('award', 'a', points('a', { asset: 'hour', amount: 0.1 }), [], 900),
      ruleOf('award', 'b', points('b', { asset: 'hour', amount: 0.1 }), [], 800),
      ruleOf('limit', 'event', cap(1, 'event', undefined, { asset: 'hour', overflow: move })),
    ];
    const common = { limit: 'event', asset: 'hour' };
    expect(settled(rules, { a: 25, b: 5 }, { assets }).overflow).toMatchObject([
      { ...common, rule: 'a', amount: 10, do: 'move', account: 'next', into: { asset: 'star', amount: 1 } },
      { ...common, rule: 'a', amount: 5, do: 'drop', tooFineFor: 'star' },
      { ...common, rule: 'b', amount: 5, do: 'drop', tooFineFor: 'star' },
    ]);
  });

  it('bind the account, however awards and limits spell it', () => {
    const holders = ['person', 'volunteer'] as const;
    const ofVolunteers = ruleOf('flag', 'f', { code: 'f', severity: 'info', to: 'volunteer' } as FlagParams).conditions;
    for (const award of holders) {
      for (const limit of holders) {
        const rules = [
          { ...ruleOf('award', 'hours', points('h', { to: award })), conditions: ofVolunteers },
          { ...ruleOf('limit', 'event', cap(2, 'event', undefined, { to: limit })), conditions: ofVolunteers },
        ];
        const { postings } = settled(rules, { h: 5 }, {}, 'volunteer');
        expect(postings).toMatchObject([{ amount: 2, limitedBy: ['event'] }]);
      }
    }
    const ofHousehold = [
      ruleOf('award', 'hours', points('h', { to: 'household' })),
      ruleOf('limit', 'event', cap(2, 'event', undefined, { to: 'person' })),
    ];
    expect(settled(ofHousehold, { h: 5 }).postings[0]?.amount).toBe(5);
  });

  it('never create or lose anything, keep each cap, and do not depend on the order in which limits are named', () => {
    const spans = fc.constantFrom('event', 'day', 'month', 'year', 'lifetime');
    const limits = fc.uniqueArray(fc.record({ max: fc.nat(30), span: spans, used: fc.nat(20) }), {
      selector: ({ span }) => span,
      maxLength: 5,
    });
    fc.assert(
      fc.property(fc.array(fc.nat(20), { minLength: 1, maxLength: 4 }), limits, (earned, caps) => {
        const awards = earned.map((_, index) => ruleOf('award', `a${index}`, points(`q${index}`), [], 900 - index));
        const rules = caps.map(({ max, span }, index) => ruleOf('limit', `l${index}`, cap(max, span, `u${index}`)));
        const facts = Object.fromEntries([
          ...earned.map((value, index) => [`q${index}`, value]),
          ...caps.map(({ used }, index) => [`u${index}`, used]),
        ]) as Record<string, number>;
        const { postings, overflow } = settled([...awards, ...rules], facts);
        for (const posting of postings) {
          const off = overflow.filter(({ rule }) => rule === posting.rule).reduce((sum, { amount }) => sum + amount, 0);
          expect(posting.amount + off).toBe(posting.earned);
          expect(posting.amount).toBeGreaterThanOrEqual(0);
        }
        const total = postings.reduce((sum, { amount }) => sum + amount, 0);
        for (const { max, used } of caps) expect(total).toBeLessThanOrEqual(Math.max(0, max - used));
        const room = Math.min(...caps.map(({ max, used }) => Math.max(0, max - used)));
        expect(total).toBe(
          Math.min(
            room,
            earned.reduce((sum, value) => sum + value, 0),
          ),
        );
      }),
      { numRuns: 60 },
    );
  });
});

describe('a moment', () => {
  const rules = [ruleOf('award', 'hours', points('h', { expires: { after: { days: 1 } } }))];
  const set = kindSet(rules);
  const facts = { ...NOW, h: 1 };
  const settleAt = (moment: string) => settle(set, compile(set)(facts), facts, { at: moment }).postings[0]?.expires;

  it('that does not exist, or that is not said in the time of the county, is an error with a code and never a guess', () => {
    const wrong = ['', 'soon', '2024-02-30', '2024-03-05T25:00', '2024-03-05T20:00Z', '2024-03-05T20:00:00+08:00'];
    for (const moment of wrong) {
      expect(() => settleAt(moment)).toThrow(MomentError);
      expect(() => settleAt(moment)).toThrow(expect.objectContaining({ code: 'MOMENT_INVALID', at: moment }) as Error);
    }
    expect(() => settle(set, [], facts, {} as { at: string })).toThrow(MomentError);
  });

  it('is a day, or a day with a time', () => {
    expect(['2024-02-29', '2024-02-29T23:59', '2024-02-29T23:59:59.999'].map(settleAt)).toEqual([
      '2024-02-29',
      '2024-02-29',
      '2024-02-29',
    ]);
  });
});

describe('what stops or delays a posting', () => {
  it('is a standing, which takes no room, or a flag', () => {
    const rules = [
      ruleOf('award', 'hours', points('h')),
      ruleOf('award', 'time', { ...points('h'), asset: 'time' }),
      ruleOf('limit', 'event', cap(2, 'event')),
      ruleOf('standing', 'complaint', { action: 'zero', assets: ['points'] }, [
        { fact: 'complaints', operator: 'greaterThan', value: 0 },
      ]),
      ruleOf('flag', 'long', { code: 'longHours', severity: 'hold', holds: 'time' }),
    ];
    const assets = [{ name: 'time', unit: 'minute', scale: 0 }];
    expect(settled(rules, { h: 5, complaints: 1 }, { assets }).postings).toMatchObject([
      { rule: 'hours', earned: 5, amount: 0, stoppedBy: 'complaint', limitedBy: [], heldBy: [] },
      { rule: 'time', amount: 5, heldBy: ['long'] },
    ]);
    expect(settled(rules, { h: 5, complaints: 0 }, { assets }).postings[0]).toMatchObject({ amount: 2 });
  });
});
