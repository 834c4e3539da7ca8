/** The states of a definition file, one by one and together. */
import type { FactCatalogue } from '@sidan/rules/conditions';
import { checkKeys, isRecord, type Report } from '../problem';
import { checkActions } from './actions';
import { checkBranches } from './checkBranch';
import { NAME, toEventSpec, type EventSpec } from './event';
import { checkFlow } from './flow';
import { checkMeta } from './presence';

const STATES_MAX = 200;

export interface Machine {
  report: Report;
  machine: Record<string, unknown>;
  states: Record<string, unknown>;
  events: Record<string, unknown>;
  delays: Record<string, unknown>;
  facts: FactCatalogue;
  /** The names of the regions of a file that has them still open. */
  regions: ReadonlySet<string> | undefined;
}

/** What is being found out on the way. */
export interface Walk extends Machine {
  initial: string;
  usedEvents: Set<string>;
  usedDelays: Set<string>;
  /** The events that enter each state, for what its entry actions need. */
  entering: Map<string, (EventSpec | undefined)[]>;
}

export function checkMachine(machine: Machine): void {
  const { report, states, events, delays } = machine;
  checkKeys(machine.machine, ['id', 'description', 'initial', 'states'], 'machine', report);
  const names = Object.keys(states);
  if (names.length > STATES_MAX) return report('STATES_TOO_MANY', 'machine/states', { max: STATES_MAX });
  const { initial } = machine.machine;
  if (typeof initial !== 'string' || !Object.hasOwn(states, initial)) {
    return report('INITIAL_UNKNOWN', 'machine/initial', { state: initial });
  }
  const walk: Walk = { ...machine, initial, usedEvents: new Set(), usedDelays: new Set(), entering: new Map() };
  for (const name of names) checkTransitionsOf(name, walk);
  for (const name of names) checkState(name, walk);
  for (const type of Object.keys(events)) {
    if (!walk.usedEvents.has(type)) report('EVENT_UNUSED', `events/${type}`, { event: type });
  }
  for (const name of Object.keys(delays)) {
    if (!walk.usedDelays.has(name)) report('DELAY_UNUSED', `delays/${name}`, { delay: name });
  }
  checkFlow(initial, states, report);
}

function checkState(name: string, walk: Walk): void {
  const { report, states, initial, entering, regions } = walk;
  const path = `machine/states/${name}`;
  const state = states[name];
  if (!NAME.test(name)) report('NAME_INVALID', path, { name });
  if (!isRecord(state)) return report('STATE_SHAPE', path);
  const { type } = state;
  const kind = Object.hasOwn(state, 'states') ? 'compound' : type;
  if (kind !== undefined && kind !== 'atomic' && kind !== 'final') report('STATE_KIND', path, { state: name, kind });
  const keys = ['type', 'description', 'on', 'after', 'entry', 'exit', 'states', ...(regions ? ['meta'] : [])];
  checkKeys(state, keys, path, report);
  if (regions) checkStateMeta(state.meta, `${path}/meta`, regions, walk);
  if (type === 'final' && (state.on !== undefined || state.after !== undefined))
    report('FINAL_LEFT', path, { state: name });
  if (name === initial && (state.after ?? state.entry ?? state.exit ?? (type === 'final' || undefined)) !== undefined) {
    report('INITIAL_RESTS', path, { state: name });
  }
  const triggers = [state.on, state.after].filter(isRecord).flatMap((transitions) => Object.keys(transitions));
  const leaving = triggers.map((trigger) => specOf(trigger, walk));
  checkActions(state.entry, `${path}/entry`, entering.get(name) ?? [], regions, report);
  checkActions(state.exit, `${path}/exit`, leaving, regions, report);
}

function checkStateMeta(meta: unknown, path: string, regions: ReadonlySet<string>, { report, states }: Walk): void {
  checkMeta(meta, ['region', 'unless', 'bypass'], regions, path, report);
  if (!isRecord(meta) || meta.bypass === undefined) return;
  if (typeof meta.bypass !== 'string' || !Object.hasOwn(states, meta.bypass)) {
    report('TARGET_UNKNOWN', `${path}/bypass`, { state: meta.bypass });
  }
}

function specOf(type: string, { events }: Walk): EventSpec | undefined {
  const event = Object.hasOwn(events, type) ? events[type] : undefined;
  return isRecord(event) &&
    Array.isArray(event.by) &&
    (event.data === undefined || (isRecord(event.data) && Object.values(event.data).every(isRecord)))
    ? toEventSpec(type, event)
    : undefined;
}

function checkTransitionsOf(name: string, walk: Walk): void {
  const state = walk.states[name];
  if (!isRecord(state)) return;
  for (const [key, known, used, unknown] of [
    ['on', walk.events, walk.usedEvents, 'EVENT_UNLISTED'],
    ['after', walk.delays, walk.usedDelays, 'DELAY_UNLISTED'],
  ] as const) {
    const transitions = state[key] ?? {};
    const path = `machine/states/${name}/${key}`;
    if (!isRecord(transitions)) {
      walk.report('TRANSITION_SHAPE', path);
      continue;
    }
    for (const [trigger, branches] of Object.entries(transitions)) {
      if (Object.hasOwn(known, trigger)) used.add(trigger);
      else walk.report(unknown, `${path}/${trigger}`, { state: name, name: trigger });
      checkBranches(branches, `${path}/${trigger}`, specOf(trigger, walk), walk);
    }
  }
}
