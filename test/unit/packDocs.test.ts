/** docs/packs says everything there is: every file, property, kind, operator, limit, problem code and command. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMANDS } from '../../packages/cli/src/commands';
import { KINDS, loadPack, OPERATORS, PROBLEMS } from '../../packages/rules/src';
import { basePack, packFiles } from '../../packages/rules/src/fixtures/packs';
import { filesUnder, read, REPO } from './support/files';
import { packContents } from './support/packContents';
import { packReference } from './support/packReference';

const PAGES = [
  {
    language: 'en-US',
    guide: 'docs/packs/README.md',
    reference: 'docs/packs/reference.md',
    base: 'docs/packs/base.md',
  },
  {
    language: 'zh-CN',
    guide: 'docs/packs/README.zh-CN.md',
    reference: 'docs/packs/reference.zh-CN.md',
    base: 'docs/packs/base.zh-CN.md',
  },
] as const;

describe.each(PAGES)('docs of packs in $language', ({ language, guide, reference, base }) => {
  it('have a reference that says what the code does', () => {
    const made = packReference(language);
    if (process.env.SIDAN_WRITE_DOCS) writeFileSync(join(REPO, reference), made);
    expect(read(reference)).toBe(made);
  });

  it('say what the base pack has', () => {
    const made = packContents(language);
    if (process.env.SIDAN_WRITE_DOCS) writeFileSync(join(REPO, base), made);
    expect(read(base)).toBe(made);
  });

  it('name every property, kind, operator, problem and command', () => {
    const text = read(reference);
    const names = new Set<string>();
    const walk = (schema: unknown): void => {
      if (typeof schema !== 'object' || schema === null) return;
      const { properties } = schema as { properties?: object };
      for (const name of Object.keys(properties ?? {})) if (name !== '$schema') names.add(name);
      Object.values(schema).forEach(walk);
    };
    for (const path of filesUnder('packages/rules/schema', /\.json$/)) walk(JSON.parse(read(path)));
    const said = new Set([...text.matchAll(/`[^`]*?([A-Za-z]+)`/g)].map(([, name]) => name!));
    expect([...names].filter((name) => !said.has(name))).toEqual([]);
    const wanted = [...Object.keys(OPERATORS), ...Object.keys(PROBLEMS)];
    expect(wanted.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
    expect(COMMANDS.filter(({ name }) => !text.includes(`\`sidan ${name} `))).toEqual([]);
  });

  it('have an example of each kind in the guide that loads', () => {
    const examples = [...read(guide).matchAll(/```json\n([\s\S]*?)```/g)].map(
      ([, text]) => JSON.parse(text!) as Record<string, never>,
    );
    const rules = examples.filter((example) => 'event' in example) as unknown as {
      name: string;
      event: { type: string };
    }[];
    expect([...new Set(rules.map(({ event }) => event.type))].sort()).toEqual(Object.keys(KINDS).sort());
    const catalogues = examples.filter(
      (example) => !('event' in example) && !('regionCode' in example) && !('cases' in example),
    );
    const files: Record<string, unknown> = {
      ...packFiles('example', '13', []),
      ...Object.fromEntries(rules.map((rule) => [`rules/${rule.event.type}-${rule.name}.json`, rule])),
    };
    for (const catalogue of catalogues) {
      const { list } = catalogue as unknown as { list?: string };
      const [name = ''] = Object.keys(catalogue);
      files[`catalogue/${list ?? (name === 'cards' ? 'scorecards' : name)}.json`] = catalogue;
    }
    for (const example of examples) if ('cases' in example) files['cases/example.json'] = example;
    const loaded = loadPack(files, { parents: [basePack()] });
    // The guide writes no texts out, and names no more than it shows.
    expect(loaded.ok ? [] : loaded.problems.filter(({ code }) => code !== 'TEXT_MISSING')).toEqual([]);
  });
});
