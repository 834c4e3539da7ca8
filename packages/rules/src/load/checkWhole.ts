/**
 * Checks that look at a pack as a whole: names used twice, priorities that tie, texts that are missing, facts of cases.
 */
import type { FactBook, FactDefinition } from '../facts';
import type { InFile, LocalText, Manifest, PackCase } from '../pack/pack';
import { pointer, problem, type Problem } from '../problem';
import type { Rule } from '../rule';
import { isMoment } from '../moment';
import { isDate, isWithin } from './dates';
import { checkListed, hasType, typeName } from './checkOperand';

/** Each rule once, in a file of its own name after its kind: `rules/award-service-hours.json`. */
export function checkRuleNames(rules: readonly InFile<Rule>[]): Problem[] {
  const files = new Map<string, string>();
  return rules.flatMap(({ file, value: rule }) => {
    const first = files.get(rule.name);
    if (first !== undefined) return [problem('RULE_DUPLICATE', file, '/name', { rule: rule.name, file: first })];
    files.set(rule.name, file);
    const expected = `rules/${rule.event.type}-${rule.name}.json`;
    return file === expected ? [] : [problem('RULE_FILE_NAME', file, '/name', { rule: rule.name, expected })];
  });
}

/** A rule cannot be in force when its pack is not. */
export function checkRuleDates(manifest: Manifest, rules: readonly InFile<Rule>[]): Problem[] {
  const { effectiveFrom: from, effectiveTo: to } = manifest;
  return rules.flatMap(({ file, value: rule }) =>
    (['effectiveFrom', 'effectiveTo'] as const)
      .filter((key) => rule[key] !== undefined && !isWithin(rule[key], from, to))
      .map((key) => problem('DATES_OUTSIDE_PACK', file, `/${key}`, { from, to: to ?? '…' })),
  );
}

/** Where rules exclude each other the order decides, and the engine runs equal priorities in no order at all. */
export function checkTies(rules: readonly InFile<Rule>[]): Problem[] {
  const holders = new Map<string, string>();
  return rules.flatMap(({ file, value: rule }) => {
    const group = rule.event.params.group;
    if (group === undefined) return [];
    const { name, priority } = rule;
    const place = `${rule.event.type} ${group} ${priority}`;
    const other = holders.get(place);
    if (other === undefined) {
      holders.set(place, name);
      return [];
    }
    return [problem('PRIORITY_TIE', file, '/priority', { rule: name, other, group, priority })];
  });
}

/** Every name that people will read (`named`: those of catalogue entries), in every language that the pack has a text file for, and in Chinese always. */
export function checkTexts(
  manifest: Manifest,
  rules: readonly InFile<Rule>[],
  named: readonly string[],
  texts: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Problem[] {
  const keys = [...rules.flatMap(({ value: { name } }) => [`rule.${name}.title`, `rule.${name}.because`]), ...named];
  const languages = new Set(['zh-CN', ...Object.keys(texts)]);
  const inFiles = [...languages].flatMap((language) =>
    keys
      .filter((key) => !Object.hasOwn(texts[language] ?? {}, key))
      .map((key) => problem('TEXT_MISSING', `locales/${language}.json`, '', { key, language })),
  );
  const inManifest = [...languages].flatMap((language) =>
    localTexts(manifest)
      .filter(([, text]) => !Object.hasOwn(text, language))
      .map(([path]) => problem('TEXT_MISSING', 'pack.json', path, { key: path, language })),
  );
  return [...inFiles, ...inManifest];
}

function localTexts(manifest: Manifest): [path: string, text: LocalText][] {
  const changes = (['overrides', 'off'] as const).flatMap((list) =>
    (manifest[list] ?? []).map(({ reason }, index): [string, LocalText] => [`/${list}/${index}/reason`, reason]),
  );
  const own: [string, LocalText][] = [['/title', manifest.title]];
  if (manifest.description) own.push(['/description', manifest.description]);
  return [...own, ...changes];
}

/** `names`: those of the cases seen before, to which these are added. */
export function checkCases(
  cases: readonly InFile<PackCase>[],
  { facts: catalogue, sources }: Pick<FactBook, 'facts' | 'sources'>,
  names: Set<string>,
): Problem[] {
  const places = new Map<string, number>();
  return cases.flatMap(({ file, value: item }) => {
    const index = places.get(file) ?? 0;
    places.set(file, index + 1);
    const path = pointer('/cases', index);
    const problems = Object.entries(item.facts).flatMap(([name, value]) =>
      checkFactValue(catalogue.get(name), name, value, file, pointer(`${path}/facts`, name)),
    );
    if (names.has(item.name)) problems.push(problem('CASE_DUPLICATE', file, `${path}/name`, { case: item.name }));
    names.add(item.name);
    return [...problems, ...checkMoments(item, sources, file, path)];
  });
}

/** A day or time that does not exist would count for nothing, and the case would be about something else than it says. */
function checkMoments(
  { at, history = {}, denominators = [] }: PackCase,
  sources: FactBook['sources'],
  file: string,
  path: string,
): Problem[] {
  const invalid = (value: unknown, where: string) => problem('DATE_INVALID', file, where, { value: String(value) });
  const problems = at === undefined || isMoment(at) ? [] : [invalid(at, `${path}/at`)];
  denominators.forEach(({ from }, index) => {
    if (!isDate(from)) problems.push(invalid(from, `${pointer(`${path}/denominators`, index)}/from`));
  });
  for (const [name, rows] of Object.entries(history)) {
    const at = pointer(`${path}/history`, name);
    const source = sources.get(name);
    if (source === undefined) problems.push(problem('ENTRY_UNKNOWN', file, at, { catalogue: 'sources', entry: name }));
    else
      rows.forEach((row, index) => {
        const time = Object.hasOwn(row, source.time) ? row[source.time] : undefined;
        const where = pointer(at, index);
        if (time === undefined) problems.push(problem('SHAPE_REQUIRED', file, where, { name: source.time }));
        else if (!isMoment(time)) problems.push(invalid(time, pointer(where, source.time)));
      });
  }
  return problems;
}

function checkFactValue(
  fact: FactDefinition | undefined,
  name: string,
  value: unknown,
  file: string,
  path: string,
): Problem[] {
  if (fact === undefined) return [problem('FACT_UNKNOWN', file, path, { fact: name })];
  // A case may show what happens when a fact is missing.
  if (value === null) return [];
  if (!hasType(value, fact.type)) {
    return [problem('CASE_FACT_TYPE', file, path, { fact: name, type: fact.type, actual: typeName(value) })];
  }
  return fact.type === 'string' ? checkListed(fact, value, file, path) : [];
}
