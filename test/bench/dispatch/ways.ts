/** Three ways to rank the same candidates. Each sees what a centre's records say, and none the tempers of the teams. */
import { message } from '../../../packages/rules/src/conditions';
import {
  candidateFacts,
  rank,
  TIES,
  type Candidate,
  type Habit,
  type Ranked,
  type TeamKnown,
  type Verdict,
} from '../../../packages/lifecycle/src';
import { compile, explain, settle, type Facts, type RuleSet } from '../../../packages/rules/src';
import { hoursOf, type SimOrder, type SimTeam } from './world';

/** What the records say of one team, for one order, now. */
export interface Known {
  team: SimTeam;
  known: TeamKnown;
  habit: () => Habit;
  declinedThisOrder: number;
  askedAt: number;
}

export type Way = (order: SimOrder, candidates: readonly Known[], now: Date) => Ranked[];

const AT = '2026-06-15T09:00';
const PINS = { occasion: 'dispatch', 'subject.kind': 'team' };

/** The rules of the base pack, on the facts of the lifecycle package, as the plugin will. */
export function byRules(ruleSet: RuleSet): Way {
  const judge = judgeOf(ruleSet);
  return (order, candidates, now) =>
    rank(candidates.map((one) => candidateOf(order, one, now, { habit: one.habit() }, judge)));
}

/**
 * The same rules say who may be asked at all; of these, kind of service first (nobody sends a choir to mend a pump), then the team that was asked longest
 * ago, or the nearest.
 */
export function bySorting(ruleSet: RuleSet, value: (one: Known, order: SimOrder, facts: Facts) => number): Way {
  const judge = judgeOf(ruleSet);
  return (order, candidates, now) =>
    rank(
      candidates.map((one) => {
        const { teamId, facts, verdict } = candidateOf(order, one, now, {}, judge);
        const weight = (one.team.category === order.service.category ? 1e9 : 0) - value(one, order, facts);
        return { teamId, facts, verdict: { ...verdict!, weight } };
      }),
      TIES.slice(-1),
    );
}

type Judge = (facts: Facts) => Verdict;

function judgeOf(ruleSet: RuleSet): Judge {
  const decide = compile(ruleSet);
  return (facts) => {
    const outcomes = decide(facts).filter(({ kind }) => kind === 'dispatch');
    const { dispatch } = settle(ruleSet, outcomes, facts, { at: AT });
    const texts = new Map(outcomes.map((outcome) => [outcome.rule, outcome]));
    return {
      eligible: dispatch?.eligible ?? true,
      weight: dispatch?.weight ?? 0,
      reasons: (dispatch?.reasons ?? []).map(({ rule, effect, weight }) => {
        const outcome = texts.get(rule);
        return {
          rule,
          effect,
          ...(weight === undefined ? {} : { weight }),
          text: outcome ? explain(outcome) : message(rule),
        };
      }),
    };
  };
}

function candidateOf(order: SimOrder, one: Known, now: Date, more: TeamKnown, judge: Judge): Candidate {
  const { service, townCode, place, from, to, people } = order;
  const { team, known, declinedThisOrder } = one;
  const wanted = {
    category: service.category,
    tradeOnly: service.tradeOnly ?? false,
    townCode,
    place,
    when: { from: new Date(from), to: new Date(to) },
    people,
    hours: hoursOf(order),
  };
  const facts: Facts = {
    ...candidateFacts(wanted, { ...known, ...more }, now),
    ...PINS,
    'team.declinedThisOrder': declinedThisOrder,
  };
  return { teamId: team.id, facts, verdict: judge(facts) };
}
