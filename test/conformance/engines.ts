/**
 * The three ways to decide, side by side on the same rules and facts: the stock json-rules-engine, our closure, our SQL on a
 * real PostgreSQL. Many packs go into one query.
 */
import { Engine, type RuleProperties } from 'json-rules-engine';
import type { Client } from 'pg';
import {
  compile,
  compileAmounts,
  compileMatch,
  derive,
  type Facts,
  type Rule,
  type RuleSet,
} from '../../packages/rules/src';
import { checkConditions } from '../../packages/rules/src/load/checkConditions';
import { byPriority } from '../../packages/rules/src/layers/rules';
import { type Access, columnFacts, type ColumnType, jsonFacts } from '../../packages/rules/src/sql/access';
import { amountsSql, decideSql, matchSql } from '../../packages/rules/src/sql/decide';
import type { PopulationBinding } from '../../packages/rules/src/sql/decision';
import { type Fragment, id, join, param, sql } from '../../packages/rules/src/sql/fragment';
import { CATALOGUE, type DrawnRule, FACTS } from './drawn';

/** One pack with events to decide. */
export interface Trial {
  readonly ruleSet: RuleSet;
  readonly rules: readonly DrawnRule[];
  readonly events: readonly Facts[];
  /** Whether every event brings only what the catalogue says, so that it can stand in typed columns. */
  readonly typed: boolean;
}

/** A rule that fired, and how much it gives. */
export interface Awarded {
  readonly rule: string;
  readonly amount: number;
}

/** What one engine makes of one event, written down in one way. */
export interface Decided extends Awarded {
  readonly factsSeen: unknown;
  readonly steps: unknown;
}

/** @throws when a drawn rule is one that a pack could not contain */
export function ruleSetOf(rules: readonly DrawnRule[]): RuleSet {
  const none = new Map();
  const catalogue = {
    facts: CATALOGUE,
    sources: none,
    cycles: none,
    assets: none,
    ladders: none,
    scorecards: none,
    benefits: none,
    lists: none,
  };
  const effective = rules.map((rule) => {
    const problems = checkConditions(rule.conditions, rule.name, '/conditions', CATALOGUE);
    if (problems.length > 0) throw new Error(JSON.stringify({ rule, problems }));
    const origin = { file: rule.name, pack: 'drawn', packVersion: '1.0.0', layer: 'county', change: 'added' } as const;
    return { rule: rule as unknown as Rule, ...origin };
  });
  return {
    packs: [],
    rules: effective.sort(byPriority),
    off: [],
    catalogue,
    entries: [],
    entriesOff: [],
    facts: CATALOGUE,
    sources: none,
    cycles: none,
  };
}

/** The names of the rules that the stock engine fires, of each group only the first, by falling priority. */
export async function byStock({ rules }: Trial, facts: Facts): Promise<string[]> {
  const complete = derive(CATALOGUE, facts);
  const known = Object.fromEntries(
    Object.entries(complete).filter(([, value]) => value !== null && value !== undefined),
  );
  const engine = new Engine(rules as unknown as RuleProperties[], { allowUndefinedFacts: true });
  const { results } = await engine.run(known);
  const fired = new Set(results.map(({ name }) => name));
  const taken = new Set<unknown>();
  return [...rules]
    .sort((a, b) => b.priority - a.priority)
    .filter(({ name, event: { params } }) => {
      if (!fired.has(name) || (params.group !== undefined && taken.has(params.group))) return false;
      taken.add(params.group);
      return true;
    })
    .map(({ name }) => name);
}

/** What the closure finds: the rules alone, with amounts, and with everything that explains them. */
export interface ByClosure {
  readonly matched: string[][];
  readonly amounts: Awarded[][];
  readonly decided: Decided[][];
}

export function byClosure({ ruleSet, events }: Trial): ByClosure {
  const decide = compile(ruleSet);
  const amounts = compileAmounts(ruleSet);
  const match = compileMatch(ruleSet);
  return {
    matched: events.map((facts) => match(facts).map(({ rule }) => rule.name)),
    amounts: events.map((facts) =>
      amounts(facts).map(({ effective, amount }) => ({ rule: effective.rule.name, amount })),
    ),
    decided: events.map((facts) => {
      const outcomes = decide(facts).map(({ rule, amount, factsSeen, steps }) => ({ rule, amount, factsSeen, steps }));
      return JSON.parse(JSON.stringify(outcomes)) as Decided[];
    }),
  };
}

const COLUMN_TYPES = {
  string: 'text',
  integer: 'numeric',
  number: 'numeric',
  boolean: 'boolean',
  list: 'texts',
} as const;
const SQL_TYPES: Readonly<Record<ColumnType, Fragment>> = {
  text: sql`text`,
  integer: sql`integer`,
  bigint: sql`bigint`,
  numeric: sql`numeric`,
  double: sql`double precision`,
  boolean: sql`boolean`,
  texts: sql`text[]`,
};
const given = FACTS.filter(({ kind }) => kind === 'given');

/** Events as rows of one jsonb each, and the same spread out into typed columns. */
const JSON_ACCESS: Access = jsonFacts(sql`e.facts`);
const TYPED_ACCESS: Access = columnFacts(
  Object.fromEntries(given.map(({ name, type }) => [name, { sql: id('c', name), as: COLUMN_TYPES[type] }])),
);
const TYPED_COLUMNS = join(
  given.map(({ name, type }) => sql`${id(name)} ${SQL_TYPES[COLUMN_TYPES[type]]}`),
  sql`, `,
);

function relationOf({ events }: Trial, typed: boolean): Fragment {
  const rows = sql`unnest(${param(
    events.map((facts) => JSON.stringify(facts)),
    'text[]',
  )}::jsonb[]) with ordinality as e(facts, place)`;
  return typed ? sql`${rows} cross join lateral jsonb_to_record(e.facts) as c(${TYPED_COLUMNS})` : rows;
}

const bindingOf = (trial: Trial, columns: boolean): PopulationBinding => ({
  events: { from: relationOf(trial, columns), id: sql`e.place`, at: sql`now()` },
  facts: columns ? TYPED_ACCESS : JSON_ACCESS,
});

/** Where the SQL finds the facts: in one jsonb, or in typed columns (typed trials only). */
export type FactsIn = 'json' | 'columns';

/** The names of the rules that the SQL matches, for each event. */
export async function matchedBySql(client: Client, trial: Trial, facts: FactsIn): Promise<string[][]> {
  const query = matchSql(trial.ruleSet, bindingOf(trial, facts === 'columns'));
  const { rows } = await client.query<{ id: string; rule: string }>(query.text, [...query.values]);
  return inOrder(trial, rows).map((event) => event.map(({ rule }) => rule));
}

/** The rules and amounts that the SQL works out without explaining them. */
export async function amountsBySql(client: Client, trial: Trial, facts: FactsIn): Promise<Awarded[][]> {
  const query = amountsSql(trial.ruleSet, bindingOf(trial, facts === 'columns'));
  const { rows } = await client.query<Row>(query.text, [...query.values]);
  return inOrder(trial, rows).map((event) => event.map(({ rule, amount }) => ({ rule, amount: Number(amount) })));
}

/** What the SQL decides, with all that explains it. */
export async function decidedBySql(client: Client, trial: Trial, facts: FactsIn): Promise<Decided[][]> {
  const query = decideSql(trial.ruleSet, bindingOf(trial, facts === 'columns'));
  const { rows } = await client.query<Row>(query.text, [...query.values]);
  return inOrder(trial, rows).map((event) =>
    event.map(({ rule, amount, facts_seen: factsSeen, steps }) => ({ rule, amount: Number(amount), factsSeen, steps })),
  );
}

interface Row {
  id: string;
  rule: string;
  amount: string;
  facts_seen: unknown;
  steps: unknown;
}

/** The rows of each event, in the order of the set. */
function inOrder<R extends { id: string; rule: string }>({ ruleSet, events }: Trial, rows: readonly R[]): R[][] {
  const order = new Map(ruleSet.rules.map(({ rule }, index) => [rule.name, index]));
  const found = events.map((): R[] => []);
  for (const row of rows) found[Number(row.id) - 1]!.push(row);
  for (const list of found) list.sort((a, b) => order.get(a.rule)! - order.get(b.rule)!);
  return found;
}
