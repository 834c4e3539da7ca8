import { Engine, type RuleProperties } from 'json-rules-engine';
import { compile, evaluate, explain, lookupIn, type Outcome, packTexts, runCases, say } from '.';
import { basePack, mustLayer, mustLoad, packFiles, readFolder, ruleFile, sharedTexts } from './fixtures/packs';

const base = basePack();
const ruleSet = mustLayer(base);
const decide = compile(ruleSet);

function sentence(outcome: Outcome, language: string, packs = [base]): string {
  return say(explain(outcome), lookupIn(sharedTexts(language), packTexts(packs, language)));
}

const service = { occasion: 'confirmed', 'subject.kind': 'volunteer', 'attendance.minutes': 125 };

describe('the base pack', () => {
  it('passes its own cases, which cover every rule and cite their source', () => {
    const report = runCases(base);
    expect(report.results.filter(({ passed }) => !passed)).toEqual([]);
    expect(report).toMatchObject({ passed: true, uncovered: [], problems: [] });
    expect(report.results).toHaveLength(base.cases.length);
  });

  it('gives the same events in a stock engine that knows nothing of Sidan', async () => {
    const files = Object.entries(readFolder('rules/base')).filter(([name]) => name.startsWith('rules/'));
    for (const { facts: seen, fired } of runCases(base).results) {
      const engine = new Engine(files.map(([, rule]) => rule as RuleProperties));
      const facts = Object.fromEntries(base.facts.map(({ name }) => [name, seen[name] ?? null]));
      const { results } = await engine.run(facts);
      expect(results.map(({ name }) => name).sort()).toEqual([...fired].sort());
      expect(await evaluate(ruleSet, seen)).toEqual(decide(seen));
    }
  });

  it('puts every team of the trade before every other: all that else speaks for or against a team weighs less together', () => {
    const most = new Map<string, number>();
    for (const { rule } of ruleSet.rules) {
      // In an emergency it is the nearest first.
      if (rule.name.startsWith('emergency-')) continue;
      const params = rule.event.params as { effect?: string; weight?: number; by?: { cap: number } };
      if (params.effect === 'prefer') most.set(rule.name, Math.abs(params.by?.cap ?? params.weight!));
    }
    const trade = most.get('same-category')!;
    most.delete('same-category');
    expect(most.size).toBeGreaterThan(5);
    expect([...most.values()].reduce((sum, one) => sum + one, 0)).toBeLessThan(trade);
  });

  it('records what a decision rests on', () => {
    expect(decide(service)).toEqual([
      {
        kind: 'award',
        rule: 'service-hours',
        pack: 'base',
        packVersion: '1.0.0',
        layer: 'national',
        params: expect.objectContaining({ asset: 'points', to: 'volunteer' }),
        amount: 4,
        measure: { asset: 'points', unit: 'point', scale: 0 },
        factsSeen: { 'attendance.minutes': 125, occasion: 'confirmed', 'subject.kind': 'volunteer' },
        steps: [
          { op: 'quantity', fact: 'attendance.minutes', unit: 'minute', result: 125 },
          { op: 'blocks', per: 30, unit: 'minute', rounding: 'floor', rounded: true, result: 4 },
          { op: 'rate', amount: 1, result: 4 },
        ],
      },
    ]);
  });
});

describe('explanation', () => {
  const said = (facts: Record<string, string | number | null>, language: string) =>
    decide(facts).map((outcome) => sentence(JSON.parse(JSON.stringify(outcome)) as Outcome, language));

  it('is a sentence that a resident understands', () => {
    expect(said(service, 'zh-CN')).toEqual([
      '参加志愿服务，服务时长 125 分钟，每 30 分钟记 1 分，不足 30 分钟的部分不计，共记 4 分（依据：基础规则包 1.0.0《服务时长积分》）',
    ]);
    expect(said(service, 'en-US')).toEqual([
      'Took part in a volunteer service; Service time: 125 min; points for every 30 min: 1; a remainder of less than 30 min is not counted; points counted: 4 (under Base rules 1.0.0, “Points for service time”)',
    ]);
  });

  it('names the cap, the bonus and what was missing', () => {
    expect(said({ ...service, 'attendance.minutes': 600 }, 'zh-CN')).toEqual([
      '参加志愿服务，服务时长 600 分钟，每 30 分钟记 1 分，每次最多记 16 分，共记 16 分（依据：基础规则包 1.0.0《服务时长积分》）',
    ]);
    expect(said({ occasion: 'rated', 'subject.kind': 'volunteer', 'rating.score': 5 }, 'zh-CN')).toEqual([
      '服务获得群众五星评价，记 1 分（依据：基础规则包 1.0.0《五星评价奖励积分》）',
    ]);
    expect(said({ occasion: 'rated', 'subject.kind': 'resident' }, 'zh-CN')).toEqual([
      '对本次服务作出评价，记 1 分（依据：基础规则包 1.0.0《群众评单积分》）',
    ]);
    expect(said({ ...service, 'attendance.minutes': null }, 'zh-CN')).toEqual([
      '参加志愿服务，没有服务时长记录，本次未计分（依据：基础规则包 1.0.0《服务时长积分》）',
    ]);
  });

  it('names coefficients and their rounding', () => {
    const rule = ruleFile('weighted', [], {
      quantity: { fact: 'attendance.minutes' },
      per: 60,
      rounding: 'nearest',
      coefficient: [
        { fact: 'order.priority', table: { urgent: 1.2 } },
        { fact: 'rating.score', table: { '5': 2 } },
      ],
    });
    const county = mustLoad(packFiles('renqiu', '130982', [rule]), [base]);
    const [, outcome] = compile(mustLayer(base, county))({ ...service, 'order.priority': 'urgent' });
    expect(outcome && sentence(outcome, 'zh-CN', [base, county])).toBe(
      'weighted，服务时长 125 分钟，每 60 分钟记 1 分，不足 60 分钟的部分四舍五入，紧急程度为“紧急”，乘以系数 1.2，不足 1 分的四舍五入，共记 2 分（依据：renqiu 1.0.0《weighted》）',
    );
  });

  it('still says something when a text is gone', () => {
    const [outcome] = decide(service);
    expect(outcome && say(explain(outcome), lookupIn(sharedTexts('zh-CN')))).toContain('《service-hours》');
  });
});
