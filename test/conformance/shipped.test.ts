/**
 * Every shipped pack and every example: the stock json-rules-engine loads the rule files as they lie on the disk, and finds on
 * every case what the closure and the SQL find.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Engine, type RuleProperties } from 'json-rules-engine';
import {
  compile,
  compileMatch,
  type Facts,
  layer,
  loadPack,
  type Pack,
  type RuleSet,
  runCases,
} from '../../packages/rules/src';
import { jsonFacts } from '../../packages/rules/src/sql/access';
import { decideSql, matchSql } from '../../packages/rules/src/sql/decide';
import { param, sql } from '../../packages/rules/src/sql/fragment';
import { usePostgres } from './database';

jest.setTimeout(240_000);
const ROOT = path.join(__dirname, '../..');

interface Shipped {
  folder: string;
  files: Record<string, unknown>;
  manifest: { name: string; extends?: { name: string } };
}

const shipped = ['rules', 'examples/packs'].flatMap((room) => {
  const folder = path.join(ROOT, room);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => existsSync(path.join(folder, name, 'pack.json')))
    .map((name): Shipped => {
      const files = filesOf(path.join(folder, name));
      return { folder: `${room}/${name}`, files, manifest: files['pack.json'] as Shipped['manifest'] };
    });
});

function filesOf(folder: string): Record<string, unknown> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  return Object.fromEntries(
    names.map((name) => [name, JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as unknown]),
  );
}

const loaded = new Map<string, { pack: Pack; parents: Pack[]; files: Record<string, unknown> }>();

/** The pack with its parents, from the nation down. @throws with all problems of the first that has some */
function load({ files, manifest }: Shipped): { pack: Pack; parents: Pack[]; files: Record<string, unknown> } {
  const known = loaded.get(manifest.name);
  if (known) return known;
  const above = shipped.find((other) => other.manifest.name === manifest.extends?.name);
  const parent = above && load(above);
  const parents = parent ? [...parent.parents, parent.pack] : [];
  const result = loadPack(files, { parents });
  if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 2));
  const found = { pack: result.pack, parents, files };
  loaded.set(manifest.name, found);
  return found;
}

const database = usePostgres();

it('there are packs to try', () => expect(shipped.map(({ folder }) => folder)).toContain('rules/base'));

describe.each(shipped.map((one) => [one.folder, one] as const))('%s', (_, one) => {
  it('is read by the stock engine unchanged, which agrees with both compilers on all cases', async () => {
    const { pack, parents, files } = load(one);
    const packs = [...parents, pack];
    const layered = layer(packs);
    if (!layered.ok) throw new Error(JSON.stringify(layered.problems, null, 2));
    const { ruleSet } = layered;
    const raw = rawRules(ruleSet, [...parents.map(({ manifest }) => loaded.get(manifest.name)!.files), files]);
    const { results } = runCases(pack, parents);
    const events = results.map(({ facts }) => facts);
    const stock: string[][] = [];
    for (const facts of events) stock.push(await byStock(ruleSet, raw, facts));
    const match = compileMatch(ruleSet);
    expect(events.map((facts) => match(facts).map(({ rule }) => rule.name))).toEqual(stock);
    expect(await matched(ruleSet, events)).toEqual(stock.map((names) => [...names].sort()));
    expect(await awards(ruleSet, events)).toEqual(awardsByClosure(ruleSet, events));
  });
});

/** The rules in force as they lie on the disk. */
function rawRules({ rules }: RuleSet, folders: readonly Record<string, unknown>[]): RuleProperties[] {
  return rules.map(({ file, rule }) => {
    const found = folders
      .map((files) => files[file] as RuleProperties | undefined)
      .reverse()
      .find((raw) => raw?.name === rule.name);
    expect(found).toEqual(rule);
    return found!;
  });
}

async function byStock(ruleSet: RuleSet, raw: readonly RuleProperties[], facts: Facts): Promise<string[]> {
  const known = Object.entries(facts).filter(([, value]) => value !== null && value !== undefined);
  const { results } = await new Engine([...raw], { allowUndefinedFacts: true }).run(Object.fromEntries(known));
  const fired = new Set(results.map(({ name }) => name));
  const taken = new Set<string>();
  return ruleSet.rules
    .filter(({ rule }) => {
      const { type, params } = rule.event;
      const group = params.group === undefined ? undefined : `${type} ${params.group}`;
      if (!fired.has(rule.name) || (group !== undefined && taken.has(group))) return false;
      if (group !== undefined) taken.add(group);
      return true;
    })
    .map(({ rule }) => rule.name);
}

const bindingOf = (events: readonly Facts[]) => ({
  events: {
    from: sql`unnest(${param(
      events.map((facts) => JSON.stringify(facts)),
      'text[]',
    )}::jsonb[]) with ordinality as e(facts, place)`,
    id: sql`e.place`,
    at: sql`now()`,
  },
  facts: jsonFacts(sql`e.facts`),
});

async function matched(ruleSet: RuleSet, events: readonly Facts[]): Promise<string[][]> {
  const { text, values } = matchSql(ruleSet, bindingOf(events));
  const { rows } = await database().query<{ id: string; rule: string }>(text, [...values]);
  return events.map((_, place) =>
    rows
      .filter(({ id }) => Number(id) === place + 1)
      .map(({ rule }) => rule)
      .sort(),
  );
}

type Awarded = { event: number; rule: string; amount: number; factsSeen: unknown; steps: unknown };

async function awards(ruleSet: RuleSet, events: readonly Facts[]): Promise<Awarded[]> {
  const { text, values } = decideSql(ruleSet, bindingOf(events));
  const { rows } = await database().query<{
    id: string;
    rule: string;
    amount: string;
    facts_seen: unknown;
    steps: unknown;
  }>(text, [...values]);
  return inOrder(
    rows.map(({ id, rule, amount, facts_seen: factsSeen, steps }) => ({
      event: Number(id) - 1,
      rule,
      amount: Number(amount),
      factsSeen,
      steps,
    })),
  );
}

function awardsByClosure(ruleSet: RuleSet, events: readonly Facts[]): Awarded[] {
  const decide = compile(ruleSet);
  const all = events.flatMap((facts, event) =>
    decide(facts)
      .filter(({ kind }) => kind === 'award')
      .map(({ rule, amount, factsSeen, steps }) => ({ event, rule, amount, factsSeen, steps })),
  );
  return inOrder(JSON.parse(JSON.stringify(all)) as Awarded[]);
}

const inOrder = (list: Awarded[]): Awarded[] =>
  list.sort((a, b) => a.event - b.event || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0));
