/** What the county's rules of kind `dispatch` say of candidates. */
import type { Verdict, VerdictReason } from '@sidan/lifecycle';
import { settle, type Facts, type Message } from '@sidan/rules';
import type { Rules } from '../packs/load';
import { minuteOf } from '../packs/regions';

/** Facts by which a rule knows that it is asked. */
export const PINS = { occasion: 'dispatch', 'subject.kind': 'team' } as const;

export const asksOf = (rules: Rules): readonly string[] => rules.asked(PINS.occasion, PINS['subject.kind']);

/** Undefined where no rule is about dispatch. */
export function judge(rules: Rules, facts: Facts, now: Date): Verdict | undefined {
  const { ruleSet, decide } = rules;
  const outcomes = decide(facts).filter(({ kind }) => kind === 'dispatch');
  const { dispatch } = settle(ruleSet, outcomes, facts, { at: minuteOf(now) });
  if (!dispatch) return undefined;
  const packs = new Map(ruleSet.rules.map(({ rule, pack }) => [rule.name, pack]));
  const fired = new Set(outcomes.map(({ rule }) => rule));
  return {
    eligible: dispatch.eligible,
    weight: dispatch.weight,
    reasons: dispatch.reasons.map(({ rule, effect, weight }): VerdictReason => {
      // A requirement that is not met has no outcome that says why: what it asks is its title.
      const part = fired.has(rule) ? 'because' : 'title';
      const text: Message = { key: `packs.${packs.get(rule) ?? ''}.rule.${rule}.${part}`, params: { fallback: rule } };
      return { rule, effect, ...(weight === undefined ? {} : { weight }), text };
    }),
  };
}
