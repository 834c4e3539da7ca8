/** States added and taken away. */
import { branchesOf, type StateFile } from '../../definition/file';
import type { Hand } from '../draft';
import type { Overlay } from '../overlay';

/** OVERLAY_NAME_TAKEN: there is such a state already. OVERLAY_STATE_GONE: there is none. OVERLAY_EVENT_GONE, OVERLAY_DELAY_GONE: a new state takes what there is not. */
export function applyStates({ states = {} }: Overlay, hand: Hand): void {
  const { states: known } = hand.draft.file.machine;
  for (const [name, state] of Object.entries(states.add ?? {})) {
    const path = `machine/states/${name}`;
    if (Object.hasOwn(known, name)) {
      hand.problem('OVERLAY_NAME_TAKEN', `states/add/${name}`, { name });
      continue;
    }
    known[name] = state;
    hand.sign(state, 'add', path);
    checkTriggers(name, state, hand);
    for (const kind of ['on', 'after'] as const) {
      for (const branch of Object.values(state[kind] ?? {}).flatMap(branchesOf))
        hand.draft.madeBy.set(branch, hand.layer);
    }
  }
  (states.remove ?? []).forEach(({ state, bypass, reason }, i) => {
    const gone = [state, bypass].find((name) => !Object.hasOwn(known, name));
    if (gone !== undefined) return hand.problem('OVERLAY_STATE_GONE', `states/remove/${i}`, { state: gone });
    removeState(known, state, bypass);
    hand.sign(`machine/states/${state}`, 'remove', `machine/states/${state}`, reason);
  });
}

/** What is off is passed over in silence later on; what is nowhere is a slip of the pen. */
function checkTriggers(name: string, state: StateFile, { draft: { file }, problem }: Hand): void {
  for (const event of Object.keys(state.on ?? {})) {
    if (!Object.hasOwn(file.events, event)) problem('OVERLAY_EVENT_GONE', `states/add/${name}/on/${event}`, { event });
  }
  for (const delay of Object.keys(state.after ?? {})) {
    if (!Object.hasOwn(file.delays ?? {}, delay))
      problem('OVERLAY_DELAY_GONE', `states/add/${name}/after/${delay}`, { delay });
  }
}

/** Whatever led to the state leads to `bypass`. */
function removeState(states: Record<string, StateFile>, name: string, bypass: string): void {
  delete states[name];
  for (const state of Object.values(states)) {
    if (state.meta?.bypass === name) state.meta.bypass = bypass;
    for (const kind of ['on', 'after'] as const) {
      for (const branch of Object.values(state[kind] ?? {}).flatMap(branchesOf)) {
        if (branch.target === name) branch.target = bypass;
      }
    }
  }
}
