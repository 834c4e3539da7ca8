/** Guards of the branches of one event. */
import { excludes, satisfiable, type Condition } from '@sidan/rules/conditions';
import type { Edge } from '../path/edges';
import { factsAt, type Subject } from './finding';

/**
 * GUARD_IMPOSSIBLE: it never holds. GUARD_SAME: an earlier branch has the same. BRANCH_COVERED: the branches before it take everything.
 * GUARD_OVERLAP (warning): two may hold at once, and the order of the branches decides.
 */
export function analyseGuards(subject: Subject): void {
  const groups = new Map<string, Edge[]>();
  for (const edge of subject.edges) groups.set(groupOf(edge), [...(groups.get(groupOf(edge)) ?? []), edge]);
  for (const edges of groups.values()) edges.forEach((edge, i) => analyseBranch(subject, edge, edges.slice(0, i)));
}

const groupOf = ({ from, kind, trigger }: Edge): string => `${from} ${kind} ${trigger}`;

function analyseBranch(subject: Subject, edge: Edge, earlier: readonly Edge[]): void {
  const facts = factsAt(subject, edge);
  const { guard, path, before } = edge;
  const params = { state: edge.from, name: edge.trigger };
  const at = guard ? `${path}/guard` : path;
  if (guard && !satisfiable(guard, facts)) return subject.find('GUARD_IMPOSSIBLE', at, params);
  const same = guard && earlier.find((other) => other.guard && textOf(other.guard) === textOf(guard));
  if (same) return subject.find('GUARD_SAME', at, { ...params, other: same.path });
  const left: Condition[] = [...(guard ? [guard] : []), ...before.map((not): Condition => ({ not }))];
  if (left.length > 0 && !satisfiable({ all: left }, facts)) return subject.find('BRANCH_COVERED', at, params);
  if (!guard) return;
  for (const other of earlier) {
    if (other.guard && !excludes(other.guard, guard, facts)) {
      subject.find('GUARD_OVERLAP', at, { ...params, other: other.path }, 'warning');
    }
  }
}

/** The same condition has the same text, whatever the order of its members. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(textOf).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? '';
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, part]) => `${key}:${textOf(part)}`).join()}}`;
}
