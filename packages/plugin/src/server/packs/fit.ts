import { daysOfChange, type FactDefinition } from '@sidan/rules';
import { SidanError } from '../errors';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import { addedFacts } from './facts/added';
import { ground } from './ground';
import { stackAt } from './history';
import { loadStack, type Stack } from './load';
import { dayOf, isOver } from './regions';
import { StackError, type Misfit } from './stackError';
import { versionsFor, type Activation } from './stored';
import { sayProblem } from './said';
import { faultsOf } from './thread/lifecycles';

/** Whether the packs of a place fit each other from a moment on, and on every later day on which something changes; else why not. */
export type CheckFit = (history: readonly Activation[], place: string, from: Date) => Promise<Misfit | undefined>;

/** A check that remembers the stacks that it loaded: for one decision, whose histories differ little. */
export function fitChecker(sidan: Sidan, q: Connection): CheckFit {
  const loaded = new Map<string, Promise<Stack>>();
  const facts = addedFacts(sidan.db, sidan.coreOf).map(({ definition }) => definition);
  const whole = (stack: Stack) => checkedWhole(stack, facts);
  const stackOf = (history: readonly Activation[], place: string, at: Date): Promise<Stack> => {
    const entries = stackAt(history, place, at);
    const key = entries.map(({ versionId }) => versionId).join(' ');
    const stack = loaded.get(key) ?? versionsFor(sidan, q, entries).then(loadStack).then(whole);
    loaded.set(key, stack);
    return stack;
  };
  return async (history, place, from) => {
    const later = history.filter((entry) => isOver(entry.regionCode, place) && entry.effectiveFrom > from);
    const times = [...new Set([from, ...later.map(({ effectiveFrom }) => effectiveFrom)].map(Number))];
    try {
      for (const at of times.sort((a, b) => a - b).map((time) => new Date(time))) {
        const stack = await stackOf(history, place, at);
        const today = dayOf(at);
        for (const day of [today, ...daysOfChange(stack.packs).filter((change) => change > today)]) stack.on(day);
      }
      return undefined;
    } catch (error) {
      if (!(error instanceof StackError)) throw error;
      return { pack: error.pack, problems: error.problems };
    }
  };
}

/** Rules of all dates, and the lifecycles that the packs make. @throws StackError */
function checkedWhole(stack: Stack, facts: readonly FactDefinition[]): Stack {
  stack.whole();
  const faults = faultsOf({ ...ground(), facts }, stack.packs);
  if (faults[0])
    throw new StackError(
      faults[0].pack,
      faults.map(({ fault }) => fault),
    );
  return stack;
}

/** The refusal of what does not fit, in somebody's language. */
export function packConflict({ pack, problems }: Misfit, texts: Readonly<Record<string, string>>): SidanError {
  const said = problems.map((problem) => sayProblem(problem, texts));
  return new SidanError('PACK_CONFLICT', { pack, problems: said, count: said.length });
}
