/**
 * A rule file as json-rules-engine reads it, narrowed to what a checked pack contains.
 */
import type { KindParams } from './kinds/spec';

export type Kind = keyof KindParams;

export type OperatorName =
  | 'equal'
  | 'notEqual'
  | 'in'
  | 'notIn'
  | 'contains'
  | 'doesNotContain'
  | 'lessThan'
  | 'lessThanInclusive'
  | 'greaterThan'
  | 'greaterThanInclusive';

export type Scalar = string | number | boolean;

/** One comparison: the fact on the left, a constant or another fact on the right. */
export interface Test {
  readonly fact: string;
  readonly operator: OperatorName;
  readonly value: Scalar | readonly Scalar[] | { readonly fact: string };
}

export interface AllOf {
  readonly all: readonly Condition[];
}
export interface AnyOf {
  readonly any: readonly Condition[];
}
export interface Not {
  readonly not: Condition;
}

export type Group = AllOf | AnyOf | Not;
export type Condition = Group | Test;

/** The source of a rule or case: the document and its sentence. `example` marks what no document says. */
export interface Citation {
  readonly source: string;
  readonly sentence: string;
  readonly example?: boolean;
}

export interface RuleOf<K extends Kind> {
  readonly name: string;
  /** 1 to 1000; higher goes first. */
  readonly priority: number;
  readonly conditions: Group;
  readonly event: { readonly type: K; readonly params: KindParams[K] };
  /** First and last day (YYYY-MM-DD) on which the rule is in force, by the event's own date; the stock engine does not read them. */
  readonly effectiveFrom?: string;
  readonly effectiveTo?: string;
  readonly cites?: readonly Citation[];
}

/** A rule of any kind, told apart by `event.type`. */
export type Rule = { [K in Kind]: RuleOf<K> }[Kind];
