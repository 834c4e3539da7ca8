/** A lifecycle definition, checked and compiled: load once, keep, share. It is immutable. */
import { compileCondition, type Condition, type Facts, type Predicate } from '@sidan/rules/conditions';
import { createMachine, type AnyStateMachine } from 'xstate';
import { warningsOf } from '../clock/due';
import type { Delay } from '../clock/delay';
import type { DispatchPlan } from '../dispatch/plan';
import { DefinitionError } from '../problem';
import type { Ratings } from '../rating/ratings';
import { checkDefinition, type CheckOptions } from './check';
import { isActionType, type ActionType } from './effect';
import { toEventSpec, type EventSpec } from './event';
import type { PlainFile, Titles } from './file';

/** A delayed transition of a state. */
export interface Clock {
  /** `<state>.<delay>`: the same in every version in which both keep their names. */
  id: string;
  state: string;
  /** The type of the event as which a due timer comes back to `step()`: the delay's name. */
  event: string;
  /** Its warnings, the earliest first: `<id>.warn1` comes back as the event `<event>.warn1`. */
  warnings: readonly { id: string; event: string }[];
}

export interface Definition {
  readonly name: string;
  /** Semantic: a new major version does not take the snapshots of an older one. What layers made of it stands behind a `+`. */
  readonly version: string;
  /** The moment before the first event; no snapshot ever rests there. */
  readonly initial: string;
  /** Every state in which something can rest, in the order of the file. */
  readonly states: readonly string[];
  /** The states in which it ends. */
  readonly finals: readonly string[];
  readonly events: Readonly<Record<string, EventSpec>>;
  readonly delays: Readonly<Record<string, Delay>>;
  /** Whom orders go to; left out, the dispatcher decides. */
  readonly dispatch?: DispatchPlan;
  /** What people are asked when they rate; left out, stars for the whole. */
  readonly ratings?: Ratings;
  readonly clocks: readonly Clock[];
  /** The ids of all notices that it may ask for, sorted. */
  readonly templates: readonly string[];
  /** The types of the effects that it may ask for, sorted. */
  readonly effects: readonly ActionType[];
  /** Words of layers above the base: language → key (`state.waiting`) → text. What is not here is in the locales. */
  readonly titles: Titles;
  /** @internal */
  readonly machine: AnyStateMachine;
  /** @internal XState's own name of a clock's event → the clock. */
  readonly clockOf: ReadonlyMap<string, Clock>;
  /** @internal The id of a clock → XState's own name of its event. */
  readonly machineEventOf: ReadonlyMap<string, string>;
  /** @internal The event of a warning → its clock, by state: `<state>.<event>`. */
  readonly warningOf: ReadonlyMap<string, Clock>;
}

/** The facts ride in the machine's context for one step and are never stored. */
export interface MachineContext {
  facts: Facts;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

/** What every action of the machine satisfies, each once and sorted. */
function collect<T>(node: unknown, take: (type: string, params: Record<string, unknown>) => T | undefined): T[] {
  const found = new Set<T>();
  const visit = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return;
    const { type, params } = value as { type?: unknown; params?: Record<string, unknown> };
    const taken = typeof type === 'string' ? take(type, params ?? {}) : undefined;
    if (taken !== undefined) found.add(taken);
    Object.values(value).forEach(visit);
  };
  visit(node);
  return [...found].sort();
}

/** The notice of a clock that is about to run out. */
export const WARNING_TEMPLATE = 'clockWarning';

export function templatesOf({ machine, delays = {} }: PlainFile): string[] {
  const sent = collect(machine, (type, params) => (type === 'notify' ? (params.template as string) : undefined));
  const warns = Object.values(delays).some(({ warn }) => warn !== undefined);
  return warns ? [...sent, WARNING_TEMPLATE].sort() : sent;
}

function compile({ name, machine, delays = {} }: PlainFile): AnyStateMachine {
  const predicates = new Map<unknown, Predicate>();
  /** Guards are compiled when they are first asked; XState hands in the object of the config each time. */
  const predicateOf = (params: unknown): Predicate => {
    let predicate = predicates.get(params);
    if (!predicate) predicates.set(params, (predicate = compileCondition(params as Condition)));
    return predicate;
  };
  return createMachine(
    { ...machine, id: name, context: { facts: {} } } as unknown as Parameters<typeof createMachine>[0],
    {
      guards: {
        when: ({ context }: { context: unknown }, params: unknown) =>
          predicateOf(params)((context as MachineContext).facts),
      },
      // Any number will do: it only tells XState that the transition is delayed. `step()` works out when it is due.
      delays: Object.fromEntries(Object.keys(delays).map((delay) => [delay, 1])),
    } as unknown as Parameters<typeof createMachine>[1],
  ) as unknown as AnyStateMachine;
}

function clockFor(state: string, event: string, delay: Delay): Clock {
  const id = `${state}.${event}`;
  const warnings = warningsOf(delay).map((_, i) => ({ id: `${id}.warn${i + 1}`, event: `${event}.warn${i + 1}` }));
  return deepFreeze({ id, state, event, warnings });
}

/**
 * Checks and compiles the content of a plain definition file, as `compose()` makes it. Takes some milliseconds: keep the result.
 * Throws DefinitionError (DEFINITION_INVALID) with all problems, see `checkDefinition()`; REGIONS_OPEN for a file that has not been composed.
 */
export function loadDefinition(json: unknown, options: CheckOptions = {}): Definition {
  const problems = checkDefinition(json, options);
  if (problems.length === 0 && Object.hasOwn(json as object, 'regions')) {
    problems.push({ code: 'REGIONS_OPEN', path: 'regions', params: {} });
  }
  if (problems.length > 0) throw new DefinitionError(problems);
  const file = structuredClone(json) as PlainFile;
  const delays = file.delays ?? {};
  const machine = compile(file);
  const names = Object.keys(file.machine.states);
  const clockOf = new Map<string, Clock>();
  for (const state of names) {
    for (const { eventType, delay } of machine.states[state]!.after) {
      clockOf.set(eventType, clockFor(state, String(delay), delays[String(delay)]!));
    }
  }
  const clocks = [...clockOf.values()];
  return Object.freeze({
    name: file.name,
    version: file.version,
    initial: file.machine.initial,
    states: Object.freeze(names.filter((name) => name !== file.machine.initial)),
    finals: Object.freeze(names.filter((name) => file.machine.states[name]?.type === 'final')),
    events: deepFreeze(
      Object.fromEntries(Object.entries(file.events).map(([type, e]) => [type, toEventSpec(type, { ...e })])),
    ),
    delays: deepFreeze(delays),
    ...(file.dispatch ? { dispatch: deepFreeze(file.dispatch) } : {}),
    ...(file.ratings ? { ratings: deepFreeze(file.ratings) } : {}),
    clocks: Object.freeze(clocks),
    templates: Object.freeze(templatesOf(file)),
    effects: Object.freeze(collect(file.machine, (type) => (isActionType(type) ? type : undefined))),
    titles: deepFreeze(file.titles ?? {}),
    machine,
    clockOf,
    machineEventOf: new Map([...clockOf].map(([type, { id }]) => [id, type])),
    warningOf: new Map(clocks.flatMap((clock) => clock.warnings.map(({ id }) => [id, clock] as const))),
  });
}

/** What an event takes and who may send it; undefined when the lifecycle has no such event. */
export function eventSpec(definition: Definition, type: string): EventSpec | undefined {
  return Object.hasOwn(definition.events, type) ? definition.events[type] : undefined;
}
