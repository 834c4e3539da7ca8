/** The shortest way to every state. */
import type { Condition, FactCatalogue, Facts } from '@sidan/rules/conditions';
import { FACTS, factsOfEvent } from '../catalogue/facts';
import type { Capacity } from '../definition/capacity';
import { toEventSpec, type EventField } from '../definition/event';
import type { PlainFile } from '../definition/file';
import { conditionOf, edgesOf, type Edge } from './edges';
import { solve } from './solve';

/** One step of a way. */
export interface PathStep {
  from: string;
  to: string;
  /** The event's type, or the clock's name when nobody sends it. */
  event: string;
  /** Who may send it; empty for a clock. */
  by: readonly Capacity[];
  /** The guard of the branch that is taken. */
  guard?: Condition;
  /** Facts with which exactly this branch is taken; `event.<field>` are fields to fill. */
  facts: Facts;
  /** The fields that the event takes. */
  fields: readonly EventField[];
  /** The branch in the file. */
  path: string;
}

/** The step that takes an edge; undefined when no facts do. */
export function stepOf(file: PlainFile, edge: Edge, catalogue: FactCatalogue = FACTS): PathStep | undefined {
  const event = edge.kind === 'event' ? file.events[edge.trigger] : undefined;
  const spec = event ? toEventSpec(edge.trigger, { ...event }) : undefined;
  const facts = solve(conditionOf(edge), factsOfEvent(catalogue, spec));
  if (facts === undefined) return undefined;
  const { from, to, trigger, guard, path } = edge;
  return {
    from,
    to,
    event: trigger,
    by: spec?.by ?? [],
    ...(guard ? { guard } : {}),
    facts,
    fields: spec?.fields ?? [],
    path,
  };
}

/** From one state the shortest ways to all that can be reached, events before clocks where both are as short. */
export function shortestFrom(start: string, steps: readonly PathStep[]): Map<string, PathStep[]> {
  const ways = new Map<string, PathStep[]>([[start, []]]);
  const ordered = [...steps].sort((a, b) => Number(a.by.length === 0) - Number(b.by.length === 0));
  for (const [state, way] of ways) {
    for (const step of ordered) if (step.from === state && !ways.has(step.to)) ways.set(step.to, [...way, step]);
  }
  return ways;
}

export const stepsOf = (file: PlainFile, catalogue: FactCatalogue = FACTS): PathStep[] =>
  edgesOf(file).flatMap((edge) => stepOf(file, edge, catalogue) ?? []);

/** state → the shortest way there from the beginning. A state that is not in the result cannot be reached. */
export function shortestPaths(file: PlainFile, catalogue: FactCatalogue = FACTS): Record<string, PathStep[]> {
  const ways = shortestFrom(file.machine.initial, stepsOf(file, catalogue));
  ways.delete(file.machine.initial);
  return Object.fromEntries(ways);
}
