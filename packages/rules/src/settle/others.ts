/** Courtesies, standings, dispatch and flags. */
import { addDuration, lastDayOf } from '../duration';
import { add, decimal, toNumber } from '../decimal';
import { dateOf, type Evaluation, inQuestion, ofKind } from './occasion';
import type { CourtesyResult, DispatchResult, Flag, StandingResult } from './settlement';

/** In the order of their rules: of one class that is exclusive, the first that can be given is. */
export function settleCourtesies(evaluation: Evaluation): CourtesyResult[] {
  const from = dateOf(evaluation);
  const given = new Set<string>();
  return ofKind('courtesy', evaluation).map(({ rule, params, steps }): CourtesyResult => {
    const name = params.class ?? rule;
    const against = steps.map(({ op }) => op).find((op) => op === 'missing' || op === 'taken' || op === 'notAmong');
    const refused = against ?? (params.exclusive && given.has(name) ? 'exclusive' : undefined);
    if (refused !== undefined) return { rule, granted: false, refused, benefits: [] };
    given.add(name);
    const benefits = params.benefits.map(({ lasts, ...benefit }) => ({
      ...benefit,
      from,
      ...(lasts ? { until: lastDayOf(from, lasts) } : {}),
    }));
    return { rule, granted: true, benefits };
  });
}

export function settleStandings(evaluation: Evaluation): StandingResult[] {
  const from = dateOf(evaluation);
  return ofKind('standing', evaluation).map(({ rule, params }): StandingResult => {
    const { action, counts, lasts, decays, deadline, assets, zero, refuses } = params;
    return {
      rule,
      action,
      ...(action === 'strike' ? { counts: counts ?? 1 } : {}),
      from,
      ...(lasts ? { until: lastDayOf(from, lasts) } : {}),
      ...(decays ? { decaysOn: addDuration(from, decays.after) } : {}),
      ...(deadline ? { deadline: addDuration(from, deadline) } : {}),
      ...(assets ? { assets } : {}),
      ...(action === 'zero' ? { zero: zero ?? 'event' } : {}),
      ...(refuses ? { refuses } : {}),
    };
  });
}

/**
 * One candidate. Eligible is who meets every `require` in question and no `exclude`. Of a group only the first rule that matches
 * is in question: requirements of one group are alternatives.
 */
export function settleDispatch(evaluation: Evaluation): DispatchResult | undefined {
  const rules = inQuestion('dispatch', evaluation);
  if (rules.length === 0) return undefined;
  const outcomes = ofKind('dispatch', evaluation);
  const fired = new Map(outcomes.map((outcome) => [outcome.rule, outcome]));
  const answered = new Set(outcomes.map(({ params: { group } }) => group));
  const reasons = rules.flatMap(({ name, event: { params } }): DispatchResult['reasons'][number][] => {
    const outcome = fired.get(name);
    const { effect, group } = params;
    if (effect === 'require') {
      const met = outcome !== undefined || (group !== undefined && answered.has(group));
      return met ? [] : [{ rule: name, effect, met }];
    }
    if (!outcome) return [];
    return effect === 'exclude'
      ? [{ rule: name, effect, met: true }]
      : [{ rule: name, effect, met: true, weight: outcome.amount }];
  });
  const weights = reasons.map(({ weight }) => decimal(weight ?? 0));
  return {
    eligible: reasons.every(({ effect }) => effect === 'prefer'),
    weight: toNumber(weights.reduce(add, decimal(0))),
    reasons,
  };
}

export function settleFlags(evaluation: Evaluation): Flag[] {
  return ofKind('flag', evaluation).map(({ rule, params: { code, severity, holds } }) => ({
    rule,
    code,
    severity,
    ...(holds === undefined ? {} : { holds }),
  }));
}
