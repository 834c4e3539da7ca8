/** What a definition file must be before it is compiled. Everything that is wrong is reported at once. */
import { checkCondition } from './condition';
import { checkDelay } from './delay';
import { checkAction } from './effect';
import { checkEvent, NAME, toEventSpec, type EventSpec } from './event';
import { checkFlow } from './flow';
import { checkKeys, isRecord, type Problem, type Report } from './problem';

const VERSION = /^\d+\.\d+\.\d+$/;
const STATES_MAX = 200;
/** Nobody reads more, and a hostile file should not fill the memory. */
const PROBLEMS_MAX = 200;

interface Context {
  report: Report;
  events: Record<string, unknown>;
  delays: Record<string, unknown>;
  states: Record<string, unknown>;
  initial: string;
  usedEvents: Set<string>;
  usedDelays: Set<string>;
  /** The events that enter each state, for what its entry actions need. */
  entering: Map<string, (EventSpec | undefined)[]>;
}

/**
 * All problems of a definition file (the first 200), each `{ code, path, params }`; an empty list means that `loadDefinition()` accepts it.
 *
 * A snapshot is one state's name, so the machine is flat: nested, parallel and history states, invoked actors, context and eventless transitions are
 * refused (STATE_KIND, KEY_UNKNOWN). The initial state is the moment before the first event: nothing leads to it, it has no clock and no entry.
 */
export function checkDefinition(json: unknown): Problem[] {
  const problems: Problem[] = [];
  const report: Report = (code, path, params = {}) => {
    if (problems.length < PROBLEMS_MAX) problems.push({ code, path, params });
  };
  if (!isRecord(json)) report('DEFINITION_SHAPE', '');
  else checkRoot(json, report);
  return problems;
}

function checkRoot(json: Record<string, unknown>, report: Report): void {
  checkKeys(json, ['$schema', 'name', 'version', 'description', 'machine', 'events', 'delays'], '', report);
  if (typeof json.name !== 'string' || !NAME.test(json.name)) report('NAME_INVALID', 'name', { name: json.name });
  if (typeof json.version !== 'string' || !VERSION.test(json.version))
    report('VERSION_INVALID', 'version', { version: json.version });
  const { machine, events, delays = {} } = json;
  if (!isRecord(events)) report('EVENTS_SHAPE', 'events');
  if (!isRecord(delays)) report('DELAYS_SHAPE', 'delays');
  if (!isRecord(machine) || !isRecord(machine.states)) report('MACHINE_SHAPE', 'machine');
  if (!isRecord(events) || !isRecord(delays) || !isRecord(machine) || !isRecord(machine.states)) return;

  for (const [type, event] of Object.entries(events)) checkEvent(type, event, `events/${type}`, report);
  for (const [name, delay] of Object.entries(delays)) {
    if (!NAME.test(name)) report('NAME_INVALID', `delays/${name}`, { name });
    // A due timer comes back as an event of its delay's name.
    if (Object.hasOwn(events, name)) report('NAME_TWICE', `delays/${name}`, { name });
    checkDelay(delay, `delays/${name}`, report);
  }
  checkMachine(machine, machine.states, events, delays, report);
}

function checkMachine(
  machine: Record<string, unknown>,
  states: Record<string, unknown>,
  events: Record<string, unknown>,
  delays: Record<string, unknown>,
  report: Report,
): void {
  checkKeys(machine, ['id', 'description', 'initial', 'states'], 'machine', report);
  const names = Object.keys(states);
  if (names.length > STATES_MAX) return report('STATES_TOO_MANY', 'machine/states', { max: STATES_MAX });
  if (typeof machine.initial !== 'string' || !Object.hasOwn(states, machine.initial)) {
    return report('INITIAL_UNKNOWN', 'machine/initial', { state: machine.initial });
  }
  const context: Context = {
    report,
    events,
    delays,
    states,
    initial: machine.initial,
    usedEvents: new Set(),
    usedDelays: new Set(),
    entering: new Map(),
  };
  for (const name of names) checkTransitionsOf(name, context);
  for (const name of names) checkState(name, context);
  for (const type of Object.keys(events)) {
    if (!context.usedEvents.has(type)) report('EVENT_UNUSED', `events/${type}`, { event: type });
  }
  for (const name of Object.keys(delays)) {
    if (!context.usedDelays.has(name)) report('DELAY_UNUSED', `delays/${name}`, { delay: name });
  }
  checkFlow(machine.initial, states, report);
}

function checkState(name: string, context: Context): void {
  const { report, states, initial, entering } = context;
  const path = `machine/states/${name}`;
  const state = states[name];
  if (!NAME.test(name)) report('NAME_INVALID', path, { name });
  if (!isRecord(state)) return report('STATE_SHAPE', path);
  const { type } = state;
  const kind = Object.hasOwn(state, 'states') ? 'compound' : type;
  if (kind !== undefined && kind !== 'atomic' && kind !== 'final') report('STATE_KIND', path, { state: name, kind });
  checkKeys(state, ['type', 'description', 'on', 'after', 'entry', 'exit', 'states'], path, report);
  if (type === 'final' && (state.on !== undefined || state.after !== undefined))
    report('FINAL_LEFT', path, { state: name });
  if (name === initial && (state.after ?? state.entry ?? state.exit ?? (type === 'final' || undefined)) !== undefined) {
    report('INITIAL_RESTS', path, { state: name });
  }
  const triggers = [state.on, state.after].filter(isRecord).flatMap((transitions) => Object.keys(transitions));
  const leaving = triggers.map((trigger) => specOf(trigger, context));
  checkActions(state.entry, `${path}/entry`, entering.get(name) ?? [], report);
  checkActions(state.exit, `${path}/exit`, leaving, report);
}

function specOf(type: string, { events }: Context): EventSpec | undefined {
  const event = Object.hasOwn(events, type) ? events[type] : undefined;
  return isRecord(event) && Array.isArray(event.by) && (event.data === undefined || isRecord(event.data))
    ? toEventSpec(type, event)
    : undefined;
}

function checkTransitionsOf(name: string, context: Context): void {
  const state = context.states[name];
  if (!isRecord(state)) return;
  for (const [key, known, used, unknown] of [
    ['on', context.events, context.usedEvents, 'EVENT_UNLISTED'],
    ['after', context.delays, context.usedDelays, 'DELAY_UNLISTED'],
  ] as const) {
    const transitions = state[key] ?? {};
    const path = `machine/states/${name}/${key}`;
    if (!isRecord(transitions)) {
      context.report('TRANSITION_SHAPE', path);
      continue;
    }
    for (const [trigger, branches] of Object.entries(transitions)) {
      if (Object.hasOwn(known, trigger)) used.add(trigger);
      else context.report(unknown, `${path}/${trigger}`, { state: name, name: trigger });
      checkBranches(branches, `${path}/${trigger}`, specOf(trigger, context), context);
    }
  }
}

function checkBranches(branches: unknown, path: string, event: EventSpec | undefined, context: Context): void {
  const list = Array.isArray(branches) ? branches : [branches];
  if (list.length === 0) context.report('TRANSITION_SHAPE', path);
  list.forEach((branch, i) => {
    const at = Array.isArray(branches) ? `${path}/${i}` : path;
    checkBranch(branch, at, event, context);
    // Whatever comes after a branch without a guard can never be taken.
    if (isRecord(branch) && branch.guard === undefined && i < list.length - 1) context.report('BRANCH_DEAD', at);
  });
}

function checkBranch(branch: unknown, path: string, event: EventSpec | undefined, context: Context): void {
  const { report, states, initial, entering } = context;
  if (!isRecord(branch)) return report('TRANSITION_SHAPE', path);
  checkKeys(branch, ['target', 'guard', 'actions', 'reenter', 'description'], path, report);
  const { target, guard, actions } = branch;
  if (target === undefined) {
    if (actions === undefined) report('TRANSITION_EMPTY', path);
  } else if (typeof target !== 'string' || !Object.hasOwn(states, target)) {
    report('TARGET_UNKNOWN', `${path}/target`, { state: target });
  } else {
    if (target === initial) report('INITIAL_RESTS', `${path}/target`, { state: target });
    entering.set(target, [...(entering.get(target) ?? []), event]);
  }
  if (guard !== undefined) {
    if (!isRecord(guard) || guard.type !== 'when')
      report('GUARD_KIND', `${path}/guard`, { guard: isRecord(guard) ? guard.type : guard });
    else {
      checkKeys(guard, ['type', 'params'], `${path}/guard`, report);
      checkCondition(guard.params, `${path}/guard/params`, report);
    }
  }
  checkActions(actions, `${path}/actions`, [event], report);
}

function checkActions(actions: unknown, path: string, events: (EventSpec | undefined)[], report: Report): void {
  if (actions === undefined) return;
  if (!Array.isArray(actions)) return report('ACTION_SHAPE', path);
  actions.forEach((action, i) => checkAction(action, `${path}/${i}`, events, report));
}
