/** The actions of a state or of a branch. */
import { isRecord, type Report } from '../problem';
import { checkAction } from './effect';
import type { EventSpec } from './event';
import { checkPresence } from './presence';

/** `events` are the specs of the events that lead to them, `undefined` for a clock; `regions` those of a file that has them still open. */
export function checkActions(
  actions: unknown,
  path: string,
  events: (EventSpec | undefined)[],
  regions: ReadonlySet<string> | undefined,
  report: Report,
): void {
  if (actions === undefined) return;
  if (!Array.isArray(actions)) return report('ACTION_SHAPE', path);
  actions.forEach((action: unknown, i) => {
    const at = `${path}/${i}`;
    if (!regions || !isRecord(action)) return checkAction(action, at, events, report);
    checkPresence(action, regions, at, report);
    const { region: _region, unless: _unless, ...rest } = action;
    checkAction(rest, at, events, report);
  });
}
