/**
 * Checks a constant on the right of a comparison against the type of the fact on the left.
 */
import { OPERATORS } from '../conditions/operators';
import type { FactDefinition, FactType } from '../facts';
import { LIMITS } from '../limits';
import { pointer, problem, type Problem } from '../problem';

export function checkOperand(
  operator: keyof typeof OPERATORS,
  fact: FactDefinition,
  value: unknown,
  file: string,
  path: string,
): Problem[] {
  if (OPERATORS[operator].operand !== 'listOf') return checkScalar(fact, value, file, path);
  // A text on the right would be searched for the fact's text: "in" means "is part of the word" to the stock engine.
  if (!Array.isArray(value)) return [problem('IN_NEEDS_LIST', file, path, { operator, fact: fact.name })];
  if (value.length === 0) return [problem('CONDITION_EMPTY', file, path, { group: operator })];
  if (value.length > LIMITS.valuesMax) return [problem('VALUES_TOO_MANY', file, path, { max: LIMITS.valuesMax })];
  return value.flatMap((item, index) => checkScalar(fact, item, file, pointer(path, index)));
}

function checkScalar(fact: FactDefinition, value: unknown, file: string, path: string): Problem[] {
  if (value === null || value === undefined) return [problem('VALUE_NULL', file, path, { fact: fact.name })];
  const type: FactType = fact.type === 'list' ? 'string' : fact.type;
  if (!hasType(value, type)) {
    return [problem('VALUE_TYPE', file, path, { fact: fact.name, type, actual: typeName(value) })];
  }
  return checkListed(fact, value, file, path);
}

/** A value that the catalogue does not list can never be met: a misspelling. */
export function checkListed(fact: FactDefinition, value: unknown, file: string, path: string): Problem[] {
  if (fact.values === undefined || fact.values.includes(String(value))) return [];
  const params = { fact: fact.name, value: String(value), values: fact.values.join(', ') };
  return [problem('VALUE_UNLISTED', file, path, params)];
}

export function hasType(value: unknown, type: FactType): boolean {
  switch (type) {
    case 'string':
    case 'boolean':
      return typeof value === type;
    case 'number':
      return typeof value === 'number';
    case 'integer':
      return Number.isInteger(value);
    case 'list':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
  }
}

export function typeName(value: unknown): string {
  if (Array.isArray(value)) return 'list';
  return value === null ? 'null' : typeof value;
}
