/** From one version of a lifecycle to another, with orders under way. */
import type { Facts } from '@sidan/rules/conditions';
import type { Calendars } from '../clock/calendar';
import type { Definition } from '../definition/definition';
import type { Effect } from '../definition/effect';
import type { Problem } from '../problem';
import { isRecord } from '../problem';
import type { Refusal, Snapshot } from '../step/step';
import { cancelTimers, setTimers, type Made } from '../step/timers';

/** state of the old definition → state of the new one. */
export type Mapping = Readonly<Record<string, string>>;

export interface Move {
  state: string;
  to: string;
  /** How many orders are in it, when counts were given. */
  count?: number;
}

export interface MigrationPlan {
  /** For every state of the old definition that still has a place: identity where the mapping says nothing. */
  moves: readonly Move[];
  /** None: the migration can be carried out. */
  problems: readonly Problem[];
}

/**
 * What becomes of orders in each state when they move from one definition to another. `running` counts them by state, for the preview.
 *
 * Problems: MIGRATION_OTHER (another lifecycle), MAPPING_MISSING (a state is gone, the mapping says nothing, and orders are in it or no counts were given),
 * MAPPING_SOURCE (the old definition has no such state), MAPPING_TARGET (the new one has none), MAPPING_ENDS (an order under way would be ended by it).
 */
export function migrate(
  from: Definition,
  to: Definition,
  mapping: Mapping,
  running?: Readonly<Record<string, number>>,
): MigrationPlan {
  const problems: Problem[] = [];
  const moves: Move[] = [];
  if (from.name !== to.name) {
    problems.push({ code: 'MIGRATION_OTHER', path: '', params: { from: from.name, to: to.name } });
  }
  for (const state of Object.keys(mapping)) {
    if (!from.states.includes(state)) problems.push({ code: 'MAPPING_SOURCE', path: state, params: { state } });
  }
  for (const state of from.states) {
    const target = Object.hasOwn(mapping, state) ? mapping[state]! : state;
    const count = running?.[state] ?? 0;
    const isThere = to.states.includes(target);
    if (isThere) moves.push({ state, to: target, ...(running ? { count } : {}) });
    if (isThere && to.finals.includes(target) && !from.finals.includes(state)) {
      problems.push({ code: 'MAPPING_ENDS', path: state, params: { state, to: target, count } });
    }
    if (isThere) continue;
    if (Object.hasOwn(mapping, state))
      problems.push({ code: 'MAPPING_TARGET', path: state, params: { state, to: target } });
    else if (!running || count > 0) problems.push({ code: 'MAPPING_MISSING', path: state, params: { state, count } });
  }
  return { moves, problems };
}

export type Moved = { ok: true; snapshot: Snapshot; from: string; state: string; effects: Effect[] } | Refusal;

/**
 * One order moved: its snapshot in the new definition, and the timers that follow. A clock that both states have (by its id) runs on; others of the old state
 * are void, those of the new one start at `now`. Entry actions are not taken: nothing happened to the order. Also how an administrator puts an order right:
 * `moves` then names one state.
 *
 * Refusals: SNAPSHOT_UNFIT (not of `from`, or no move leads on from its state), and those of clocks, see REFUSALS.
 */
export function moveSnapshot(
  from: Definition,
  to: Definition,
  moves: readonly Move[],
  snapshot: unknown,
  facts: Facts,
  now: Date,
  calendars: Calendars = {},
): Moved {
  const state = isRecord(snapshot) ? String(snapshot.state) : '';
  const refuse = (code: Refusal['code'], params: Record<string, unknown> = {}): Refusal => ({
    ok: false,
    code,
    params: { state, event: 'migrate', ...params },
  });
  const isOurs = isRecord(snapshot) && snapshot.definition === from.name && from.states.includes(state);
  const target = moves.find((move) => move.state === state)?.to;
  if (!isOurs || target === undefined || !to.states.includes(target)) {
    return refuse('SNAPSHOT_UNFIT', { expected: from.name, expectedVersion: from.version });
  }
  const clocksOf = (definition: Definition, name: string) => definition.clocks.filter((clock) => clock.state === name);
  const [old, fresh] = [clocksOf(from, state), clocksOf(to, target)];
  const made: Made[] = old
    .filter(({ id }) => !fresh.some((clock) => clock.id === id))
    .flatMap((clock) => cancelTimers(clock, false));
  for (const clock of fresh) {
    if (old.some(({ id }) => id === clock.id)) continue;
    const set = setTimers(to, clock, facts, now, calendars);
    if (!set.ok) return refuse(set.code, set.params);
    made.push(...set.timers);
  }
  return {
    ok: true,
    snapshot: { definition: to.name, version: to.version, state: target },
    from: state,
    state: target,
    effects: made.map((effect, index) => ({ index, ...effect }) as Effect),
  };
}
