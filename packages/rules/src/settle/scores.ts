/**
 * Scorecards: the points of rules are added up to items, items to sections, sections to the total, each within its bounds, in
 * exact decimals; then vetoes, then the grade.
 *
 *     item    = clamp(start + Σ points of its rules, floor, max)
 *     section = clamp(Σ items, floor, cap) × weight
 *     total   = clamp(base + Σ sections + Σ items of no section, floor, cap), a half rounded up
 */
import type { ScorecardDefinition } from '../catalogue';
import { add, compare, type Decimal, decimal, multiply, roundTo, toNumber } from '../decimal';
import { lastDayOf } from '../duration';
import { CARD_SCALE } from '../kinds/scoreFigure';
import type { OutcomeOf } from '../outcome';
import { dateOf, type Evaluation, inQuestion, ofKind } from './occasion';
import type { ScoreResult } from './settlement';

export function settleScores(evaluation: Evaluation): ScoreResult[] {
  const scores = ofKind('score', evaluation);
  const vetoes = ofKind('veto', evaluation);
  const names = new Set([
    ...inQuestion('score', evaluation).map(({ event }) => event.params.card),
    ...[...scores, ...vetoes].map(({ params }) => params.card),
  ]);
  return [...names].sort().flatMap((name) => {
    const card = evaluation.ruleSet.catalogue.scorecards.get(name);
    if (!card) return [];
    const ofCard = <T extends { readonly params: { readonly card: string } }>(all: readonly T[]) =>
      all.filter(({ params }) => params.card === name);
    return [settleCard(card, ofCard(scores), ofCard(vetoes), dateOf(evaluation))];
  });
}

function settleCard(
  card: ScorecardDefinition,
  scores: readonly OutcomeOf<'score'>[],
  vetoes: readonly OutcomeOf<'veto'>[],
  date: string,
): ScoreResult {
  const grain: Decimal = { digits: 1n, scale: card.scale ?? CARD_SCALE };
  const rounded = (value: Decimal) => toNumber(roundTo(value, grain, 'nearest'));
  const items = card.items.map((item) => {
    const own = scores.filter(({ params }) => params.item === item.code);
    const points = sum([decimal(item.start ?? 0), ...own.map(({ amount }) => decimal(amount))]);
    return { item, points: clamp(points, item.floor, item.max), rules: own.map(({ rule }) => rule) };
  });
  const pointsIn = (section: string | undefined) =>
    sum(items.filter(({ item }) => item.section === section).map(({ points }) => points));
  const sections = (card.sections ?? []).map(({ code, weight = 1, floor, cap }) => ({
    code,
    points: multiply(clamp(pointsIn(code), floor, cap), decimal(weight)),
  }));
  const raw = sum([decimal(card.base ?? 0), pointsIn(undefined), ...sections.map(({ points }) => points)]);
  const byPoints = rounded(clamp(raw, card.floor, card.cap));
  const total = vetoedTotal(byPoints, card, vetoes);
  const grade = vetoedGrade(gradeOf(card, total), card, vetoes);
  const honours = vetoes.filter(({ params }) => params.of === 'honours').map(({ params }) => params.honours);
  return {
    card: card.name,
    items: items.map(({ item, points, rules }) => ({ code: item.code, points: rounded(points), rules })),
    sections: sections.map(({ code, points }) => ({ code, points: rounded(points) })),
    total,
    grade,
    provisional: card.quotas?.some(({ name }) => name === grade) ?? false,
    vetoes: vetoes.map(({ rule, params: { of, lasts } }) => ({
      rule,
      of,
      ...(lasts ? { until: lastDayOf(date, lasts) } : {}),
    })),
    ...(honours.length === 0
      ? {}
      : {
          honoursLost: honours.includes(undefined)
            ? ('all' as const)
            : [...new Set(honours.flatMap((list) => list ?? []))],
        }),
    open: scores.flatMap(({ rule, params, steps }) => {
      const why = steps.map(({ op }) => op).find((op) => op === 'missing' || op === 'outOfRange');
      return why === undefined ? [] : [{ rule, item: params.item, why }];
    }),
  };
}

function sum(values: readonly Decimal[]): Decimal {
  return values.reduce(add, decimal(0));
}

function clamp(value: Decimal, floor: number | undefined, cap: number | undefined): Decimal {
  if (floor !== undefined && compare(value, decimal(floor)) < 0) return decimal(floor);
  return cap !== undefined && compare(value, decimal(cap)) > 0 ? decimal(cap) : value;
}

/** Where several say what the total becomes, the lowest counts; a veto never raises it. */
function vetoedTotal(total: number, card: ScorecardDefinition, vetoes: readonly OutcomeOf<'veto'>[]): number {
  const totals = vetoes
    .filter(({ params }) => params.of === 'total')
    .map(({ params: { outcome } }) => (typeof outcome === 'number' ? outcome : card.floor));
  return Math.min(total, ...totals);
}

/** The grade with the highest `from` that the total reaches. */
export function gradeOf({ grades = [] }: ScorecardDefinition, total: number): string | null {
  return grades.findLast(({ from }) => from <= total)?.name ?? null;
}

function vetoedGrade(
  grade: string | null,
  { grades = [] }: ScorecardDefinition,
  vetoes: readonly OutcomeOf<'veto'>[],
): string | null {
  const indexOf = (name: string | null) => grades.findIndex((one) => one.name === name);
  const bounds = vetoes
    .filter(({ params }) => params.of === 'grade')
    .map(({ params: { outcome } }) => (typeof outcome === 'string' ? indexOf(outcome) : 0));
  return grades[Math.min(indexOf(grade), ...bounds)]?.name ?? null;
}
