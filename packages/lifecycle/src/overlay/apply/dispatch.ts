/** The plan of dispatch, which a layer replaces whole: half of a plan is no plan. */
import type { Overlay } from '../overlay';
import type { Hand } from '../draft';

export function applyDispatch({ dispatch }: Overlay, hand: Hand): void {
  if (!dispatch) return;
  const { file } = hand.draft;
  const { reason, ...plan } = dispatch;
  hand.sign('dispatch', file.dispatch ? 'change' : 'add', 'dispatch', reason);
  file.dispatch = plan;
}
