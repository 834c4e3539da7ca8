/**
 * A whole population decided in one query: the rules, amounts, facts seen and steps that `compile` gives for each event.
 */
import type { RuleSet } from '../layer';
import { type DecisionSql, type PopulationBinding, type Wanted } from './decision';
import { type Fragment, id, join, type Query, render, sql } from './fragment';
import { scansOf } from './scans';
import { wholeOf } from './whole';

/**
 * The query that decides: rows with `id`, `rule`, `amount`, `facts_seen` and `steps` (jsonb). Pack, version, layer and
 * params follow from the rule. Only awards are decided here: they are what is done for a whole county at once.
 */
export function decideSql(ruleSet: RuleSet, binding: PopulationBinding): Query {
  return rowsOf(ruleSet, binding, 'explained', ({ rule, amount, factsSeen, steps }) => ({
    rule,
    amount,
    facts_seen: factsSeen,
    steps,
  }));
}

/** The query that only matches: rows with `id` and `rule`, for rules of every kind. Several times faster; for counting, searching and previews. */
export function matchSql(ruleSet: RuleSet, binding: PopulationBinding): Query {
  return rowsOf(ruleSet, binding, 'match', ({ rule }) => ({ rule }));
}

/**
 * The query that works out amounts without explaining them: rows with `id`, `rule` and `amount`, and what `own` asks for of the
 * event. For totals and simulations.
 */
export function amountsSql(ruleSet: RuleSet, binding: PopulationBinding, own: Own = {}): Query {
  return rowsOf(ruleSet, binding, 'amounts', ({ rule, amount }) => ({ ...own, rule, amount }));
}

/** Column → expression over the events. */
export type Own = Readonly<Record<string, Fragment>>;

/** @internal The selects that give the decisions, together each of them once. */
export const selectsOf = (ruleSet: RuleSet, binding: PopulationBinding, wanted: Wanted): readonly DecisionSql[] =>
  scansOf(ruleSet, binding, wanted) ?? [wholeOf(ruleSet, binding, wanted)];

function rowsOf(
  ruleSet: RuleSet,
  binding: PopulationBinding,
  wanted: Wanted,
  columnsOf: (decision: DecisionSql) => Own,
): Query {
  const selects = selectsOf(ruleSet, binding, wanted).map((decision) => {
    const columns = Object.entries(columnsOf(decision)).map(([name, value]) => sql`, ${value} as ${id(name)}`);
    return sql`select ${binding.events.id} as id${join(columns, sql``)} from ${decision.from}${decision.where}`;
  });
  return render(join(selects, sql` union all `));
}
