import type { PackRule, PackRuleOff } from '../../../api/types';

/** Whether every word stands somewhere in what is said of a rule. */
export function isFound(rule: PackRule | PackRuleOff, words: string): boolean {
  const offBy = 'offByTitle' in rule ? [rule.offByTitle, rule.offByLayerName] : [];
  const text = [rule.title, rule.name, rule.kindName, rule.packTitle, rule.pack, rule.layerName, rule.reason, ...offBy]
    .join('\n')
    .toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** A word as a heading begins. */
const headed = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** Rules by their kind, kinds in the order in which their first rule is asked. */
export function byKind<R extends PackRule>(rules: readonly R[]): { kind: string; title: string; rules: R[] }[] {
  const groups = new Map<string, { kind: string; title: string; rules: R[] }>();
  for (const rule of rules) {
    const group = groups.get(rule.kind) ?? { kind: rule.kind, title: headed(rule.kindName), rules: [] };
    group.rules.push(rule);
    groups.set(rule.kind, group);
  }
  return [...groups.values()];
}
