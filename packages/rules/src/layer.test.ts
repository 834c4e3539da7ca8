import { compile, daysOfChange, diff, layer, loadPack, lookupIn, type Pack, packTexts, say } from '.';
import { kindFiles, ruleOf } from './fixtures/kinds';
import { basePack, mustLayer, mustLoad, packFiles, ruleFile, sharedTexts } from './fixtures/packs';

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

  it('stacks packs of one region in the order given', () => {
    const shipped = pack('shipped', '130982', ['street-duty']);
    const overrides = [{ rule: 'street-duty', reason }];
    const [first, second] = ['first', 'second'].map((name) => pack(name, '130982', ['street-duty'], { overrides }));
    const duty = (...packs: Pack[]) => mustLayer(...packs).rules.find(({ rule }) => rule.name === 'street-duty')?.pack;
    expect(duty(shipped, first!, second!, base)).toBe('second');
    expect(duty(shipped, second!, base, first!)).toBe('first');
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
    expect(conflicts(base, pack('a', '13', []), { ...pack('a', '13', []) })).toMatchObject([
      ['LAYER_PACK_TWICE', 'a/pack.json', '/name', { pack: 'a' }],
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

describe('switching off in one entry', () => {
  const ladder = {
    name: 'own',
    subject: 'person',
    levels: ['one', 'two'],
    demotion: 'toFit',
    promotion: 'any',
  };
  const nation = (levels: readonly string[] = ladder.levels) =>
    kindFiles(
      [
        ...levels.map((level) => ruleOf('grade', level, { ladder: 'own', level })),
        ruleOf('score', 'item', { card: 'sheet', item: 'x', method: { constant: 1 } }),
        ruleOf('award', 'gift', {
          ...{ asset: 'points', to: 'person', quantity: { value: 1 }, per: 1, amount: 1, rounding: 'floor' },
          ...{ tags: ['feast'], group: 'g' },
        }),
        ruleOf('flag', 'seen', { code: 'seen', severity: 'info', tags: ['feast'] }),
      ],
      {
        ladders: [{ ...ladder, levels }],
        cards: [{ name: 'sheet', subject: 'site', period: 'year', floor: 0, cap: 1, items: [{ code: 'x' }] }],
      },
    );
  const parent = mustLoad(nation());
  const county = (off: object[], more: Record<string, unknown> = {}) => {
    const loaded = loadPack(
      {
        'pack.json': {
          ...(nation()['pack.json'] as object),
          ...{ name: 'county', regionCode: '130982', off },
        },
        'locales/zh-CN.json': {},
        ...more,
      },
      { parents: [parent] },
    );
    return loaded.ok ? loaded.pack : loaded.problems.map(({ code, path }) => [code, path]);
  };
  const left = (off: object) => {
    const set = mustLayer(parent, county([{ ...off, reason }]) as Pack);
    return [set.rules.map(({ rule }) => rule.name).join(' '), set.entriesOff.map(({ was }) => was.name).join(' ')];
  };

  it('takes all rules of a ladder or a score sheet with it, of an asset, a group or a tag', () => {
    expect(left({ ladder: 'own' })).toEqual(['gift item seen', 'own']);
    expect(left({ card: 'sheet' })).toEqual(['gift one seen two', 'sheet']);
    expect(left({ asset: 'points' })).toEqual(['item one seen two', '']);
    expect(left({ group: 'g' })).toEqual(['item one seen two', '']);
    expect(left({ tag: 'feast' })).toEqual(['item one two', '']);
  });

  it('makes room for a ladder of the same name with rules of the same names', () => {
    const files = nation(['one', 'two', 'three']);
    const texts = files['locales/zh-CN.json'] as object;
    const rules = Object.entries(files).filter(([file]) => file.startsWith('rules/grade-'));
    const own = county([{ ladder: 'own', reason }], {
      ...Object.fromEntries(rules),
      'catalogue/ladders.json': files['catalogue/ladders.json'],
      'locales/zh-CN.json': texts,
    });
    const set = mustLayer(parent, own as Pack);
    expect(set.catalogue.ladders.get('own')?.levels).toHaveLength(3);
    const grades = set.rules.filter(({ rule }) => rule.event.type === 'grade');
    expect(grades.map(({ pack, change }) => [pack, change])).toEqual(Array(3).fill(['county', 'added']));
  });

  it('is refused where there is nothing to switch off, twice the same, or more than one in an entry', () => {
    const nothing = county([{ ladder: 'theirs', reason }]) as Pack;
    expect(conflicts(parent, nothing)).toEqual([
      ['LAYER_NOTHING_SELECTED', 'county/pack.json', '/off/0/ladder', { by: 'ladder', name: 'theirs', pack: 'county' }],
    ]);
    expect(county([1, 2].map(() => ({ tag: 'feast', reason })))).toEqual([['CHANGE_DUPLICATE', '/off/1/tag']]);
    expect(county([{ tag: 'feast', ladder: 'own', reason }])).not.toHaveProperty('manifest');
    expect(county([{ tag: 'feast' }])).not.toHaveProperty('manifest');
  });

  it('says in a difference what went, with what, and why', () => {
    const own = county([{ ladder: 'own', reason }]) as Pack;
    const lookup = lookupIn(sharedTexts('zh-CN'), packTexts([parent], 'zh-CN'));
    const found = diff(mustLayer(parent), mustLayer(parent, own));
    expect(found.map(({ words, reason: why }) => [say(words, lookup), why])).toEqual([
      ['停用规则《one》（随等级体系“own”一并停用）', reason],
      ['停用规则《two》（随等级体系“own”一并停用）', reason],
      ['等级体系取消“own”', reason],
    ]);
  });
});

it('lists are called in a difference what their pack calls them', () => {
  const files = packFiles('hebei', '13', []);
  const texts = { 'list.teams': '队伍名录', 'list.teams.drums': '锣鼓队' };
  const entries = [{ code: 'drums', cites: [{ source: 's', sentence: 's' }] }];
  const list = { ...files, 'catalogue/teams.json': { list: 'teams', entries } };
  const named = mustLoad({ ...list, 'locales/zh-CN.json': texts }, [base]);
  const lookup = lookupIn(sharedTexts('zh-CN'), packTexts([named], 'zh-CN'));
  expect(diff(mustLayer(base), mustLayer(base, named)).map(({ words }) => say(words, lookup))).toEqual([
    '队伍名录新增“锣鼓队”',
  ]);
  const untitled = loadPack({ ...list, 'locales/zh-CN.json': { 'list.teams.drums': '锣鼓队' } }, { parents: [base] });
  expect(untitled.ok ? [] : untitled.problems.map(({ code, params }) => [code, params.key])).toEqual([
    ['TEXT_MISSING', 'list.teams'],
  ]);
});

it('a day in the last year there is has no day after it', () => {
  const forever = pack('forever', '13', ['street-duty'], { effectiveTo: '9999-12-31' });
  expect(daysOfChange([forever])).toEqual([forever.manifest.effectiveFrom]);
});
