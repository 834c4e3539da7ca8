/** What the words of a diff look up in one of its two rule sets. */
import { factTitle, factValue } from '../factWords';
import type { Named } from '../kinds/phrases';
import { codeTitle } from '../kinds/words';
import type { EffectiveEntry, EffectiveRule, RuleSet } from '../layer';
import { message, type Message } from '../message';
import type { Naming } from './conditionWords';

export interface NamedSet extends Named {
  /** Facts and their values, numbers with the unit of the fact. */
  readonly facts: Naming;
  /** The title of the pack's own text for a list's property, and for a word that it has as value. */
  param(entry: EffectiveEntry, name: string, value?: string): Message;
}

export const ruleTitle = ({ rule, pack }: Pick<EffectiveRule, 'rule' | 'pack'>): Message =>
  message(`packs.${pack}.rule.${rule.name}.title`, { fallback: rule.name });

export function namedIn({ rules, entries, catalogue }: RuleSet): NamedSet {
  const byName = new Map(rules.map((effective) => [effective.rule.name, effective]));
  const titled = (found: readonly EffectiveRule[]) =>
    [...found]
      .sort((a, b) => (a.rule.name < b.rule.name ? -1 : 1))
      .map((one) => message('rules.titled', { title: ruleTitle(one) }));
  const lists = new Map(entries.map((entry) => [`${entry.catalogue}/${entry.name}`, entry]));
  return {
    catalogue,
    chosen: ({ tags = [], groups = [], rules: names = [] }) =>
      titled(
        rules.filter(({ rule: { name, event } }) => {
          if (event.type !== 'award') return false;
          const { tags: own = [], group } = event.params;
          return names.includes(name) || own.some((tag) => tags.includes(tag)) || (group && groups.includes(group));
        }),
      ),
    rivals: (name) => {
      const event = byName.get(name)?.rule.event;
      return titled(
        rules.filter(
          ({ rule }) =>
            rule.name !== name && rule.event.type === event?.type && rule.event.params.group === event.params.group,
        ),
      );
    },
    ofClass: (of, name) =>
      titled(
        rules.filter(
          ({ rule }) => rule.name !== name && rule.event.type === 'courtesy' && rule.event.params.class === of,
        ),
      ),
    code: (list, code) => codeTitle(list, code, lists.get(`${list}/${code}`)?.pack),
    param: ({ pack, catalogue: list }, name, value) =>
      value === undefined
        ? codeTitle(list, `param.${name}`, pack, name)
        : codeTitle(list, `param.${name}.${value}`, pack, value),
    facts: {
      title: factTitle,
      value: (fact, value) => factValue(fact, value, catalogue.facts.get(fact)?.unit),
    },
  };
}
