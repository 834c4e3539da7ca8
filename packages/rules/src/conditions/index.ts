/**
 * `@sidan/rules/conditions`: the one condition language by itself, for whoever has conditions and no rules (guards of a lifecycle,
 * visibility of a form). Checked against a fact catalogue, compiled to a predicate, reasoned about, said in words.
 */
export { checkCondition } from '../load/checkConditions';
export { conditionWords, type Naming } from '../diff/conditionWords';
export { factValue } from '../factWords';
export type { FactCatalogue, FactDefinition, Facts, FactType, FactValue, GivenFact } from '../facts/fact';
export { message, say, type Lookup, type Message } from '../message';
export { PROBLEMS as CONDITION_PROBLEMS, type Problem as ConditionProblem } from '../problem';
export type { Condition, OperatorName, Scalar, Test } from '../rule';
export { compileCondition, factsIn, type Predicate } from './compile';
export { excludes, implies, satisfiable } from './reason';
