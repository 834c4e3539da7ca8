/** The timers of a step: what is set when a state is entered and void when it is left, clocks and their warnings together. */
import type { Facts } from '@sidan/rules/conditions';
import type { Calendars } from '../clock/calendar';
import { dueAt, type Unfit } from '../clock/due';
import type { Clock, Definition } from '../definition/definition';
import type { Effect } from '../definition/effect';

/** An effect that has not been numbered yet. */
export type Made = Omit<Effect, 'index'>;

/** The timers that a clock sets when its state is entered: its warnings, then itself. */
export function setTimers(
  definition: Definition,
  clock: Clock,
  facts: Facts,
  now: Date,
  calendars: Calendars,
): { ok: true; timers: Made[] } | Unfit {
  const due = dueAt(clock.event, definition.delays[clock.event]!, facts, now, calendars);
  if (!due.ok) return due;
  const set = (id: string, event: string, at: Date): Made => ({
    type: 'timer.set',
    params: { id, event, dueAt: at.toISOString() },
  });
  const warnings = due.warnings.map(({ index, at }) => {
    const { id, event } = clock.warnings[index]!;
    return set(id, event, at);
  });
  return { ok: true, timers: [...warnings, set(clock.id, clock.event, due.at)] };
}

/** What is void when its state is left: the clock, unless it is what rings, and its warnings, which may have been given already. */
export function cancelTimers(clock: Clock, rings: boolean): Made[] {
  const ids = [...clock.warnings.map(({ id }) => id), ...(rings ? [] : [clock.id])];
  return ids.map((id) => ({ type: 'timer.cancel', params: { id } }));
}

/** The ids of the clocks of a state that stand still while the resident is asked something, with their warnings. */
export const pausableIds = (definition: Definition, state: string): string[] =>
  definition.clocks
    .filter((clock) => clock.state === state && definition.delays[clock.event]!.pause !== false)
    .flatMap(({ id, warnings }) => [...warnings.map((warning) => warning.id), id]);
