/** What a pack brings, for authors of others: the pages docs/packs/base*.md, made of the pack itself. */
import {
  conditionWords,
  KINDS,
  lookupIn,
  message,
  packTexts,
  say,
  type FactDefinition,
} from '../../../packages/rules/src';
import { basePack } from '../../../packages/rules/src/fixtures/packs';
import { type Language, textsOf } from './texts';

const WORDS = {
  'zh-CN': {
    title: '基础规则包里有什么',
    note: '本页由 `rules/base` 生成，测试保证一致；由 `SIDAN_WRITE_DOCS=1 npx jest test/unit/packDocs.test.ts` 重写。写自己的规则包时，这里的事实可以直接用，规则可以同名替换或停用。',
    rules: '规则',
    ruleHead: '| 规则 | 类别 | 名称 | 条件 | 依据 |',
    facts: '事实',
    factHead: '| 事实 | 名称 | 类型 | 单位 | 取值 | 从哪里来 |',
    sources: '数据源',
    sourceHead: '| 数据源 | 名称 | 字段 |',
    others: '资产、等级、考核表',
    otherHead: '| 目录 | 名称 | 内容 |',
    given: '事件自带',
  },
  'en-US': {
    title: 'What the base pack has',
    note: 'Made of `rules/base`; a test keeps it so. Written by `SIDAN_WRITE_DOCS=1 npx jest test/unit/packDocs.test.ts`. A pack of yours may use these facts as they are, and replace or switch off these rules by name.',
    rules: 'Rules',
    ruleHead: '| rule | kind | title | when | from |',
    facts: 'Facts',
    factHead: '| fact | title | type | unit | values | where it is from |',
    sources: 'Sources',
    sourceHead: '| source | title | fields |',
    others: 'Assets, ladders, score sheets',
    otherHead: '| catalogue | name | what |',
    given: 'comes with the event',
  },
} as const;

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const table = (head: string, rows: readonly (readonly string[])[]): string[] => [
  head,
  head.replace(/[^|]+/g, '---'),
  ...rows.map((row) => `| ${row.map(cell).join(' | ')} |`),
  '',
];

/** One page, in one language. */
export function packContents(language: Language): string {
  const words = WORDS[language];
  const base = basePack();
  const lookup = lookupIn(packTexts([base], language), textsOf(language));
  const text = (key: string, params = {}) => say(message(key, params), lookup);
  const own = (key: string) => base.texts[language]?.[key] ?? base.texts['zh-CN']![key] ?? '';
  const { facts, sources, assets, ladders, scorecards } = base.catalogues;
  const kinds = Object.keys(KINDS);
  const rules = [...base.rules].sort(
    (a, b) => kinds.indexOf(a.value.event.type) - kinds.indexOf(b.value.event.type) || (a.file < b.file ? -1 : 1),
  );
  return [
    `# ${words.title}`,
    '',
    words.note,
    '',
    `## ${words.rules}`,
    '',
    ...table(
      words.ruleHead,
      rules.map(({ value: { name, event, conditions, cites } }) => [
        `\`${name}\``,
        text(`rules.kind.${event.type}`),
        own(`rule.${name}.title`),
        say(conditionWords(conditions), lookup),
        (cites ?? []).map(({ sentence }) => sentence).join(' '),
      ]),
    ),
    `## ${words.facts}`,
    '',
    ...table(
      words.factHead,
      facts.map((fact) => [
        `\`${fact.name}\``,
        own(`fact.${fact.name}.title`),
        fact.type,
        fact.unit ?? '',
        valuesOf(fact),
        originOf(fact, words.given),
      ]),
    ),
    `## ${words.sources}`,
    '',
    ...table(
      words.sourceHead,
      sources.map(({ name, fields }) => [
        `\`${name}\``,
        own(`source.${name}.title`),
        fields.map((field) => `\`${field.name}\``).join(' '),
      ]),
    ),
    `## ${words.others}`,
    '',
    ...table(words.otherHead, [
      ['assets', '`points`', ''],
      ...assets.map(({ name, unit }) => ['assets', `\`${name}\``, unit]),
      ...ladders.map(({ name, levels }) => ['ladders', `\`${name}\``, levels.join(' < ')]),
      ...scorecards.map(({ name, items }) => ['scorecards', `\`${name}\``, items.map(({ code }) => code).join(', ')]),
    ]),
  ].join('\n');
}

const valuesOf = (fact: FactDefinition): string =>
  'values' in fact && fact.values ? fact.values.map((value) => `\`${value}\``).join(' ') : '';

function originOf(fact: FactDefinition, given: string): string {
  if (fact.kind === 'given') return given;
  if (fact.kind === 'derived') return `\`${JSON.stringify(fact.is).replaceAll('"', '')}\``;
  const { source, aggregate, field, window, subject, where } = fact.of;
  const { span, days, previous } = window as { span: string; days?: number; previous?: true };
  const over = fact.over ? ` / ${fact.over.denominator}` : '';
  const filter = where ? ' where …' : '';
  const when = [previous ? 'previous' : '', days ?? '', span].filter(Boolean).join(' ');
  return `\`${aggregate}(${source}${field ? `.${field}` : ''})${over}\`, ${subject}, ${when}${filter}`;
}
