/** What is set aside on the way is taken or goes back before the end, whichever way is taken. */
import { branchesOf, type ActionFile, type PlainFile } from '../definition/file';
import type { Edge } from '../path/edges';
import type { Subject } from './finding';

const ENDS: ReadonlySet<string> = new Set(['hold.capture', 'hold.release']);

/** Whether something is held after these effects. */
const after = (actions: readonly ActionFile[], held: boolean): boolean =>
  actions.reduce((now, { type }) => (type === 'hold.open' ? true : ENDS.has(type) ? false : now), held);

function actionsOf({ machine }: PlainFile, { from, path, to, kind, trigger }: Edge): ActionFile[] {
  const state = machine.states[from]!;
  const branches = branchesOf(state[kind === 'event' ? 'on' : 'after']![trigger]!);
  const at = /\/(\d+)$/.exec(path);
  const branch = branches[at ? Number(at[1]) : 0]!;
  const moves = branch.target !== undefined && (branch.target !== from || branch.reenter === true);
  return [
    ...(moves ? (state.exit ?? []) : []),
    ...(branch.actions ?? []),
    ...(moves ? (machine.states[to]!.entry ?? []) : []),
  ];
}

/** HOLD_LEFT: there is a way to an end on which what was held is neither taken nor given back. Guards are taken to hold: no end may depend on one. */
export function analyseHolds({ file, edges, find }: Subject): void {
  const { states, initial } = file.machine;
  const seen = new Map<string, Edge | undefined>([[`${initial}/false`, undefined]]);
  const left = new Set<string>();
  // Each state once with something held and once without: the map grows while it is walked.
  for (const [key, via] of seen) {
    const [state, held] = key.split('/') as [string, string];
    if (states[state]?.type === 'final' && held === 'true' && !left.has(state)) {
      left.add(state);
      find('HOLD_LEFT', `machine/states/${state}`, { state, event: via?.trigger });
    }
    for (const edge of edges) {
      if (edge.from !== state || !states[edge.to]) continue;
      const next = `${edge.to}/${after(actionsOf(file, edge), held === 'true')}`;
      if (!seen.has(next)) seen.set(next, edge);
    }
  }
}
