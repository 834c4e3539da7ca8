/** The actions of a state or of a branch. */
import type { Report } from '../problem';
import { checkAction } from './effect';
import type { EventSpec } from './event';

/** `events` are the specs of the events that lead to them, `undefined` for a clock. */
export function checkActions(actions: unknown, path: string, events: (EventSpec | undefined)[], report: Report): void {
  if (actions === undefined) return;
  if (!Array.isArray(actions)) return report('ACTION_SHAPE', path);
  actions.forEach((action, i) => checkAction(action, `${path}/${i}`, events, report));
}
