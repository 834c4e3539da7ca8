/** A lifecycle definition, checked and compiled: load once, keep, share. It is immutable. */
import { createMachine, type AnyStateMachine } from 'xstate';
import { checkDefinition } from './check';
import { holds, type Condition, type Facts } from './condition';
import type { Delay } from './delay';
import { toEventSpec, type EventSpec } from './event';
import { DefinitionError } from './problem';

/** A delayed transition of a state. */
export interface Clock {
  /** `<state>.<delay>`: the same in every version in which both keep their names. */
  id: string;
  state: string;
  /** The type of the event as which a due timer comes back to `step()`: the delay's name. */
  event: string;
}

export interface Definition {
  readonly name: string;
  /** Semantic: a new major version does not take the snapshots of an older one. */
  readonly version: string;
  /** The moment before the first event; no snapshot ever rests there. */
  readonly initial: string;
  /** Every state in which something can rest, in the order of the file. */
  readonly states: readonly string[];
  /** The states in which it ends. */
  readonly finals: readonly string[];
  readonly events: Readonly<Record<string, EventSpec>>;
  readonly delays: Readonly<Record<string, Delay>>;
  readonly clocks: readonly Clock[];
  /** The ids of all notices that it may ask for, sorted. */
  readonly templates: readonly string[];
  /** @internal */
  readonly machine: AnyStateMachine;
  /** @internal XState's own name of a clock's event → the clock. */
  readonly clockOf: ReadonlyMap<string, Clock>;
  /** @internal The id of a clock → XState's own name of its event. */
  readonly machineEventOf: ReadonlyMap<string, string>;
}

/** The facts ride in the machine's context for one step and are never stored. */
export interface MachineContext {
  facts: Facts;
}

interface StateFile {
  type?: string;
  after?: Record<string, unknown>;
}

interface DefinitionFile {
  name: string;
  version: string;
  machine: { initial: string; states: Record<string, StateFile> };
  events: Record<string, Record<string, unknown>>;
  delays?: Record<string, Delay>;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

function templatesIn(node: unknown, found = new Set<string>()): Set<string> {
  if (typeof node !== 'object' || node === null) return found;
  const { type, params } = node as { type?: unknown; params?: { template?: string } };
  if (type === 'notify' && params?.template) found.add(params.template);
  for (const child of Object.values(node)) templatesIn(child, found);
  return found;
}

function compile({ name, machine, delays = {} }: DefinitionFile): AnyStateMachine {
  return createMachine(
    { ...machine, id: name, context: { facts: {} } } as unknown as Parameters<typeof createMachine>[0],
    {
      guards: {
        when: ({ context }: { context: unknown }, params: unknown) =>
          holds(params as Condition, (context as MachineContext).facts),
      },
      // Any number will do: it only tells XState that the transition is delayed. `step()` works out when it is due.
      delays: Object.fromEntries(Object.keys(delays).map((delay) => [delay, 1])),
    } as unknown as Parameters<typeof createMachine>[1],
  ) as unknown as AnyStateMachine;
}

/**
 * Checks and compiles the content of a definition file (`{ name, version, machine, events, delays }`). Takes some milliseconds: keep the result.
 * Throws DefinitionError (DEFINITION_INVALID) with all problems, see `checkDefinition()`.
 */
export function loadDefinition(json: unknown): Definition {
  const problems = checkDefinition(json);
  if (problems.length > 0) throw new DefinitionError(problems);
  const file = structuredClone(json) as DefinitionFile;
  const machine = compile(file);
  const names = Object.keys(file.machine.states);
  const clockOf = new Map<string, Clock>();
  for (const state of names) {
    for (const { eventType, delay } of machine.states[state]!.after) {
      clockOf.set(eventType, Object.freeze({ id: `${state}.${delay}`, state, event: String(delay) }));
    }
  }
  return Object.freeze({
    name: file.name,
    version: file.version,
    initial: file.machine.initial,
    states: Object.freeze(names.filter((name) => name !== file.machine.initial)),
    finals: Object.freeze(names.filter((name) => file.machine.states[name]?.type === 'final')),
    events: deepFreeze(
      Object.fromEntries(Object.entries(file.events).map(([type, e]) => [type, toEventSpec(type, e)])),
    ),
    delays: deepFreeze(file.delays ?? {}),
    clocks: Object.freeze([...clockOf.values()]),
    templates: Object.freeze([...templatesIn(file.machine)].sort()),
    machine,
    clockOf,
    machineEventOf: new Map([...clockOf].map(([type, { id }]) => [id, type])),
  });
}

/** What an event takes and who may send it; undefined when the lifecycle has no such event. */
export function eventSpec(definition: Definition, type: string): EventSpec | undefined {
  return Object.hasOwn(definition.events, type) ? definition.events[type] : undefined;
}
