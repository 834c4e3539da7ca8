/**
 * Several rules of the parents switched off in one entry: those of a ladder, a score sheet, an asset, a group or a tag.
 */
import type { Change, Selection, SwitchOff } from '../pack/pack';
import type { Rule } from '../rule';

/** By what rules are selected. */
export const SELECTORS = ['ladder', 'card', 'asset', 'group', 'tag'] as const;
export type Selector = (typeof SELECTORS)[number];

export function isSelection(change: SwitchOff): change is Selection {
  return !('rule' in change) && !('catalogue' in change);
}

export function isChange(change: SwitchOff): change is Change {
  return !isSelection(change);
}

/** What a selection goes by, and the name there: `['ladder', 'volunteerStar']`. */
export function selectorOf(selection: Selection): [Selector, string] {
  const by = SELECTORS.find((one) => selection[one] !== undefined) ?? 'tag';
  return [by, selection[by] ?? ''];
}

/** Whether a rule is one of those selected. */
export function selects(selection: Selection, { event: { params } }: Rule): boolean {
  const [by, name] = selectorOf(selection);
  if (by === 'tag') return params.tags?.includes(name) ?? false;
  return (params as { readonly [K in Selector]?: string })[by] === name;
}

/** With a ladder or a score sheet its entry in the catalogue goes too; undefined for other selections. */
export function entryOf(selection: Selection): { readonly catalogue: string; readonly entry: string } | undefined {
  const { ladder, card } = selection;
  if (ladder !== undefined) return { catalogue: 'ladders', entry: ladder };
  return card === undefined ? undefined : { catalogue: 'scorecards', entry: card };
}
