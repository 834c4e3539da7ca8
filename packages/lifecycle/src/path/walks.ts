/** A small set of walks that together take every branch: what path tests on a database follow. */
import { FACTS } from '../catalogue/facts';
import type { FactCatalogue } from '@sidan/rules/conditions';
import type { PlainFile } from '../definition/file';
import { shortestFrom, stepsOf, type PathStep } from './shortest';

export interface Walk {
  /** From the beginning to an end. */
  steps: readonly PathStep[];
  /** The branches (their paths in the file) that no walk before it took. */
  covers: readonly string[];
}

/** Longer ones are cut: whoever looks for what went wrong in one has to read it. */
const STEPS_MAX = 60;

/**
 * Walks from the beginning to an end that together take every branch that facts can take. Each goes the shortest way to a branch that is still open, takes
 * open ones as long as there are any where it stands, and then the shortest way out.
 */
export function walks(file: PlainFile, catalogue: FactCatalogue = FACTS): Walk[] {
  const { initial, states } = file.machine;
  const steps = stepsOf(file, catalogue);
  const ways = new Map(Object.keys(states).map((state) => [state, shortestFrom(state, steps)]));
  const finals = Object.keys(states).filter((name) => states[name]!.type === 'final');
  const open = new Set(steps.filter(({ from }) => ways.get(initial)!.has(from)).map(({ path }) => path));
  const found: Walk[] = [];
  while (open.size > 0) {
    const walk: PathStep[] = [];
    const covers: string[] = [];
    let state = initial;
    const take = (step: PathStep) => {
      walk.push(step);
      if (open.delete(step.path)) covers.push(step.path);
      state = step.to;
    };
    const nextOpen = () =>
      // Staying first: it costs nothing and the state is lost by the others.
      steps
        .filter((step) => step.from === state && open.has(step.path))
        .sort((a, b) => Number(a.to !== state) - Number(b.to !== state))[0];
    for (;;) {
      const next = nextOpen();
      if (next && walk.length < STEPS_MAX) {
        take(next);
        continue;
      }
      if (covers.length > 0) break;
      const way = nearest(
        ways.get(state)!,
        steps.filter(({ path }) => open.has(path)).map(({ from }) => from),
      );
      if (!way) return found;
      way.forEach(take);
    }
    nearest(ways.get(state)!, finals)?.forEach(take);
    found.push({ steps: walk, covers });
  }
  return found;
}

/** The shortest of the ways to one of these states. */
function nearest(
  ways: ReadonlyMap<string, readonly PathStep[]>,
  states: readonly string[],
): readonly PathStep[] | undefined {
  return states.flatMap((state) => (ways.has(state) ? [ways.get(state)!] : [])).sort((a, b) => a.length - b.length)[0];
}
