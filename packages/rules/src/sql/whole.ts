/**
 * All rules asked of each event at once: what events need first is worked out once for all of them.
 */
import { type FactBook, needsOf } from '../facts';
import type { AwardParams } from '../kinds';
import type { EffectiveRule, RuleSet } from '../layer';
import { type Access, asJson, asNumeric, columnFacts, type FactAccess } from './access';
import { awardSql } from './award';
import { conditionSql } from './condition';
import { type DecisionSql, letsSql, namesOf, type PopulationBinding, rulesFor, type Wanted } from './decision';
import { type Fragment, id, join, param, sql } from './fragment';
import { JsonColumns } from './jsonColumns';
import { concat, objectText, valueJson } from './jsonText';
import { measuredParts } from './measured';
import { asHeld, expressionSql } from './numeric';

/** Rows of the events, each with its decisions. With `match` only `rule` is there, with `amounts` the amount besides, with `facts` the facts seen. */
export function wholeOf(ruleSet: RuleSet, binding: PopulationBinding, wanted: Wanted): DecisionSql {
  const rules = rulesFor(ruleSet, wanted);
  const names = new Set(rules.flatMap(({ rule }) => [...namesOf(rule)]));
  const { joins, access } = completeFacts(ruleSet, names, binding);
  const groups = groupsOf(rules);
  const branches = rules.map((effective, index) => {
    const matches = matchOf(effective, index, access, groups);
    return wanted === 'match'
      ? sql`select ${param(effective.rule.name, 'text')} as rule where ${matches}`
      : branch(effective, matches, ruleSet, access, wanted);
  });
  const decisions = branches.length > 0 ? join(branches, sql` union all `) : NOTHING;
  const grouped = groupJoins(groups, access);
  const d = (name: string): Fragment => id('sidan_d', name);
  return {
    from: sql`${binding.events.from}${joins()}${grouped} cross join lateral (${decisions}) as sidan_d`,
    where: binding.events.where === undefined ? sql`` : sql` where ${binding.events.where}`,
    rule: d('rule'),
    amount: d('amount'),
    factsSeen: d('facts_seen'),
    steps: d('steps'),
  };
}

const NOTHING = sql`select null::text as rule, null::bigint as amount, null::jsonb as facts_seen, null::jsonb as steps where false`;

interface Complete {
  readonly access: Access;
  /** To be asked for when all rules are compiled. */
  joins(): Fragment;
}

/** The facts that events bring, and the measured and derived ones that they do not, worked out beside them. */
function completeFacts(
  book: FactBook,
  names: Iterable<string>,
  { events, facts, measure }: PopulationBinding,
): Complete {
  const needs = needsOf(book.facts, names);
  const columns = new JsonColumns('sidan_j');
  const given = columns.over(facts);
  const known: Record<string, FactAccess> = {};
  const joins: (() => Fragment)[] = [() => columns.joins()];
  const complete = (name: string, index: number, value: Fragment): void => {
    const before = given(name);
    if (before?.as !== 'json') {
      known[name] = {
        as: 'numeric',
        sql: before === undefined ? value : sql`coalesce(${asNumeric(before)}, ${value})`,
      };
      return;
    }
    const own = new JsonColumns(`sidan_k${index}`);
    known[name] = own.of(name, sql`coalesce(${before.sql}, to_jsonb(${value}))`);
    joins.push(() => own.joins());
  };
  if (measure !== undefined && needs.measured.length > 0) {
    const measured = measuredParts(book, names, measure, events);
    joins.push(() => measured.joins);
    [...measured.values].forEach(([name, value], index) => complete(name, index, value));
  }
  needs.derived.forEach((fact, index) => {
    const alias = id(`sidan_x${index}`);
    const value = asHeld(expressionSql(fact.is, columnFacts(known, given)));
    joins.push(() => sql` cross join lateral (select ${value} as v offset 0) as ${alias}`);
    complete(fact.name, needs.measured.length + index, sql`${alias}.v`);
  });
  const all = columnFacts(known, given);
  return {
    access: all,
    joins: () =>
      join(
        joins.map((make) => make()),
        sql``,
      ),
  };
}

/** Group → its rules, by falling priority; of those that match only the first counts. */
type Groups = ReadonlyMap<
  string,
  { readonly alias: Fragment; readonly rules: readonly (readonly [number, EffectiveRule])[] }
>;

/** Kinds do not exclude each other. */
function groupOf({ rule: { event } }: EffectiveRule): string | undefined {
  return event.params.group === undefined ? undefined : `${event.type} ${event.params.group}`;
}

function groupsOf(rules: readonly EffectiveRule[]): Groups {
  const groups = new Map<string, [number, EffectiveRule][]>();
  rules.forEach((effective, index) => {
    const group = groupOf(effective);
    if (group !== undefined) groups.set(group, [...(groups.get(group) ?? []), [index, effective]]);
  });
  return new Map(
    [...groups].map(([group, members], index) => [group, { alias: id(`sidan_g${index}`), rules: members }]),
  );
}

/** Finds the winner of each group once for an event. */
function groupJoins(groups: Groups, access: Access): Fragment {
  const joins = [...groups.values()].map(({ alias, rules }) => {
    const cases = rules.map(
      ([index, { rule }]) => sql` when ${conditionSql(rule.conditions, access)} then ${param(index, 'integer')}`,
    );
    return sql` cross join lateral (select case ${join(cases, sql``)} end as winner offset 0) as ${alias}`;
  });
  return join(joins, sql``);
}

function matchOf(effective: EffectiveRule, index: number, access: Access, groups: Groups): Fragment {
  const { rule } = effective;
  const name = groupOf(effective);
  const group = name === undefined ? undefined : groups.get(name);
  return group === undefined
    ? conditionSql(rule.conditions, access)
    : sql`${group.alias}.winner = ${param(index, 'integer')}`;
}

function branch(
  { rule }: EffectiveRule,
  matches: Fragment,
  ruleSet: RuleSet,
  access: Access,
  wanted: Wanted,
): Fragment {
  const figure = awardSql(rule.event.params as AwardParams, ruleSet.catalogue, access);
  if (wanted === 'amounts') {
    return sql`select ${param(rule.name, 'text')} as rule, ${figure.amount} as amount from ${letsSql(figure, wanted)} where ${matches}`;
  }
  const seen = [...namesOf(rule)].sort().map((name) => {
    const found = access(name);
    return [name, found === undefined ? null : valueJson(asJson(found))] as const;
  });
  const decided = sql`select ${param(rule.name, 'text')} as rule, ${figure.amount} as amount,
    ${concat(objectText(Object.fromEntries(seen)))}::jsonb as facts_seen`;
  if (wanted === 'facts') return sql`${decided} from ${letsSql(figure, wanted)} where ${matches}`;
  return sql`${decided}, ${concat([sql`'['`, figure.steps, sql`']'`])}::jsonb as steps
    from ${letsSql(figure, wanted)} where ${matches}`;
}
