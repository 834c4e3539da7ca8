/** From a definition with open regions to a plain one: what is off is not there, and whatever led to it leads past it. */
import {
  branchesOf,
  type ActionFile,
  type BranchFile,
  type DefinitionFile,
  type PlainFile,
  type StateFile,
} from '../definition/file';
import { isPresent } from '../definition/presence';
import type { Problem } from '../problem';

export interface Resolved {
  file: PlainFile;
  /** path in `file` → the part of the open definition that it was made of. */
  parts: Map<string, object>;
  /** BYPASS_MISSING: something leads to a state that is off and has no way past. BYPASS_CIRCLE: the ways past lead round. REGION_INITIAL: the beginning is off. */
  problems: Problem[];
}

/** Takes out every part whose regions are not among `on`. Events and clocks that nothing uses any more go too. */
export function resolveRegions(open: DefinitionFile, on: ReadonlySet<string>): Resolved {
  const problems: Problem[] = [];
  const parts = new Map<string, object>();
  const { states, initial } = open.machine;
  // A target that is nowhere is for `checkDefinition()` to report.
  const isThere = (name: string) => !Object.hasOwn(states, name) || isPresent(states[name]!.meta, on);
  if (!isThere(initial))
    problems.push({ code: 'REGION_INITIAL', path: `machine/states/${initial}`, params: { state: initial } });

  const used = new Set<string>();
  const events = present(open.events, on);
  const delays = present(open.delays ?? {}, on);
  const kept: Record<string, StateFile> = {};
  for (const [name, state] of Object.entries(states)) {
    if (!isThere(name)) continue;
    const path = `machine/states/${name}`;
    parts.set(path, state);
    const { meta: _meta, on: taken, after, entry, exit, ...rest } = state;
    const handlers = keepTransitions(taken, events, `${path}/on`);
    const clocks = keepTransitions(after, delays, `${path}/after`);
    kept[name] = {
      ...rest,
      ...keepActions('entry', entry),
      ...keepActions('exit', exit),
      ...(handlers ? { on: handlers } : {}),
      ...(clocks ? { after: clocks } : {}),
    };
  }

  function keepTransitions(
    transitions: StateFile['on'],
    known: Record<string, unknown>,
    path: string,
  ): StateFile['on'] | undefined {
    const left: NonNullable<StateFile['on']> = {};
    for (const [trigger, transition] of Object.entries(transitions ?? {})) {
      if (!Object.hasOwn(known, trigger)) continue;
      const branches = branchesOf(transition).filter(({ meta }) => isPresent(meta, on));
      if (branches.length === 0) continue;
      used.add(trigger);
      const single = branches.length === 1;
      const made = branches.map((branch, i) => {
        const at = single ? `${path}/${trigger}` : `${path}/${trigger}/${i}`;
        parts.set(at, branch);
        return keepBranch(branch, at);
      });
      left[trigger] = single ? made[0]! : made;
    }
    return Object.keys(left).length > 0 ? left : undefined;
  }

  /** What is left of some effects; where nothing is, they are not there at all. */
  function keepActions<Key extends 'entry' | 'exit' | 'actions'>(
    key: Key,
    actions: readonly ActionFile[] | undefined,
  ): { [K in Key]?: ActionFile[] } {
    const left = actions
      ?.filter((action) => isPresent(action, on))
      .map(({ region: _region, unless: _unless, ...action }) => action);
    return (left?.length || actions?.length === 0 ? { [key]: left } : {}) as { [K in Key]?: ActionFile[] };
  }

  function keepBranch({ meta: _meta, actions, ...own }: BranchFile, path: string): BranchFile {
    const branch: BranchFile = { ...own, ...keepActions('actions', actions) };
    const target = branch.target === undefined ? undefined : past(branch.target, path);
    return target === undefined ? branch : { ...branch, target };
  }

  /** Follows the ways past states that are off. */
  function past(target: string, path: string): string {
    const seen = new Set<string>();
    let name = target;
    while (!isThere(name)) {
      const bypass = states[name]!.meta?.bypass;
      if (bypass === undefined || seen.has(name)) {
        const code = bypass === undefined ? 'BYPASS_MISSING' : 'BYPASS_CIRCLE';
        problems.push({ code, path: `${path}/target`, params: { state: name } });
        return target;
      }
      seen.add(name);
      name = bypass;
    }
    return name;
  }

  const file: PlainFile = {
    ...(open.$schema === undefined ? {} : { $schema: open.$schema }),
    name: open.name,
    version: open.version,
    ...(open.description === undefined ? {} : { description: open.description }),
    machine: { ...open.machine, states: kept },
    events: {},
    ...(open.dispatch ? { dispatch: open.dispatch } : {}),
    ...(open.ratings ? { ratings: open.ratings } : {}),
    ...(open.titles ? { titles: open.titles } : {}),
  };
  if (open.dispatch) parts.set('dispatch', open.dispatch);
  if (open.ratings) parts.set('ratings', open.ratings);
  for (const [type, event] of Object.entries(events)) {
    if (!used.has(type)) continue;
    parts.set(`events/${type}`, open.events[type]!);
    const { region: _region, unless: _unless, data, ...rest } = event;
    file.events[type] = { ...rest, ...(data ? { data: strip(present(data, on)) } : {}) };
  }
  const clocks = Object.entries(delays).filter(([name]) => used.has(name));
  for (const [name] of clocks) parts.set(`delays/${name}`, open.delays![name]!);
  file.delays = strip(Object.fromEntries(clocks));
  return { file, parts, problems };
}

type WithPresence = { region?: unknown; unless?: unknown };

const present = <T extends object>(parts: Record<string, T>, on: ReadonlySet<string>): Record<string, T> =>
  Object.fromEntries(Object.entries(parts).filter(([, part]) => isPresent(part, on)));

const strip = <T extends WithPresence>(parts: Record<string, T>): Record<string, T> =>
  Object.fromEntries(
    Object.entries(parts).map(([name, { region: _region, unless: _unless, ...part }]) => [name, part as T]),
  );
