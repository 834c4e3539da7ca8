import { compile, daysOfChange, layer, type Pack } from '.';
import { basePack, mustLayer, mustLoad, packFiles, ruleFile } from './fixtures/packs';

const base = basePack();
const reason = { 'zh-CN': '本县另有规定' };
const pack = (name: string, regionCode: string, rules: string[], manifest: Record<string, unknown> = {}): Pack =>
  mustLoad(
    packFiles(
      name,
      regionCode,
      rules.map((rule) => ruleFile(rule, [], { amount: 7 })),
      manifest,
    ),
    [base],
  );

function conflicts(...packs: Pack[]) {
  const layered = layer(packs);
  return layered.ok ? [] : layered.problems.map(({ code, file, path, params }) => [code, file, path, params]);
}

describe('layer', () => {
  it('adds, overrides and switches off, and says from which layer each rule comes', () => {
    const hebei = pack('hebei', '13', ['street-duty'], { extends: { name: 'base', version: '^1.0.0' } });
    const renqiu = pack('renqiu', '130982', ['service-hours'], {
      overrides: [{ rule: 'service-hours', reason }],
      off: [{ rule: 'five-star-bonus', reason }],
    });
    const set = mustLayer(renqiu, base, hebei);
    const awards = set.rules.filter(({ rule }) => rule.event.type === 'award');
    expect(awards.map(({ rule, pack: name, layer: level, change }) => [rule.name, name, level, change])).toEqual([
      ['resident-rating', 'base', 'national', 'added'],
      ['service-hours', 'renqiu', 'county', 'overrode'],
      ['street-duty', 'hebei', 'province', 'added'],
    ]);
    expect(set.off.map(({ was, pack: by }) => [was.rule.name, was.pack, by])).toEqual([
      ['five-star-bonus', 'base', 'renqiu'],
    ]);
    expect(awards[1]?.reason).toEqual(reason);
    const facts = { occasion: 'confirmed', 'subject.kind': 'volunteer' };
    expect(compile(set)(facts).map(({ rule, amount, layer: level }) => [rule, amount, level])).toEqual([
      ['service-hours', 7, 'county'],
      ['street-duty', 7, 'province'],
    ]);
  });

  it('refuses conflicts and names both packs', () => {
    expect(conflicts(base, pack('renqiu', '130982', ['service-hours']))).toEqual([
      [
        'LAYER_RULE_TAKEN',
        'renqiu/rules/award-service-hours.json',
        '/name',
        { rule: 'service-hours', pack: 'renqiu', other: 'base' },
      ],
    ]);
    expect(conflicts(base, pack('shanxi', '14', []), pack('renqiu', '130982', []))).toEqual([
      [
        'LAYER_NOT_A_CHAIN',
        'renqiu/pack.json',
        '/regionCode',
        { pack: 'renqiu', other: 'shanxi', regionCode: '130982', otherCode: '14' },
      ],
    ]);
    expect(conflicts(base, pack('a', '13', []), pack('b', '13', []))).toMatchObject([
      ['LAYER_SAME_REGION', 'b/pack.json', '/regionCode', { other: 'a' }],
    ]);
    expect(conflicts(base, pack('a', '13', [], { extends: { name: 'base', version: '^1.1.0' } }))).toMatchObject([
      ['LAYER_PARENT_MISSING', 'a/pack.json', '/extends', {}],
    ]);
    expect(conflicts(base, pack('a', '13', [], { off: [{ rule: 'nothing', reason }] }))).toMatchObject([
      ['LAYER_NOTHING_TO_CHANGE', 'a/pack.json', '/off/0/rule', {}],
    ]);
    expect(conflicts(base, pack('a', '13', ['nothing'], { overrides: [{ rule: 'nothing', reason }] }))).toMatchObject([
      ['LAYER_NOTHING_TO_CHANGE', 'a/pack.json', '/overrides/0/rule', {}],
    ]);
  });

  it('leaves out what is not in force on a day, and the changes of it', () => {
    const later = { ...ruleFile('later'), effectiveFrom: '2025-01-01' };
    const hebei = mustLoad(packFiles('hebei', '13', [ruleFile('now'), later]), [base]);
    const changes = { off: [{ rule: 'later', reason }], overrides: [{ rule: 'now', reason }] };
    const renqiu = mustLoad(packFiles('renqiu', '130982', [ruleFile('now')], changes), [base, hebei]);
    const on = (day: string, ...packs: Pack[]) => {
      const layered = layer(packs, { on: day });
      return layered.ok ? layered.ruleSet.rules.filter(({ pack: name }) => name !== 'base').length : layered.problems;
    };
    expect([on('2024-06-01', base, hebei, renqiu), on('2025-06-01', base, hebei, renqiu)]).toEqual([1, 1]);
    const newHebei = mustLoad(
      packFiles('hebei', '13', [ruleFile('now'), ruleFile('later')], { effectiveFrom: '2025-01-01' }),
      [base],
    );
    expect(on('2024-06-01', base, newHebei, renqiu)).toBe(1);
  });

  it('lets nobody define a fact again', () => {
    const files = packFiles('a', '13', []);
    const facts = [{ name: 'occasion', kind: 'given', type: 'string' }];
    const texts = { 'fact.occasion.title': '时点' };
    const alone = mustLoad({ ...files, 'catalogue/facts.json': { facts }, 'locales/zh-CN.json': texts });
    expect(conflicts(base, alone)).toEqual([
      ['LAYER_FACT_CHANGED', 'a/catalogue/facts.json', '/facts/0/name', { fact: 'occasion', pack: 'a', other: 'base' }],
    ]);
  });

  it('finds ties of priority between packs', () => {
    const grouped = (name: string, regionCode: string, rule: string) =>
      mustLoad(packFiles(name, regionCode, [ruleFile(rule, [], { group: 'service' })]), [base]);
    expect(conflicts(base, grouped('a', '13', 'x'), grouped('b', '1309', 'y'))).toEqual([
      ['PRIORITY_TIE', 'b/rules/award-y.json', '/priority', { rule: 'y', other: 'x', group: 'service', priority: 100 }],
    ]);
  });

  it('lets only the first rule of a group count', () => {
    const rules = [
      ruleFile('default', [], { group: 'g', amount: 1 }, 10),
      ruleFile(
        'urgent',
        [{ fact: 'order.priority', operator: 'equal', value: 'urgent' }],
        { group: 'g', amount: 2 },
        20,
      ),
    ];
    const decide = compile(mustLayer(base, mustLoad(packFiles('a', '13', rules), [base])));
    const amounts = (priority: string) =>
      decide({ occasion: 'confirmed', 'subject.kind': 'volunteer', 'order.priority': priority })
        .filter(({ pack: name }) => name === 'a')
        .map(({ rule, amount }) => [rule, amount]);
    expect(amounts('urgent')).toEqual([['urgent', 2]]);
    expect(amounts('normal')).toEqual([['default', 1]]);
  });
});

it('a day in the last year there is has no day after it', () => {
  const forever = pack('forever', '13', ['street-duty'], { effectiveTo: '9999-12-31' });
  expect(daysOfChange([forever])).toEqual([forever.manifest.effectiveFrom]);
});
