import type { Outcome, RuleSet } from '@sidan/rules';
import { factsIn } from '@sidan/rules/conditions';

/** By which a rule asks for a campaign. */
export const CODE_FACT = 'campaign.code';

const known = new WeakMap<RuleSet, ReadonlySet<string>>();

/** Rules whose own conditions ask for a campaign: a rule about deeds that says nothing of one was not written for what is handed in at a stand. */
function meantFor(ruleSet: RuleSet): ReadonlySet<string> {
  let names = known.get(ruleSet);
  if (!names) {
    const asking = ruleSet.rules.filter(({ rule }) => factsIn(rule.conditions, new Set()).has(CODE_FACT));
    names = new Set(asking.map(({ rule }) => rule.name));
    known.set(ruleSet, names);
  }
  return names;
}

/** Of what rules say those outcomes that are about a campaign, and about this kind of holder; limits all, for a limit of the day is one of everything. */
export function aboutCampaign(ruleSet: RuleSet, outcomes: readonly Outcome[], kind: string): Outcome[] {
  const meant = meantFor(ruleSet);
  return outcomes.filter((outcome) => {
    if (outcome.kind === 'limit') return true;
    if (!meant.has(outcome.rule)) return false;
    return outcome.kind !== 'award' || outcome.params.to === kind || outcome.params.to === 'person';
  });
}
