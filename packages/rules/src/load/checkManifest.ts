import type { Manifest } from '../pack/pack';
import { pointer, problem, type Problem } from '../problem';
import { isDate } from './dates';
import { isForbiddenName } from './guard';
import { isSelection, selectorOf } from '../layers/selection';

/** What a pack has, for its manifest to be checked against: names of rules, and `<catalogue>/<entry>`. */
export interface Contents {
  readonly rules: ReadonlySet<string>;
  readonly entries: ReadonlySet<string>;
}

/** Dates that exist and do not run backwards, names that are safe, and for each override what it puts in place. */
export function checkManifest(manifest: Manifest, file: string, { rules, entries }: Contents): Problem[] {
  const problems: Problem[] = [];
  if (isForbiddenName(manifest.name)) problems.push(problem('NAME_FORBIDDEN', file, '/name', { name: manifest.name }));
  problems.push(...checkDates(manifest, file));

  const changed = new Set<string>();
  for (const list of ['overrides', 'off'] as const) {
    manifest[list]?.forEach((change, index) => {
      if (isSelection(change)) {
        const [by, selected] = selectorOf(change);
        const key = `${by}:${selected}`;
        if (changed.has(key))
          problems.push(problem('CHANGE_DUPLICATE', file, pointer(pointer(`/${list}`, index), by), { rule: selected }));
        changed.add(key);
        return;
      }
      const isRule = 'rule' in change;
      const name = isRule ? change.rule : `${change.catalogue}/${change.entry}`;
      const path = pointer(pointer(`/${list}`, index), isRule ? 'rule' : 'entry');
      if (changed.has(name)) problems.push(problem('CHANGE_DUPLICATE', file, path, { rule: name }));
      changed.add(name);
      const has = isRule ? rules.has(name) : entries.has(name);
      if (list === 'overrides' && !has) problems.push(problem('CHANGE_WITHOUT_RULE', file, path, { rule: name }));
      if (list === 'off' && has) problems.push(problem('CHANGE_KEEPS_RULE', file, path, { rule: name }));
    });
  }
  return problems;
}

/** First and last day of a pack or a rule. */
export function checkDates(
  dates: { readonly effectiveFrom?: string; readonly effectiveTo?: string },
  file: string,
): Problem[] {
  const problems: Problem[] = [];
  for (const key of ['effectiveFrom', 'effectiveTo'] as const) {
    const value = dates[key];
    if (value !== undefined && !isDate(value)) problems.push(problem('DATE_INVALID', file, `/${key}`, { value }));
  }
  const { effectiveFrom: from, effectiveTo: to } = dates;
  if (from !== undefined && to !== undefined && to < from) {
    problems.push(problem('DATES_REVERSED', file, '/effectiveTo', { from, to }));
  }
  return problems;
}
