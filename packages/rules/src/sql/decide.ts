/**
 * A whole population decided in one query: the rules, amounts, facts seen and steps that `compile` gives for each event.
 */
import { factsIn } from '../conditions/compile';
import { type FactBook, needsOf } from '../facts';
import { specOf } from '../kinds';
import type { AwardParams } from '../kinds';
import type { EffectiveRule, RuleSet } from '../layer';
import { type Access, asJson, asNumeric, columnFacts, type FactAccess } from './access';
import { awardSql } from './award';
import type { EventBinding, MeasureBinding } from './binding';
import { conditionSql } from './condition';
import type { FigureSql, Let } from './figure';
import { type Fragment, id, join, param, type Query, render, sql } from './fragment';
import { JsonColumns } from './jsonColumns';
import { concat, objectText, valueJson } from './jsonText';
import { measuredParts } from './measured';
import { asHeld, expressionSql } from './numeric';

export interface PopulationBinding {
  readonly events: EventBinding;
  /** Where the facts of an event are: `jsonFacts` for one jsonb object, `columnFacts` for typed columns. */
  readonly facts: Access;
  /** What measured facts that an event does not bring are worked out from. */
  readonly measure?: MeasureBinding;
}

/** One decision, as expressions over the query's rows. */
export interface DecisionSql {
  /** Rows of the events, each with its decisions as `sidan_d`. */
  readonly from: Fragment;
  readonly where: Fragment;
  readonly rule: Fragment;
  readonly amount: Fragment;
  /** jsonb. */
  readonly factsSeen: Fragment;
  /** jsonb. */
  readonly steps: Fragment;
}

/**
 * The query that decides: rows with `id`, `rule`, `amount`, `facts_seen` and `steps` (jsonb). Pack, version, layer and
 * params follow from the rule. Only awards are decided here: they are what is done for a whole county at once.
 */
export function decideSql(ruleSet: RuleSet, binding: PopulationBinding): Query {
  const { from, where, rule, amount, factsSeen, steps } = decisionParts(ruleSet, binding);
  return render(
    sql`select ${binding.events.id} as id, ${rule} as rule, ${amount} as amount, ${factsSeen} as facts_seen, ${steps} as steps from ${from}${where}`,
  );
}

/** The query that only matches: rows with `id` and `rule`, for rules of every kind. Several times faster; for counting, searching and previews. */
export function matchSql(ruleSet: RuleSet, binding: PopulationBinding): Query {
  return render(scansOf(ruleSet, binding, 'match') ?? wholeOf(ruleSet, binding, 'match'));
}

/**
 * The query that works out amounts without explaining them: rows with `id`, `rule` and `amount`, and what `own` asks for of the
 * event. For totals and simulations.
 */
export function amountsSql(ruleSet: RuleSet, binding: PopulationBinding, own: Own = {}): Query {
  return render(scansOf(ruleSet, binding, 'amounts', own) ?? wholeOf(ruleSet, binding, 'amounts', own));
}

/** Column → expression over the events. */
export type Own = Readonly<Record<string, Fragment>>;

function wholeOf(ruleSet: RuleSet, binding: PopulationBinding, wanted: Wanted, own: Own = {}): Fragment {
  const { from, where, rule, amount } = decisionParts(ruleSet, binding, wanted);
  const figure = wanted === 'match' ? sql`` : sql`, ${amount} as amount`;
  return sql`select ${binding.events.id} as id${ownColumns(own)}, ${rule} as rule${figure} from ${from}${where}`;
}

const ownColumns = (own: Own): Fragment =>
  join(
    Object.entries(own).map(([name, value]) => sql`, ${value} as ${id(name)}`),
    sql``,
  );

/** Rules up to which reading the events once for each is faster than asking all rules of each event. */
const SCANS_MAX = 60;

/**
 * One plain select for each rule, which PostgreSQL can plan with indexes and run in parallel. Undefined where events need work
 * first that would be done again for each: facts in jsonb, measured or derived ones, groups.
 */
function scansOf(ruleSet: RuleSet, binding: PopulationBinding, wanted: Wanted, own: Own = {}): Fragment | undefined {
  const rules = rulesFor(ruleSet, wanted);
  const { events, facts } = binding;
  const isPlain = ({ rule }: EffectiveRule): boolean =>
    rule.event.params.group === undefined &&
    [...namesOf(rule)].every((name) => {
      const found = facts(name);
      const kind = ruleSet.facts.get(name)?.kind;
      return found?.as !== 'json' && (found !== undefined || kind === undefined || kind === 'given');
    });
  if (rules.length === 0 || rules.length > SCANS_MAX || !rules.every(isPlain)) return undefined;
  const where = events.where === undefined ? sql`` : sql`${events.where} and `;
  const scans = rules.map(({ rule }) => {
    const figure =
      wanted === 'match' ? undefined : awardSql(rule.event.params as AwardParams, ruleSet.catalogue, facts);
    const amount = figure === undefined ? sql`` : sql`, ${figure.amount} as amount`;
    const lets = figure === undefined ? sql`` : sql` cross join lateral ${letsSql(figure, sql``)}`;
    return sql`select ${events.id} as id${ownColumns(own)}, ${param(rule.name, 'text')} as rule${amount}
      from ${events.from}${lets} where ${where}${conditionSql(rule.conditions, facts)}`;
  });
  return join(scans, sql` union all `);
}

/** How much of a decision is worked out: each holds what those before hold. */
export type Wanted = 'match' | 'amounts' | 'facts' | 'explained';

/** Rules of every kind can be matched; amounts are those of awards. */
function rulesFor({ rules }: RuleSet, wanted: Wanted): readonly EffectiveRule[] {
  return wanted === 'match' ? rules : rules.filter(({ rule }) => rule.event.type === 'award');
}

/** @internal The pieces, for the query that posts too. With `match` only `rule` is there, with `amounts` the amount besides, with `facts` the facts seen. */
export function decisionParts(ruleSet: RuleSet, binding: PopulationBinding, wanted: Wanted = 'explained'): DecisionSql {
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

function namesOf({ conditions, event }: EffectiveRule['rule']): Set<string> {
  const used = specOf(event.type)
    .facts(event.params as never)
    .map(({ fact }) => fact);
  return factsIn(conditions, new Set(used));
}

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
    return sql`select ${param(rule.name, 'text')} as rule, ${figure.amount} as amount from ${letsSql(figure, sql``)} where ${matches}`;
  }
  const seen = [...namesOf(rule)].sort().map((name) => {
    const found = access(name);
    return [name, found === undefined ? null : valueJson(asJson(found))] as const;
  });
  const decided = sql`select ${param(rule.name, 'text')} as rule, ${figure.amount} as amount,
    ${concat(objectText(Object.fromEntries(seen)))}::jsonb as facts_seen`;
  if (wanted === 'facts') return sql`${decided} from ${letsSql(figure, sql``)} where ${matches}`;
  return sql`${decided}, ${concat([sql`'['`, figure.steps, sql`']'`])}::jsonb as steps
    from ${letsSql(figure, sql` offset 0`)} where ${matches}`;
}

/** Each layer of values over the one before; the barrier `offset 0` keeps them from being worked out again at each use, which for the amount alone costs more than it saves. */
function letsSql({ lets }: FigureSql, barrier: Fragment): Fragment {
  return lets.reduce<Fragment | undefined>((inner, layer: readonly Let[]) => {
    const columns = layer.map(({ name, is }) => sql`${is} as ${id(name)}`);
    return inner === undefined
      ? sql`(select ${join(columns, sql`, `)}${barrier}) as sidan_f`
      : sql`(select sidan_f.*, ${join(columns, sql`, `)} from ${inner}${barrier}) as sidan_f`;
  }, undefined) as Fragment;
}
