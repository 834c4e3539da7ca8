/**
 * What a query of decisions is made of, whichever way events are read.
 */
import { factsIn } from '../conditions/compile';
import { specOf } from '../kinds';
import type { EffectiveRule, RuleSet } from '../layer';
import type { Access } from './access';
import type { EventBinding, MeasureBinding } from './binding';
import type { FigureSql, Let } from './figure';
import { type Fragment, id, join, sql } from './fragment';

export interface PopulationBinding {
  readonly events: EventBinding;
  /** Where the facts of an event are: `jsonFacts` for one jsonb object, `columnFacts` for typed columns. */
  readonly facts: Access;
  /** What measured facts that an event does not bring are worked out from. */
  readonly measure?: MeasureBinding;
}

/** How much of a decision is worked out: each holds what those before hold. */
export type Wanted = 'match' | 'amounts' | 'facts' | 'explained';

/** A select over the events that gives decisions, as its expressions. Of what is not wanted nothing is to be asked. */
export interface DecisionSql {
  readonly from: Fragment;
  /** With its word; may be empty. */
  readonly where: Fragment;
  readonly rule: Fragment;
  /** The name of the rule, where all rows are of one. */
  readonly only?: string;
  /** A bigint. */
  readonly amount: Fragment;
  /** jsonb. */
  readonly factsSeen: Fragment;
  /** jsonb. */
  readonly steps: Fragment;
}

/** Rules of every kind can be matched; amounts are those of awards. */
export function rulesFor({ rules }: RuleSet, wanted: Wanted): readonly EffectiveRule[] {
  return wanted === 'match' ? rules : rules.filter(({ rule }) => rule.event.type === 'award');
}

/** The facts that a rule asks for, in its conditions or its figures. */
export function namesOf({ conditions, event }: EffectiveRule['rule']): Set<string> {
  const used = specOf(event.type)
    .facts(event.params as never)
    .map(({ fact }) => fact);
  return factsIn(conditions, new Set(used));
}

/** Each layer of values over the one before; the barrier `offset 0` keeps them from being worked out again at each use, which for the amount alone costs more than it saves. */
export function letsSql({ lets }: FigureSql, wanted: Wanted): Fragment {
  const barrier = wanted === 'explained' ? sql` offset 0` : sql``;
  return lets.reduce<Fragment | undefined>((inner, layer: readonly Let[]) => {
    const columns = layer.map(({ name, is }) => sql`${is} as ${id(name)}`);
    return inner === undefined
      ? sql`(select ${join(columns, sql`, `)}${barrier}) as sidan_f`
      : sql`(select sidan_f.*, ${join(columns, sql`, `)} from ${inner}${barrier}) as sidan_f`;
  }, undefined) as Fragment;
}
