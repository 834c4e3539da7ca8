import type { Manifest } from '../pack/pack';
import { pointer, problem, type Problem } from '../problem';
import { isForbiddenName } from './guard';

/** Dates that exist and do not run backwards, names that are safe, and for each override a rule file of that name. */
export function checkManifest(manifest: Manifest, file: string, ruleNames: ReadonlySet<string>): Problem[] {
  const problems: Problem[] = [];
  if (isForbiddenName(manifest.name)) problems.push(problem('NAME_FORBIDDEN', file, '/name', { name: manifest.name }));
  for (const key of ['effectiveFrom', 'effectiveTo'] as const) {
    const value = manifest[key];
    if (value !== undefined && !isDate(value)) problems.push(problem('DATE_INVALID', file, `/${key}`, { value }));
  }
  const { effectiveFrom: from, effectiveTo: to } = manifest;
  if (to !== undefined && to < from) problems.push(problem('DATES_REVERSED', file, '/effectiveTo', { from, to }));

  const changed = new Set<string>();
  for (const list of ['overrides', 'off'] as const) {
    manifest[list]?.forEach(({ rule }, index) => {
      const path = pointer(pointer(`/${list}`, index), 'rule');
      if (changed.has(rule)) problems.push(problem('CHANGE_DUPLICATE', file, path, { rule }));
      changed.add(rule);
      if (list === 'overrides' && !ruleNames.has(rule)) {
        problems.push(problem('CHANGE_WITHOUT_RULE', file, path, { rule }));
      }
    });
  }
  return problems;
}

/** February has no 30th: the pattern of the schema cannot know. */
function isDate(value: string): boolean {
  const [year = 0, month = 0, day = 0] = value.split('-').map(Number);
  const days = [
    31,
    year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28,
    31,
    30,
    31,
    30,
    31,
    31,
    30,
    31,
    30,
    31,
  ];
  return day >= 1 && day <= (days[month - 1] ?? 0);
}
