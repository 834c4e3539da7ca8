/** Whether every state can be reached and left, and every order can end. */
import { isRecord, type Report } from '../problem';

/** The states that a state leads to, in one step. */
export function targetsOf(state: unknown): string[] {
  if (!isRecord(state)) return [];
  return [state.on, state.after]
    .filter(isRecord)
    .flatMap((transitions) => Object.values(transitions).flat())
    .map((branch) => (isRecord(branch) ? branch.target : undefined))
    .filter((target): target is string => typeof target === 'string');
}

function closure(seeds: string[], next: (name: string) => readonly string[]): Set<string> {
  const seen = new Set(seeds);
  for (const name of seen) for (const target of next(name)) seen.add(target);
  return seen;
}

export interface Flow {
  initial: string;
  finals: readonly string[];
  /** For every state the states that it leads to. */
  targets: ReadonlyMap<string, readonly string[]>;
}

/** Codes: STATE_UNREACHABLE (nothing leads there from the initial state), STATE_NO_EXIT (nothing leads out), STATE_STUCK (no way to a final state). */
export function reportFlow({ initial, finals, targets }: Flow, report: Report): void {
  const sources = new Map<string, string[]>();
  for (const [name, list] of targets) for (const to of list) sources.set(to, [...(sources.get(to) ?? []), name]);
  const reached = closure([initial], (name) => targets.get(name) ?? []);
  const ending = closure([...finals], (name) => sources.get(name) ?? []);
  for (const [name, list] of targets) {
    const path = `machine/states/${name}`;
    if (!reached.has(name)) report('STATE_UNREACHABLE', path, { state: name });
    if (ending.has(name)) continue;
    report(list.every((to) => to === name) ? 'STATE_NO_EXIT' : 'STATE_STUCK', path, { state: name });
  }
}

/** The same for the states of a file, as far as they can be read. */
export function checkFlow(initial: string, states: Record<string, unknown>, report: Report): void {
  const names = Object.keys(states);
  const finals = names.filter((name) => (states[name] as { type?: unknown } | null)?.type === 'final');
  reportFlow({ initial, finals, targets: new Map(names.map((name) => [name, targetsOf(states[name])])) }, report);
}
