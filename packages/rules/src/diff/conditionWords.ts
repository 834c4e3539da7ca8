/** Conditions as texts to be. */
import { message, type Message } from '../message';
import type { Condition, Scalar, Test } from '../rule';

export function conditionWords(condition: Condition): Message {
  if ('not' in condition) return message('rules.condition.not', { part: nested(condition.not) });
  if ('fact' in condition) return testWords(condition);
  const parts = 'all' in condition ? condition.all : condition.any;
  const [only] = parts;
  if (parts.length === 1 && only) return conditionWords(only);
  const key = 'all' in condition ? 'rules.condition.and' : 'rules.condition.or';
  return parts.map(nested).reduce((before, part) => message(key, { before, part }));
}

function nested(condition: Condition): Message {
  return 'fact' in condition
    ? testWords(condition)
    : message('rules.condition.nested', { part: conditionWords(condition) });
}

function testWords({ fact, operator, value }: Test): Message {
  return message('rules.condition.test', {
    fact: message(`facts.${fact}.title`, { fallback: fact }),
    wanted: message(`rules.operator.${operator}`, { value: valueWords(fact, value) }),
  });
}

function valueWords(fact: string, value: Test['value']): Message | readonly Message[] {
  if (typeof value !== 'object') return scalarWords(fact, value);
  if ('fact' in value) return message(`facts.${value.fact}.title`, { fallback: value.fact });
  return value.map((item) => scalarWords(fact, item));
}

function scalarWords(fact: string, value: Scalar): Message {
  return message(`facts.${fact}.value.${String(value)}`, { fallback: String(value) });
}
