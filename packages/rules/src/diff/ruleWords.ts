/** What a rule says, point by point. */
import { specOf } from '../kinds';
import { commonPhrases, type Phrase } from '../kinds/phrases';
import { message, type Message } from '../message';
import type { Kind, Rule, RuleOf } from '../rule';
import type { Said } from './changes';
import { conditionWords } from './conditionWords';
import type { NamedSet } from './named';

/** The params of a rule: its kind, then phrase by phrase. */
export function paramsSaid({ name, event }: Rule, named: NamedSet): Said[] {
  const kind = { key: 'type', label: message('rules.param.type'), value: kindTitle(event.type), of: event.type };
  const phrases = [...phrasesOf({ name, event } as RuleOf<Kind>, named), ...commonPhrases(event.params, named, name)];
  const params = new Map<string, unknown>(Object.entries(event.params));
  return [
    kind,
    ...phrases.map(({ of, text }) => ({
      key: of[0] ?? '',
      ...(text ? { value: text } : {}),
      of: of.map((param) => params.get(param) ?? null),
    })),
  ];
}

export const kindTitle = (kind: Kind): Message => message(`rules.kind.${kind}`);

function phrasesOf<K extends Kind>(
  { name, event }: Pick<RuleOf<K>, 'name' | 'event'>,
  named: NamedSet,
): readonly Phrase[] {
  return specOf(event.type).phrases(event.params, named, name);
}

/** The rest of a rule: its conditions, its days, its priority. */
export function frameSaid({ conditions, priority, effectiveFrom, effectiveTo }: Rule, named: NamedSet): Said[] {
  const label = (name: string) => message(`rules.param.${name}`);
  const days = Object.entries({ effectiveFrom, effectiveTo }).flatMap(([key, day]) =>
    day === undefined ? [] : [{ key, label: label(key), value: message('rules.number', { amount: day }), of: day }],
  );
  return [
    {
      key: 'conditions',
      label: label('conditions'),
      value: message('rules.quoted', { text: conditionWords(conditions, named.facts) }),
      of: conditions,
    },
    ...days,
    { key: 'priority', label: label('priority'), value: message('rules.number', { amount: priority }), of: priority },
  ];
}
