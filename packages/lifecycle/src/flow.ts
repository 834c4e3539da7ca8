/** Whether every state can be reached, and every order can end. */
import { isRecord, type Report } from './problem';

/** The states that a state leads to, in one step. */
export function targetsOf(state: unknown): string[] {
  if (!isRecord(state)) return [];
  return [state.on, state.after]
    .filter(isRecord)
    .flatMap((transitions) => Object.values(transitions).flat())
    .map((branch) => (isRecord(branch) ? branch.target : undefined))
    .filter((target): target is string => typeof target === 'string');
}

function closure(seeds: string[], next: (name: string) => string[]): Set<string> {
  const seen = new Set(seeds);
  for (const name of seen) for (const target of next(name)) seen.add(target);
  return seen;
}

/** Codes: STATE_UNREACHABLE (nothing leads there from the initial state), STATE_STUCK (no way from there to a final state). */
export function checkFlow(initial: string, states: Record<string, unknown>, report: Report): void {
  const names = Object.keys(states);
  const targets = new Map(names.map((name) => [name, targetsOf(states[name])]));
  const sources = new Map<string, string[]>();
  for (const [name, list] of targets) for (const t of list) sources.set(t, [...(sources.get(t) ?? []), name]);
  const finals = names.filter((name) => (states[name] as { type?: unknown } | null)?.type === 'final');
  const reached = closure([initial], (name) => targets.get(name) ?? []);
  const ending = closure(finals, (name) => sources.get(name) ?? []);
  for (const name of names) {
    if (!reached.has(name)) report('STATE_UNREACHABLE', `machine/states/${name}`, { state: name });
    if (!ending.has(name)) report('STATE_STUCK', `machine/states/${name}`, { state: name });
  }
}
