/** Conditions as texts to be. */
import { factTitle, factValue } from '../factWords';
import { enumerated } from '../kinds/words';
import { message, type Message } from '../message';
import type { Condition, Scalar, Test } from '../rule';

/** How what stands on both sides of a comparison is called. */
export interface Naming {
  title(fact: string): Message;
  value(fact: string, value: Scalar): Message;
}

const PLAIN: Naming = { title: factTitle, value: factValue };

export function conditionWords(condition: Condition, naming: Naming = PLAIN): Message {
  if ('not' in condition) return message('rules.condition.not', { part: nested(condition.not, naming) });
  if ('fact' in condition) return testWords(condition, naming);
  const parts = 'all' in condition ? condition.all : condition.any;
  const [only] = parts;
  if (parts.length === 1 && only) return conditionWords(only, naming);
  const key = 'all' in condition ? 'rules.condition.and' : 'rules.condition.or';
  return parts.map((part) => nested(part, naming)).reduce((before, part) => message(key, { before, part }));
}

function nested(condition: Condition, naming: Naming): Message {
  return 'fact' in condition
    ? testWords(condition, naming)
    : message('rules.condition.nested', { part: conditionWords(condition, naming) });
}

function testWords({ fact, operator, value }: Test, naming: Naming): Message {
  const title = naming.title(fact);
  if (typeof value === 'boolean' && (operator === 'equal' || operator === 'notEqual')) {
    return message((operator === 'equal') === value ? 'rules.condition.holds' : 'rules.condition.holdsNot', {
      fact: title,
    });
  }
  return message('rules.condition.test', {
    fact: title,
    wanted: message(`rules.operator.${operator}`, { value: valueWords(fact, value, naming) }),
  });
}

function valueWords(fact: string, value: Test['value'], naming: Naming): Message {
  if (typeof value !== 'object') return naming.value(fact, value);
  if ('fact' in value) return naming.title(value.fact);
  return enumerated(value.map((item) => naming.value(fact, item)));
}
