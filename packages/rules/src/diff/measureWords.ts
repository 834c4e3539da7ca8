/** How a fact is measured or derived, as a text to be. */
import { factTitle, factValue } from '../factWords';
import type { Expression, FactDefinition, Measurement } from '../facts';
import { holderWords } from '../kinds/phrases/phrase';
import { assetTitle, codeTitle, windowName } from '../kinds/words';
import { message, type Message } from '../message';
import { conditionWords, type Naming } from './conditionWords';
import type { NamedSet } from './named';

export const sourceTitle = (source: string): Message => message(`sources.${source}.title`, { fallback: source });
export const fieldTitle = (source: string, field: string): Message =>
  message(`sources.${source}.field.${field}`, { fallback: field });

/** Of attendances, the sum of minutes, this year, by person. */
export function measurementWords(of: Measurement, named: NamedSet): Message {
  const { source, aggregate, field, where, window, subject, among } = of;
  const what = message(`rules.aggregate.${aggregate}`, { field: fieldTitle(source, field ?? '') });
  const parts = [
    message('rules.measured', {
      source: sourceTitle(source),
      what,
      subject: holderWords(subject),
      window: windowName(window),
    }),
    ...(window.cycle === undefined
      ? []
      : [
          message('rules.measured.cycle', {
            cycle: message(`cycles.${window.cycle}.title`, { fallback: window.cycle }),
          }),
        ]),
    ...(among === undefined ? [] : [message('rules.measured.among', { among: holderWords(among) })]),
    ...(where === undefined
      ? []
      : [message('rules.measured.where', { where: conditionWords(where, fieldsOf(source, named)) })]),
  ];
  return message('rules.list', { items: parts });
}

export function ratioWords({
  denominator,
  at,
}: NonNullable<Extract<FactDefinition, { kind: 'measured' }>['over']>): Message {
  // No catalogue has denominators; a pack may say what they are called as it does for codes.
  return message('rules.measured.over', {
    denominator: codeTitle('denominators', denominator),
    at: message(`rules.value.at.${at}`),
  });
}

/** Fields of a source; what rules and assets are called is known. */
function fieldsOf(source: string, { chosen }: NamedSet): Naming {
  return {
    title: (field) => fieldTitle(source, field),
    value: (field, value) => {
      if (field === 'asset') return assetTitle(String(value));
      const [rule] = field === 'rule' ? chosen({ rules: [String(value)] }) : [];
      return rule ?? factValue(`${source}.${field}`, value);
    },
  };
}

export function expressionWords(expression: Expression): Message {
  if (typeof expression === 'number') return message('rules.number', { amount: expression });
  if ('fact' in expression) return factTitle(expression.fact);
  const parts = expression.of.map((part) =>
    typeof part === 'object' && 'op' in part
      ? message('rules.condition.nested', { part: expressionWords(part) })
      : expressionWords(part),
  );
  const { op } = expression;
  if (op === 'round') {
    const how = message(`rules.value.rounding.${expression.rounding}`);
    return message('rules.expression.round', { part: parts[0] ?? '', step: expression.step ?? 1, how });
  }
  if (op === 'minimum' || op === 'maximum') return message(`rules.expression.${op}`, { items: parts });
  return parts.reduce((before, part) => message(`rules.expression.${op}`, { before, part }));
}
