import {
  diff,
  type Facts,
  layersByDay,
  lookupIn,
  MomentError,
  type Pack,
  packTexts,
  say,
  simulate,
  type SimulatedEvent,
} from '..';
import { kindFiles, NOW, ruleOf } from '../fixtures/kinds';
import { basePack, mustLayer, mustLoad, packFiles, readFolder, ruleFile, sharedTexts } from '../fixtures/packs';

const base = basePack();
const reason = { 'zh-CN': '本县另有规定' };
const files = packFiles(
  'renqiu',
  '130982',
  [
    ruleFile('service-hours', [{ fact: 'order.priority', operator: 'equal', value: 'urgent' }], {
      quantity: { fact: 'attendance.minutes' },
      per: 60,
      amount: 2,
      tags: ['hours'],
    }),
  ],
  {
    overrides: [
      { rule: 'service-hours', reason },
      { catalogue: 'assets', entry: 'points', reason },
    ].slice(0, 1),
    off: [{ rule: 'five-star-bonus', reason }],
  },
);
const texts = {
  ...(files['locales/zh-CN.json'] as object),
  'rule.service-hours.title': '服务时长积分',
  'list.teams': '队伍名录',
  'list.teams.law': '法律队',
};
const county = mustLoad(
  {
    ...files,
    'locales/zh-CN.json': texts,
    'catalogue/teams.json': { list: 'teams', entries: [{ code: 'law', cites: [{ source: 's', sentence: 't' }] }] },
  },
  [base],
);
const [before, after] = [mustLayer(base), mustLayer(base, county)];
const words = (language: string) => {
  const lookup = lookupIn(sharedTexts(language), packTexts([base, county], language));
  return diff(before, after).map((change) => say(change.words, lookup));
};

describe('diff', () => {
  it('says nothing of what stays the same', () => {
    expect(diff(before, before)).toEqual([]);
    expect(diff(before, mustLayer(mustLoad(readFolder('rules/base'))))).toEqual([]);
  });

  it('names rules and entries that come, go and change, with both values and the reason', () => {
    const found = diff(before, after);
    expect(found.map(({ what, name, change }) => [what, name, change])).toEqual([
      ['rule', 'five-star-bonus', 'removed'],
      ['rule', 'service-hours', 'changed'],
      ['entry', 'law', 'added'],
    ]);
    expect(found[0]?.reason).toEqual(reason);
    expect(found[1]?.details).toEqual(expect.arrayContaining([{ path: '/event/params/per', before: 30, after: 60 }]));
    expect(diff(after, before).map(({ name, change }) => [name, change])).toEqual([
      ['five-star-bonus', 'added'],
      ['service-hours', 'changed'],
      ['law', 'removed'],
    ]);
  });

  it('is said in both languages', () => {
    expect(words('zh-CN')).toEqual([
      '停用规则《五星评价奖励积分》',
      '修改规则《服务时长积分》：条件由“计分时点为服务确认完成，且计分对象为志愿者”改为“计分时点为服务确认完成，且计分对象为志愿者，且紧急程度为紧急”，“按服务时长计，每 30 分钟记 1 分”改为“按服务时长计，每 60 分钟记 2 分”，标签有调整，取消“每次最多记 16 分”',
      '队伍名录新增“法律队”',
    ]);
    expect(words('en-US')[0]).toBe('The rule “Bonus for a five-star rating” no longer holds');
  });
});

describe('simulate', () => {
  const event = (id: number, person: string, minutes: number, more: Facts = {}): SimulatedEvent => ({
    id: String(id),
    person,
    at: '2024-05-01',
    facts: { occasion: 'confirmed', 'subject.kind': 'volunteer', 'attendance.minutes': minutes, ...more },
  });

  it('says who gains and who loses, how much, and why', () => {
    const events = [
      event(1, 'a', 600, { 'order.priority': 'urgent' }),
      event(2, 'b', 120),
      event(3, 'b', 60),
      event(4, 'c', 60, { 'order.priority': 'urgent' }),
      event(5, 'd', 0),
    ];
    const result = simulate(before, after, events);
    expect(result).toMatchObject({ events: 5, persons: 4, gainers: 1, losers: 1, unchanged: 2 });
    expect(result.totals).toEqual([{ asset: 'points', before: 16 + 4 + 2 + 2, after: 20 + 2 }]);
    expect(result.mostChanged.map(({ person, before: was, after: is }) => [person, was, is])).toEqual([
      ['b', 6, 0],
      ['a', 16, 20],
    ]);
    expect(result.mostChanged[0]?.events.map(({ id }) => id)).toEqual(['2', '3']);
    const lookup = lookupIn(sharedTexts('zh-CN'), packTexts([base, county], 'zh-CN'));
    const [why] = result.mostChanged[1]?.events ?? [];
    expect(why?.before.map((text) => say(text, lookup))[0]).toContain('共记 16 分');
    expect(why?.after.map((text) => say(text, lookup))[0]).toContain('共记 20 分');
  });

  it('decides each event by the rules of its own day', () => {
    const yearly = (year: number, amount: number) => ({
      ...ruleOf('award', `y${year}`, {
        asset: 'points',
        to: 'person',
        quantity: { value: 1 },
        per: 1,
        amount,
        rounding: 'floor',
      }),
      effectiveFrom: `${year}-01-01`,
      effectiveTo: `${year}-12-31`,
    });
    const old = mustLoad(kindFiles([yearly(2024, 1), yearly(2025, 2)]));
    const draft = mustLoad(kindFiles([yearly(2024, 1), yearly(2025, 5)]));
    const days = ['2023-12-31', '2024-12-31T23:59', '2025-01-01', '2025-06-01T08:00'];
    const happened = days.map((at, index) => ({ id: `e${index}`, person: 'p', at, facts: NOW }));
    const byDay = (pack: Pack) => {
      const layered = layersByDay([pack], { anyPack: true });
      return (day: string) => {
        const found = layered(day);
        if (!found.ok) throw new Error(day);
        return found.ruleSet;
      };
    };
    const result = simulate(byDay(old), byDay(draft), happened);
    expect(result.totals).toEqual([{ asset: 'points', before: 0 + 1 + 2 + 2, after: 0 + 1 + 5 + 5 }]);
    expect(result.mostChanged[0]?.events.map(({ id, before: was }) => [id, was.length])).toEqual([
      ['e2', 1],
      ['e3', 1],
    ]);
    expect(() => simulate(mustLayer(old), mustLayer(old), [{ ...happened[0]!, at: '2024-02-30' }])).toThrow(
      MomentError,
    );
  });

  it('shows ten and keeps no more of many', () => {
    const events = Array.from({ length: 3000 }, (_, i) => event(i, `p${i % 300}`, 30 * (i % 7)));
    const result = simulate(before, after, events);
    expect(result.mostChanged).toHaveLength(10);
    expect(result.mostChanged.every(({ events: shown }) => shown.length <= 5)).toBe(true);
    expect(result.totals[0]?.after).toBe(0);
  });
});
