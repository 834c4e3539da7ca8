/** Who is told what: notices added to a transition, recipients taken off. */
import type { ActionFile, BranchFile } from '../../definition/file';
import type { Hand } from '../draft';
import type { Overlay } from '../overlay';
import { branchesAt, placeOf, placesIn, type Place } from './place';

/** OVERLAY_STATE_GONE, OVERLAY_EVENT_GONE, OVERLAY_DELAY_GONE, OVERLAY_TRANSITION_GONE, OVERLAY_NOTICE_GONE (nobody is told that there). */
export function applyNotices({ notifications = {} }: Overlay, hand: Hand): void {
  (notifications.remove ?? []).forEach(({ template, to, reason, ...at }, i) => {
    const path = `notifications/remove/${i}`;
    const named = at.state !== undefined;
    const place = named ? placeOf(at, path, hand) : undefined;
    if (named && !place) return;
    const places: Place[] = place ? [place] : placesIn(hand.draft.file);
    const touched = places.filter((one) => branchesAt(one).filter((branch) => drop(branch, template, to)).length > 0);
    if (touched.length === 0) hand.problem('OVERLAY_NOTICE_GONE', path, { template });
    for (const one of touched) hand.sign(`${one.path}#${template}`, 'change', one.path, reason);
  });
  (notifications.add ?? []).forEach(({ template, to, ...at }, i) => {
    const path = `notifications/add/${i}`;
    const place = placeOf(at, path, hand);
    if (!place) return;
    const branches = branchesAt(place);
    if (branches.length === 0) {
      return hand.problem('OVERLAY_TRANSITION_GONE', path, { state: at.state, name: place.trigger });
    }
    // Where somebody is told that already, they are told besides.
    for (const branch of branches) {
      const same = (branch.actions ?? []).find((action) => isNotice(action, template));
      if (same) same.params = { ...same.params, to: [...new Set([...(same.params?.to as string[]), ...to])] };
      else branch.actions = [...(branch.actions ?? []), { type: 'notify', params: { template, to } }];
    }
    hand.sign(`${place.path}#${template}`, 'change', place.path);
  });
}

const isNotice = ({ type, params }: ActionFile, template: string): boolean =>
  type === 'notify' && params?.template === template;

/** Takes recipients (all, when none are named) off a notice; says whether there was anything to take. */
function drop(branch: BranchFile, template: string, to: readonly string[] | undefined): boolean {
  let dropped = false;
  branch.actions = branch.actions?.flatMap((action) => {
    if (!isNotice(action, template)) return [action];
    const all = action.params?.to as string[];
    const left = to ? all.filter((capacity) => !to.includes(capacity)) : [];
    if (left.length === all.length) return [action];
    dropped = true;
    return left.length > 0 ? [{ ...action, params: { ...action.params, to: left } }] : [];
  });
  return dropped;
}
