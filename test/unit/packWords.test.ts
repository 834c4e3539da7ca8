/**
 * What is read out of packs, differences, outcomes and near misses, is words: no piece of a file ever reaches a sentence, in either
 * language, of any pack of the repository.
 */
import {
  compile,
  derive,
  diff,
  explainMiss,
  explainMisses,
  explainSettlement,
  layer,
  localMoment,
  type Message,
  type Pack,
  type RuleSet,
  say,
  settle,
} from '@sidan/rules';
import { filesUnder, readJson } from './support/files';
import { FOLDERS, LANGUAGES, loadFolder, lookupOf } from './support/packFolders';

function layered(packs: readonly Pack[], on?: string): RuleSet {
  const result = layer(packs, on === undefined ? {} : { on });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.ruleSet;
}

/**
 * Latin letters that stand in Chinese sentences because they stand in Chinese titles: credit levels (AAA, B), classes of institutes
 * (C), schemes of teams (8+N); and codes that are printed for people to scan (A1). Nothing else may: it would be a name out of a file.
 */
const LETTERS = new Set(['AAA', 'AA', 'A', 'B', 'C', 'D', 'N', 'A1', 'A2']);

/** What is wrong with a sentence for somebody who reads it out. */
function foreign(text: string, language: string): string[] {
  const pieces = text.match(/[{}[\]"]|undefined|\b(rules|packs|facts|lists)\.\w+/g) ?? [];
  const names =
    language === 'zh-CN'
      ? (text.match(/[A-Za-z][\w.-]*/g) ?? []).filter((word) => !LETTERS.has(word))
      : (text.match(/\b[a-z]+[A-Z]\w*|\b[A-Za-z]\w*\.[A-Za-z]\w*/g) ?? []);
  return [...pieces, ...names];
}

function check(texts: readonly Message[], packs: readonly Pack[]): number {
  for (const language of LANGUAGES) {
    const lookup = lookupOf(packs, language);
    const wrong = texts.map((text) => say(text, lookup)).filter((text) => foreign(text, language).length > 0);
    expect(wrong.map((text) => [text, foreign(text, language)])).toEqual([]);
  }
  return texts.length;
}

const wordsOf = (before: RuleSet, after: RuleSet): Message[] => diff(before, after).map(({ words }) => words);

/** Each rule with the params of the next one of its kind: every phrase is said of a change. */
function exchanged(ruleSet: RuleSet): RuleSet {
  const rules = ruleSet.rules.map((effective) => {
    const alike = ruleSet.rules.filter(({ rule }) => rule.event.type === effective.rule.event.type);
    const next = alike[(alike.indexOf(effective) + 1) % alike.length]!;
    const { event, conditions } = next.rule;
    return { ...effective, rule: { ...effective.rule, event, conditions, priority: effective.rule.priority + 1 } };
  });
  return { ...ruleSet, rules: rules as RuleSet['rules'] };
}

const REQUIRED = new Map(
  filesUnder('packages/rules/schema', /s\.schema\.json$/).flatMap((path) => {
    const { properties = {} } = readJson(path) as { properties?: Record<string, { items?: { required?: string[] } }> };
    const name = path.split('/').at(-1)!.replace('.schema.json', '');
    return Object.values(properties).flatMap(({ items }) => (items?.required ? [[name, items.required] as const] : []));
  }),
);

/** Each entry of a catalogue without what it could do without: every point of it is said of a change. */
function bare(ruleSet: RuleSet): RuleSet {
  const entries = ruleSet.entries.map((entry) => {
    const kept = new Set([
      ...(REQUIRED.get(entry.catalogue) ?? ['code']),
      ...(entry.catalogue === 'facts' ? ['of', 'is'] : []),
    ]);
    const value = Object.fromEntries(Object.entries(entry.value).filter(([name]) => kept.has(name)));
    return { ...entry, value } as unknown as typeof entry;
  });
  return { ...ruleSet, entries };
}

describe.each(FOLDERS.map((folder) => [folder.path, folder] as const))('words of %s', (path, folder) => {
  const { pack, parents } = loadFolder(folder);
  const packs = [...parents, pack];

  it('differ from those above, and from nothing at all', () => {
    const [above, whole] = [layered(parents), layered(packs)];
    const said = check([...wordsOf(above, whole), ...wordsOf(whole, above), ...wordsOf(layered([]), whole)], packs);
    expect(said).toBeGreaterThan(0);
  });

  it('say what changes in rules and entries', () => {
    const whole = layered(packs);
    const [other, less] = [exchanged(whole), bare(whole)];
    expect(check([...wordsOf(whole, other), ...wordsOf(other, whole)], packs)).toBeGreaterThan(0);
    // Names that the authors of lists gave to properties are theirs to title: only those of the shared lists must be words.
    const titled = (before: RuleSet, after: RuleSet) =>
      diff(before, after)
        .filter(({ catalogue = '' }) => REQUIRED.has(catalogue) || ['steps', 'scheme'].includes(catalogue))
        .map(({ words }) => words);
    check([...titled(whole, less), ...titled(less, whole)], packs);
  });

  it('explain what the cases come to, and what nearly did', () => {
    for (const { value } of pack.cases) {
      const at = localMoment(value.at ?? pack.manifest.effectiveFrom);
      const ruleSet = layered(packs, at.slice(0, 10));
      const facts = derive(ruleSet.facts, value.facts);
      const outcomes = compile(ruleSet)(facts);
      const said = explainSettlement(ruleSet, outcomes, settle(ruleSet, outcomes, facts, { at }));
      check([...said.map(({ text }) => text), ...explainMisses(ruleSet, facts).map(explainMiss)], packs);
    }
  });
});
