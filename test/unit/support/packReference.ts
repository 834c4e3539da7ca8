/** The reference pages of docs/packs, made of what the code itself goes by: schemas, operators, problems and commands. */
import { COMMANDS } from '../../../packages/cli/src/commands';
import { CATALOGUES, KINDS, LIMITS, OPERATORS, PROBLEMS, WARNINGS } from '../../../packages/rules/src';
import { ARCHIVE_LIMITS } from '../../../packages/rules/src/archive';
import { filesUnder, readJson } from './files';
import { type Language, textsOf } from './texts';

type Schema = Record<string, unknown>;

const WORDS = {
  'zh-CN': {
    title: '规则包参考',
    note: '本页由格式说明（`packages/rules/schema`）、运算符、问题代码和命令生成，测试保证与程序一致；由 `SIDAN_WRITE_DOCS=1 npx jest test/unit/packDocs.test.ts` 重写。',
    files: '文件格式',
    kinds: '结果类别',
    operators: '运算符',
    operatorHead: '| 运算符 | 意思 | 用于 |',
    head: '| 属性 | 名称 | 类型和取值 | 必填 |',
    yes: '是',
    limits: '上限',
    limitHead: '| 上限 | 值 |',
    problems: '问题代码',
    problemHead: '| 代码 | 原因 | 改法 |',
    warning: '（提醒）',
    commands: '命令',
    commandHead: '| 命令 | 作用 | 示例 |',
  },
  'en-US': {
    title: 'Reference of rule packs',
    note: 'Made of the schemas (`packages/rules/schema`), operators, problem codes and commands; a test keeps it so. Written by `SIDAN_WRITE_DOCS=1 npx jest test/unit/packDocs.test.ts`.',
    files: 'Files',
    kinds: 'Outcome kinds',
    operators: 'Operators',
    operatorHead: '| operator | meaning | for |',
    head: '| property | name | type and values | required |',
    yes: 'yes',
    limits: 'Limits',
    limitHead: '| limit | value |',
    problems: 'Problem codes',
    problemHead: '| code | cause | remedy |',
    warning: ' (warning)',
    commands: 'Commands',
    commandHead: '| command | what it does | example |',
  },
} as const;

/** One page, in one language. */
export function packReference(language: Language): string {
  const words = WORDS[language];
  const texts = textsOf(language);
  const kinds = Object.keys(KINDS);
  const others = filesUnder('packages/rules/schema', /\.json$/)
    .map((path) => path.replace(/^.*\/|\.schema\.json$/g, ''))
    .filter((name) => !kinds.includes(name));
  const section = (name: string, title: string) => [`### \`${title}\``, '', ...schemaTable(name, language), ''];
  return [
    `# ${words.title}`,
    '',
    words.note,
    '',
    `## ${words.files}`,
    '',
    ...others.flatMap((name) => section(name, fileOf(name))),
    `## ${words.kinds}`,
    '',
    ...kinds.flatMap((kind) => section(kind, kind)),
    `## ${words.operators}`,
    '',
    words.operatorHead,
    '|---|---|---|',
    ...Object.entries(OPERATORS).map(
      ([name, { facts }]) => `| \`${name}\` | ${cell(texts[`rules.operator.${name}`])} | ${facts.join(', ')} |`,
    ),
    '',
    `## ${words.limits}`,
    '',
    words.limitHead,
    '|---|---|',
    ...Object.entries({ ...ARCHIVE_LIMITS, ...LIMITS }).map(([name, value]) => `| \`${name}\` | ${value} |`),
    '',
    `## ${words.commands}`,
    '',
    words.commandHead,
    '|---|---|---|',
    ...COMMANDS.map(
      ({ name, args, summary, example }) => `| \`sidan ${name} ${args}\` | ${cell(texts[summary])} | \`${example}\` |`,
    ),
    '',
    ...COMMANDS.flatMap(({ name, options }) =>
      options.map(({ flags, text }) => `- \`sidan ${name} ${flags}\`: ${texts[text]}`),
    ),
    '',
    `## ${words.problems}`,
    '',
    words.problemHead,
    '|---|---|---|',
    ...Object.keys(PROBLEMS).map((code) => {
      const warning = (WARNINGS as ReadonlySet<string>).has(code) ? words.warning : '';
      const [cause, remedy] = ['cause', 'remedy'].map((part) => cell(texts[`rules.problem.${code}.${part}`]));
      return `| \`${code}\`${warning} | ${cause} | ${remedy} |`;
    }),
    '',
  ].join('\n');
}

function fileOf(name: string): string {
  if (name in CATALOGUES) return `catalogue/${name}.json`;
  const files: Record<string, string> = {
    pack: 'pack.json',
    rule: 'rules/<kind>-<name>.json',
    cases: 'cases/*.json',
    texts: 'locales/<language>.json',
    list: 'catalogue/<list>.json',
  };
  return files[name] ?? name;
}

function schemaTable(name: string, language: Language): string[] {
  const schema = readJson<Schema>(`packages/rules/schema/${name}.schema.json`);
  const texts = textsOf(language);
  const rows = propertiesOf(schema, '').map(({ path, leaf, schema: part, required }) => {
    const description = language === 'en-US' && typeof part.description === 'string' ? `: ${part.description}` : '';
    const label = `${texts[`rules.param.${leaf}`] ?? ''}${description}`;
    return `| \`${path}\` | ${cell(label)} | ${cell(typeOf(part))} | ${required ? WORDS[language].yes : ''} |`;
  });
  const definitions = Object.entries((schema.definitions ?? {}) as Record<string, Schema>).flatMap(
    ([definition, part]) =>
      propertiesOf(part, `#${definition}`).map(
        ({ path, leaf, schema: inner, required }) =>
          `| \`${path}\` | ${cell(texts[`rules.param.${leaf}`] ?? '')} | ${cell(typeOf(inner))} | ${required ? WORDS[language].yes : ''} |`,
      ),
  );
  return [WORDS[language].head, '|---|---|---|---|', ...rows, ...definitions];
}

interface Row {
  readonly path: string;
  readonly leaf: string;
  readonly schema: Schema;
  readonly required: boolean;
}

/** All properties, those inside of lists and alternatives too. */
function propertiesOf(schema: Schema, at: string): Row[] {
  const required = new Set((schema.required ?? []) as string[]);
  const own = Object.entries((schema.properties ?? {}) as Record<string, Schema | boolean>).flatMap(
    ([leaf, part]): Row[] => {
      if (leaf === '$schema' || typeof part === 'boolean') return [];
      const path = at ? `${at}.${leaf}` : leaf;
      return [{ path, leaf, schema: part, required: required.has(leaf) }, ...propertiesOf(part, path)];
    },
  );
  const inside = [schema.items, schema.additionalProperties]
    .filter(isSchema)
    .flatMap((part) => propertiesOf(part, `${at}[]`));
  const alternatives = ['oneOf', 'anyOf', 'allOf'].flatMap((key) =>
    ((schema[key] ?? []) as Schema[]).filter(isSchema).flatMap((part) => propertiesOf(part, at)),
  );
  const seen = new Set<string>();
  return [...own, ...inside, ...alternatives].filter(({ path }) => !seen.has(path) && seen.add(path));
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null;
}

function typeOf(schema: Schema): string {
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => `\`${String(value)}\``).join(', ');
  if (schema.const !== undefined) return `\`${String(schema.const)}\``;
  if (typeof schema.$ref === 'string')
    return schema.$ref.replace(/^.*#\/definitions\//, '#').replace('.schema.json', '');
  const limits = (['minimum', 'exclusiveMinimum', 'maximum', 'minItems', 'maxItems', 'maxLength'] as const)
    .filter((key) => schema[key] !== undefined)
    .map((key) => `${key} ${String(schema[key])}`);
  return [Array.isArray(schema.type) ? schema.type.join(', ') : String(schema.type ?? ''), ...limits]
    .filter(Boolean)
    .join(', ');
}

const cell = (text = ''): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
