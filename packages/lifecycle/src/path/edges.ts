/** Every way in which a definition goes from one state to the next: one edge for each branch. */
import type { Condition } from '@sidan/rules/conditions';
import { branchesOf, type PlainFile } from '../definition/file';

export interface Edge {
  from: string;
  /** Where it leads; the same state when the branch has no target. */
  to: string;
  kind: 'event' | 'clock';
  /** The event's type or the clock's name. */
  trigger: string;
  /** Its place in the file. */
  path: string;
  guard?: Condition;
  /** What must not hold, or an earlier branch would be taken. */
  before: readonly Condition[];
}

/** All edges of a plain file, in its order. */
export function edgesOf({ machine }: PlainFile): Edge[] {
  return Object.entries(machine.states).flatMap(([from, state]) =>
    (['on', 'after'] as const).flatMap((key) =>
      Object.entries(state[key] ?? {}).flatMap(([trigger, transition]) => {
        const branches = branchesOf(transition);
        const at = `machine/states/${from}/${key}/${trigger}`;
        return branches.map(
          (branch, i): Edge => ({
            from,
            to: branch.target ?? from,
            kind: key === 'on' ? 'event' : 'clock',
            trigger,
            path: Array.isArray(transition) ? `${at}/${i}` : at,
            ...(branch.guard ? { guard: branch.guard.params } : {}),
            before: branches.slice(0, i).flatMap(({ guard }) => (guard ? [guard.params] : [])),
          }),
        );
      }),
    ),
  );
}

/** When the edge is taken: its guard holds and none before it does. Undefined: always. */
export function conditionOf({ guard, before }: Edge): Condition | undefined {
  const parts = [...(guard ? [guard] : []), ...before.map((not): Condition => ({ not }))];
  return parts.length > 1 ? { all: parts } : parts[0];
}
