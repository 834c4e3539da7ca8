/** Grades with quotas: the whole class at once, since one's grade depends on the others'. */
import type { ScorecardDefinition } from '../catalogue';
import { decimal, divideWhole, multiply } from '../decimal';
import { gradeOf } from './scores';

export interface Graded<S> {
  readonly subject: S;
  readonly total: number;
  readonly grade: string | null;
  /** The grade by points, where a quota was full. */
  readonly insteadOf?: string;
}

/**
 * Grades a class by points and quotas, best first. A quota is never exceeded: a share is of the whole class, rounded down, and
 * subjects with equal totals share their fate, so all of them go down when not all of them fit. `grade` is the one after
 * vetoes, where there was one; nobody rises above it.
 */
export function gradeClass<S>(
  card: ScorecardDefinition,
  subjects: readonly { readonly subject: S; readonly total: number; readonly grade?: string | null }[],
): Graded<S>[] {
  const names = (card.grades ?? []).map(({ name }) => name);
  const places = (name: string): number => {
    const quota = card.quotas?.find((one) => one.name === name);
    if (!quota) return Infinity;
    const share =
      quota.share === undefined
        ? Infinity
        : Number(divideWhole(multiply(decimal(quota.share), decimal(subjects.length)), decimal(1), 'floor'));
    return Math.min(share, quota.count ?? Infinity);
  };
  const waiting = subjects
    .map(({ subject, total, grade }) => ({
      subject,
      total,
      byPoints: grade === undefined ? gradeOf(card, total) : grade,
    }))
    .sort((a, b) => b.total - a.total);
  const done = new Map<S, Graded<S>>();
  const level = new Map(waiting.map((one) => [one, one.byPoints === null ? -1 : names.indexOf(one.byPoints)]));
  for (let index = names.length - 1; index >= 0; index -= 1) {
    let left = places(names[index] ?? '');
    const candidates = waiting.filter((one) => level.get(one) === index);
    while (candidates.length > 0) {
      const tied = candidates.filter(({ total }) => total === candidates[0]?.total);
      if (tied.length > left) break;
      left -= tied.length;
      for (const one of candidates.splice(0, tied.length)) {
        const { subject, total, byPoints } = one;
        const grade = names[index] ?? null;
        done.set(subject, {
          subject,
          total,
          grade,
          ...(byPoints === grade || byPoints === null ? {} : { insteadOf: byPoints }),
        });
      }
    }
    for (const one of candidates) level.set(one, index - 1);
  }
  return waiting.map(
    ({ subject, total, byPoints }) =>
      done.get(subject) ?? { subject, total, grade: null, ...(byPoints === null ? {} : { insteadOf: byPoints }) },
  );
}
