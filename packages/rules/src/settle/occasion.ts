/** What an evaluation is about: the rules of the set that could have fired, and the outcomes that did, by kind. */
import { factOf, type Facts } from '../facts';
import type { RuleSet } from '../layer';
import type { Outcome, OutcomeOf } from '../outcome';
import type { Kind, RuleOf } from '../rule';

/** The day and hour in the county's own time, `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM` (`localMoment` makes one of an instant). */
export interface Moment {
  readonly at: string;
}

export interface Evaluation extends Moment {
  readonly ruleSet: RuleSet;
  readonly outcomes: readonly Outcome[];
  readonly facts: Facts;
}

export const dateOf = ({ at }: Moment): string => at.slice(0, 10);
/** `HH:MM`, or undefined when only the day is known. */
export const hourOf = ({ at }: Moment): string | undefined => (at.length >= 16 ? at.slice(11, 16) : undefined);

export function ofKind<K extends Kind>(kind: K, { outcomes }: Evaluation): OutcomeOf<K>[] {
  return outcomes.filter((outcome) => outcome.kind === kind) as unknown as OutcomeOf<K>[];
}

/** The rules of a kind whose pins (occasion, kind of subject) are met, whether they fired or not. */
export function inQuestion<K extends Kind>(kind: K, { ruleSet, facts }: Evaluation): RuleOf<K>[] {
  return ruleSet.rules
    .map(({ rule }) => rule)
    .filter((rule) => rule.event.type === kind && pinsAreMet(rule.conditions, facts)) as unknown as RuleOf<K>[];
}

const PINNED: ReadonlySet<string> = new Set(['occasion', 'subject.kind']);

/** Whether a rule is meant for the occasion and the kind of subject at all. */
export function pinsAreMet(conditions: RuleOf<Kind>['conditions'], facts: Facts): boolean {
  if (!('all' in conditions)) return true;
  return conditions.all.every(
    (part) =>
      !('fact' in part) ||
      !PINNED.has(part.fact) ||
      part.operator !== 'equal' ||
      factOf(facts, part.fact) === part.value,
  );
}
