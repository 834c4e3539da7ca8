/** The pure core: a snapshot and an event in, the next snapshot and the effects out. Nothing is read and nothing is run. */
import { transition, type AnyMachineSnapshot, type EventObject } from 'xstate';
import type { Facts } from '@sidan/rules/conditions';
import type { Calendars } from '../clock/calendar';
import type { Capacity } from '../definition/capacity';
import { eventSpec, WARNING_TEMPLATE, type Clock, type Definition } from '../definition/definition';
import { isActionType, resolveAction, type Effect } from '../definition/effect';
import { checkEventData, type EventField, type LifecycleEvent } from '../definition/event';
import { isRecord } from '../problem';
import { cancelTimers, pausableIds, setTimers, type Made } from './timers';

/** What is stored of a running lifecycle. */
export interface Snapshot {
  definition: string;
  version: string;
  state: string;
}

export interface Step {
  ok: true;
  snapshot: Snapshot;
  /** The state before and after; equal when the event changed nothing but what its effects say. */
  from: string;
  state: string;
  /** In the order in which they are to be carried out. */
  effects: Effect[];
}

export const REFUSALS = [
  /** The state does not take this event, or no guard let it through; also a timer that is due for a state that has been left. */
  'EVENT_NOT_ALLOWED',
  /** The lifecycle knows no such event. */
  'EVENT_UNKNOWN',
  /** The event's data does not fit: `params.problems`, see `checkEventData()`. */
  'EVENT_DATA_INVALID',
  /** The snapshot is not of this lifecycle, is of another major version, or its state is gone: migrate it. */
  'SNAPSHOT_UNFIT',
  /** A clock's minutes are not a whole number of at least 1. */
  'DELAY_UNFIT',
  /** A clock counts in a calendar that was not given: `params.calendar`. */
  'CALENDAR_MISSING',
  /** A clock runs into a year whose holidays are not known: `params.year`. */
  'HOLIDAYS_UNKNOWN',
] as const;

export interface Refusal {
  ok: false;
  code: (typeof REFUSALS)[number];
  params: { state: string; event: string } & Record<string, unknown>;
}

const major = (version: string) => version.split('.')[0];

/** Whether a stored snapshot belongs to this definition: same lifecycle, same major version, a state that still exists. */
export function fits(definition: Definition, snapshot: unknown): snapshot is Snapshot {
  return (
    isRecord(snapshot) &&
    snapshot.definition === definition.name &&
    typeof snapshot.version === 'string' &&
    major(snapshot.version) === major(definition.version) &&
    definition.states.includes(snapshot.state as string)
  );
}

/**
 * The first step: from nothing to the state that `event` (`place`) leads to. `now` is when it happens; `facts` are given facts by name.
 * A Refusal as for `step()`.
 */
export function start(
  definition: Definition,
  event: LifecycleEvent,
  facts: Facts,
  now: Date,
  calendars: Calendars = {},
): Step | Refusal {
  return take(definition, definition.initial, event, facts, now, calendars);
}

/**
 * One step. Promises: the same arguments give the same result; `snapshot` is not changed; a refusal has no effects. The fields of the event's data are
 * facts named `event.<field>`, besides `facts`. A due timer is stepped as `{ type: <its event> }`. Who may send the event is for the caller to check,
 * with `can()`. Refusals: see REFUSALS.
 */
export function step(
  definition: Definition,
  snapshot: Snapshot,
  event: LifecycleEvent,
  facts: Facts,
  now: Date,
  calendars: Calendars = {},
): Step | Refusal {
  if (!fits(definition, snapshot)) {
    const { definition: of, version, state } = (isRecord(snapshot) ? snapshot : {}) as Partial<Snapshot>;
    const expected = { expected: definition.name, expectedVersion: definition.version };
    return refuse('SNAPSHOT_UNFIT', String(state), event.type, { definition: of, version, ...expected });
  }
  return take(definition, snapshot.state, event, facts, now, calendars);
}

/**
 * The types of the events that somebody with these capacities may send now, in the order of the definition. Facts as for `step()`; a guard on the event's
 * data sees none. Empty for a snapshot that does not fit.
 */
export function can(
  definition: Definition,
  snapshot: Snapshot,
  capacities: readonly Capacity[],
  facts: Facts,
): string[] {
  if (!fits(definition, snapshot)) return [];
  const restored = restore(definition, snapshot.state, facts);
  return Object.values(definition.events)
    .filter(({ by, type }) => by.some((capacity) => capacities.includes(capacity)) && restored.can({ type }))
    .map(({ type }) => type);
}

/** XState restores a state that is gone as undefined, without an error: the callers have checked that `state` is there. */
function restore(definition: Definition, state: string, facts: Facts): AnyMachineSnapshot {
  return definition.machine.resolveState({ value: state, context: { facts } });
}

function refuse(code: Refusal['code'], state: string, event: string, params: Record<string, unknown> = {}): Refusal {
  return { ok: false, code, params: { state, event, ...params } };
}

function take(
  definition: Definition,
  from: string,
  event: LifecycleEvent,
  facts: Facts,
  now: Date,
  calendars: Calendars = {},
): Step | Refusal {
  const spec = eventSpec(definition, event.type);
  const clockEvent = definition.machineEventOf.get(`${from}.${event.type}`);
  if (!spec && clockEvent === undefined) return warn(definition, from, event.type);
  const restored = restore(definition, from, withEvent(facts, event, spec?.fields));
  const sent: EventObject = { type: clockEvent ?? event.type };
  if (!restored.can(sent)) return refuse('EVENT_NOT_ALLOWED', from, event.type);
  const problems = spec ? checkEventData(spec, event.data) : [];
  if (problems.length > 0) return refuse('EVENT_DATA_INVALID', from, event.type, { problems });

  const [next, actions] = transition(definition.machine, restored, sent);
  const made: Made[] = [];
  for (const { type, params } of actions) {
    if (isActionType(type)) {
      made.push(resolveAction(type, params, event, () => pausableIds(definition, from)));
      continue;
    }
    // What is left are XState's own `raise` and `cancel`, made of the delayed transitions of the states entered and left.
    const { id, sendId } = params as { id?: string; sendId?: string };
    const timer = definition.clockOf.get((id ?? sendId) as string) as Clock;
    if (sendId !== undefined) {
      made.push(...cancelTimers(timer, sendId === clockEvent));
      continue;
    }
    const set = setTimers(definition, timer, facts, now, calendars);
    if (!set.ok) return refuse(set.code, from, event.type, set.params);
    made.push(...set.timers);
  }
  const state = next.value as string;
  const snapshot = { definition: definition.name, version: definition.version, state };
  if (endsPause(definition, made, facts, from !== state)) made.unshift({ type: 'clock.resume', params: { ids: [] } });
  const effects = made.map((effect, index) => ({ index, ...effect }) as Effect);
  return { ok: true, snapshot, from, state, effects };
}

/** A pause ends with its state: the clocks that stood still are void, and those of the next state run. */
function endsPause(definition: Definition, made: readonly Made[], facts: Facts, left: boolean): boolean {
  if (facts['order.paused'] !== true || !definition.effects.includes('clock.pause')) return false;
  return left && !made.some(({ type }) => type === 'clock.resume');
}

/** A warning that is due changes nothing and tells those whom its clock names; of a state that was left it is refused, like its clock. */
function warn(definition: Definition, from: string, type: string): Step | Refusal {
  const clock = definition.warningOf.get(`${from}.${type}`);
  if (!clock) {
    const known = definition.clocks.some(
      ({ event, warnings }) => event === type || warnings.some((warning) => warning.event === type),
    );
    return refuse(known ? 'EVENT_NOT_ALLOWED' : 'EVENT_UNKNOWN', from, type);
  }
  const to = [...(definition.delays[clock.event]!.warnTo ?? [])];
  const snapshot = { definition: definition.name, version: definition.version, state: from };
  const effects: Effect[] = [{ index: 0, type: 'notify', params: { template: WARNING_TEMPLATE, to } }];
  return { ok: true, snapshot, from, state: from, effects };
}

/** A score is a fact where it is one number: of an abstention, or of marks that nobody has put together, guards know nothing. */
function withEvent(facts: Facts, { data }: LifecycleEvent, fields: readonly EventField[] = []): Facts {
  if (!data) return facts;
  const scores = new Set(fields.flatMap(({ name, kind }) => (kind === 'score' ? [name] : [])));
  const own = Object.entries(data)
    .filter(([field, value]) => !scores.has(field) || typeof value === 'number')
    .map(([field, value]) => [`event.${field}`, value]);
  return { ...facts, ...Object.fromEntries(own) };
}
