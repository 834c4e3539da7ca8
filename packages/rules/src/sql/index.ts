/**
 * Rules in PostgreSQL: measured facts in one query, and a whole population decided and stored in one statement. It makes
 * text and parameters and runs nothing.
 *
 *     measuredSql(ruleSet, names, binding, event)            facts of one event
 *     measuredSqlForPopulation(ruleSet, names, binding, events)
 *     matchSql(ruleSet, { events, facts, measure })          which rules, for every event
 *     amountsSql(ruleSet, { events, facts, measure })        and how much
 *     decideSql(ruleSet, { events, facts, measure })         rule, amount, facts seen and steps of every event
 *     postSql(ruleSet, { events, facts, measure }, target)   the same stored, once
 */
export {
  columnFacts,
  jsonFacts,
  type Access,
  type Column,
  type ColumnType,
  type FactAccess,
  type JsonValue,
} from './access';
export type { DenominatorBinding, EventBinding, MeasureBinding, SourceBinding } from './binding';
export { conditionSql, exactConditionSql } from './condition';
export { countedSql } from './counted';
export { amountsSql, decideSql, matchSql } from './decide';
export type { PopulationBinding } from './decision';
export { Fragment, id, join, param, render, sql, type ParamType, type ParamValue, type Query } from './fragment';
export { measuredSql, measuredSqlForPopulation, type MeasuredEvent } from './measured';
export { postSql, type DecisionTarget } from './post';
