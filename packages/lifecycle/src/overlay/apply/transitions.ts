/** Transitions added, taken away and replaced. */
import { isOptional } from '../../definition/presence';
import type { Hand } from '../draft';
import type { Overlay } from '../overlay';
import { branchesAt, placeOf, setBranches } from './place';

/**
 * First what is removed and replaced, then what is added. OVERLAY_STATE_GONE, OVERLAY_EVENT_GONE, OVERLAY_DELAY_GONE, OVERLAY_TRANSITION_GONE (the state
 * does not take the event), OVERLAY_TRANSITION_TAKEN (a branch without a guard, beside another that has none).
 */
export function applyTransitions({ transitions = {} }: Overlay, hand: Hand): void {
  const { madeBy } = hand.draft;
  const existing = (at: Parameters<typeof placeOf>[0], path: string) => {
    const place = placeOf(at, path, hand);
    if (!place || branchesAt(place).length > 0) return place;
    return void hand.problem('OVERLAY_TRANSITION_GONE', path, { state: at.state, name: place.trigger });
  };
  (transitions.remove ?? []).forEach((removed, i) => {
    const place = existing(removed, `transitions/remove/${i}`);
    if (!place) return;
    setBranches(place, []);
    hand.sign(place.path, 'remove', place.path, removed.reason);
  });
  (transitions.replace ?? []).forEach((replaced, i) => {
    const place = existing(replaced, `transitions/replace/${i}`);
    if (!place) return;
    setBranches(place, replaced.branches);
    replaced.branches.forEach((branch) => madeBy.set(branch, hand.layer));
    hand.sign(place.path, 'change', place.path, replaced.reason);
  });
  (transitions.add ?? []).forEach((added, i) => {
    const path = `transitions/add/${i}`;
    const place = placeOf(added, path, hand);
    if (!place) return;
    const branches = branchesAt(place);
    const { branch } = added;
    const last = branches.findIndex(({ guard }) => guard === undefined);
    const isTaken =
      branch.guard === undefined && branches.some((one) => one.guard === undefined && !isOptional(one.meta));
    if (isTaken) return hand.problem('OVERLAY_TRANSITION_TAKEN', path, { state: added.state, name: place.trigger });
    const index = branch.guard === undefined || last < 0 ? branches.length : last;
    setBranches(place, branches.toSpliced(index, 0, branch));
    hand.sign(branch, 'add', place.path);
  });
}
