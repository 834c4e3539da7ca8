/** The place of a transition in a draft. */
import { branchesOf, type BranchFile, type DefinitionFile, type StateFile } from '../../definition/file';
import type { Hand } from '../draft';
import type { TransitionPlace } from '../overlay';

export interface Place {
  state: StateFile;
  kind: 'on' | 'after';
  trigger: string;
  /** Of the transition in the definition. */
  path: string;
}

/** Finds the state and the event or clock that a layer names. OVERLAY_STATE_GONE, OVERLAY_EVENT_GONE, OVERLAY_DELAY_GONE. */
export function placeOf(at: Partial<TransitionPlace>, path: string, hand: Hand): Place | undefined {
  const { file } = hand.draft;
  const { state: name = '', event, delay } = at;
  const trigger = event ?? delay ?? '';
  const kind = event === undefined ? 'after' : 'on';
  const state = Object.hasOwn(file.machine.states, name) ? file.machine.states[name] : undefined;
  if (!state) hand.problem('OVERLAY_STATE_GONE', `${path}/state`, { state: name });
  if (event !== undefined && !Object.hasOwn(file.events, event)) {
    hand.problem('OVERLAY_EVENT_GONE', `${path}/event`, { event });
    return undefined;
  }
  if (delay !== undefined && !Object.hasOwn(file.delays ?? {}, delay)) {
    hand.problem('OVERLAY_DELAY_GONE', `${path}/delay`, { delay });
    return undefined;
  }
  return state && { state, kind, trigger, path: `machine/states/${name}/${kind}/${trigger}` };
}

export function branchesAt({ state, kind, trigger }: Place): BranchFile[] {
  const transitions = state[kind] ?? {};
  return Object.hasOwn(transitions, trigger) ? branchesOf(transitions[trigger]!) : [];
}

export function setBranches({ state, kind, trigger }: Place, branches: BranchFile[]): void {
  const transitions = (state[kind] ??= {});
  if (branches.length > 0) transitions[trigger] = branches;
  else delete transitions[trigger];
}

/** Every transition of a definition. */
export function placesIn({ machine }: DefinitionFile): Place[] {
  return Object.entries(machine.states).flatMap(([name, state]) =>
    (['on', 'after'] as const).flatMap((kind) =>
      Object.keys(state[kind] ?? {}).map((trigger) => ({
        state,
        kind,
        trigger,
        path: `machine/states/${name}/${kind}/${trigger}`,
      })),
    ),
  );
}
