/** Candidates for an order in the order in which they are asked, each with its reasons, those who are left out with theirs. */
import { message, type Facts, type Message } from '@sidan/rules/conditions';
import type { Lacking } from './facts';
import { factsInWords } from './words';

/** What the county's rules of kind `dispatch` say of one candidate: `settle(…).dispatch` of @sidan/rules, each reason with its text. */
export interface Verdict {
  eligible: boolean;
  weight: number;
  reasons: readonly VerdictReason[];
}

export interface VerdictReason {
  rule: string;
  effect: 'require' | 'exclude' | 'prefer';
  weight?: number;
  /** Why, in words: the rule's explanation. */
  text: Message;
}

export interface Candidate {
  teamId: string;
  /** `candidateFacts()`, and what else the county knows. */
  facts: Facts;
  /** What it has not of what is asked for. */
  lacking?: Lacking;
  /** Left out where no rule is about dispatch: then everybody is eligible, and `TIES` decide. */
  verdict?: Verdict;
}

export interface Ranked {
  teamId: string;
  eligible: boolean;
  weight: number;
  /** From 1; undefined for those who are left out. */
  place?: number;
  /** How many people it has free; 0 where nobody knows. */
  people: number;
  /** What is known of it: distance, load, how it answers. */
  known: readonly Message[];
  /** Eligible: what speaks for and against it, the weightiest first. Left out: why. */
  because: readonly Message[];
}

/** A fact by which candidates of one weight are told apart. */
export interface Tie {
  fact: string;
  first: 'least' | 'most';
}

/** Who has had less goes first; then who is nearer, better rated, quicker; at last who has waited longest. A fact that is missing comes last. */
export const TIES: readonly Tie[] = [
  { fact: 'team.monthLoad', first: 'least' },
  { fact: 'team.loadShare', first: 'least' },
  { fact: 'team.distanceKm', first: 'least' },
  { fact: 'team.ratingYear', first: 'most' },
  { fact: 'team.answerMinutes', first: 'least' },
  { fact: 'team.daysSinceAsked', first: 'most' },
];

/**
 * The eligible by falling weight, then the others. The answer depends on the candidates and not on their order in the list: ties go by `ties`, and
 * by the team's id where all of these are equal too.
 */
export function rank(candidates: readonly Candidate[], ties: readonly Tie[] = TIES): Ranked[] {
  const sorted = [...candidates].sort((a, b) => compare(a, b, ties));
  return sorted.map(({ teamId, facts, lacking, verdict }, i): Ranked => {
    const eligible = verdict?.eligible ?? true;
    return {
      teamId,
      eligible,
      weight: verdict?.weight ?? 0,
      ...(eligible ? { place: i + 1 } : {}),
      people: numberOf(facts, 'team.peopleFree') ?? 0,
      known: factsInWords(facts, lacking),
      because: reasonsOf(verdict),
    };
  });
}

function reasonsOf(verdict: Verdict | undefined): Message[] {
  if (!verdict || verdict.reasons.length === 0) return [message('lifecycle.dispatch.reason.none')];
  const told = verdict.eligible
    ? [...verdict.reasons].sort(
        (a, b) => Math.abs(b.weight ?? 0) - Math.abs(a.weight ?? 0) || (a.rule < b.rule ? -1 : 1),
      )
    : verdict.reasons.filter(({ effect }) => effect !== 'prefer');
  return told.map(({ text }) => text);
}

function compare(a: Candidate, b: Candidate, ties: readonly Tie[]): number {
  const byRight = Number(b.verdict?.eligible ?? true) - Number(a.verdict?.eligible ?? true);
  const byWeight = (b.verdict?.weight ?? 0) - (a.verdict?.weight ?? 0);
  if (byRight !== 0 || byWeight !== 0) return byRight || byWeight;
  for (const { fact, first } of ties) {
    const [left, right] = [numberOf(a.facts, fact), numberOf(b.facts, fact)];
    if (left === right) continue;
    if (left === undefined || right === undefined) return left === undefined ? 1 : -1;
    return first === 'least' ? left - right : right - left;
  }
  return a.teamId < b.teamId ? -1 : Number(a.teamId > b.teamId);
}

function numberOf(facts: Facts, name: string): number | undefined {
  const value = Object.hasOwn(facts, name) ? facts[name] : undefined;
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
