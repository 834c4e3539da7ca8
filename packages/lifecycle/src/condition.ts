/**
 * The one condition language (DESIGN.md), as guards need it: json-rules-engine's condition JSON, evaluated at once and without a promise.
 *
 * A condition is `{ all: [...] }`, `{ any: [...] }`, `{ not: {...} }` or `{ fact, operator, value, path? }`; a value may be `{ fact, path? }`.
 * Results equal those of a stock json-rules-engine with `allowUndefinedFacts: true` (a property test holds the two together), quirks included:
 * comparisons are false when the fact is not a number, and a path is ignored when the fact is not an object.
 * What the engine would read in a way the author did not mean is refused at load instead: empty groups (true!), `in` on a string (substring!),
 * numbers compared with strings, paths other than plain steps.
 *
 * The rules package carries the full language; packages do not import one another, so this file is the whole of it here.
 */
import { checkKeys, isRecord, type Report } from './problem';

export type Facts = Readonly<Record<string, unknown>>;

export interface FactReference {
  fact: string;
  path?: string;
}

export interface Comparison extends FactReference {
  operator: Operator;
  value: unknown;
}

export type Condition = { all: Condition[] } | { any: Condition[] } | { not: Condition } | Comparison;

const isNumeric = (value: unknown): boolean => !Number.isNaN(Number.parseFloat(value as string));

/** The engine's `a < b`, which coerces; the cast keeps its meaning. */
type Ordered = number;

const OPERATORS = {
  equal: (a, b) => a === b,
  notEqual: (a, b) => a !== b,
  in: (a, b) => (b as unknown[]).indexOf(a) > -1,
  notIn: (a, b) => (b as unknown[]).indexOf(a) === -1,
  contains: (a, b) => Array.isArray(a) && a.indexOf(b) > -1,
  doesNotContain: (a, b) => Array.isArray(a) && a.indexOf(b) === -1,
  lessThan: (a, b) => isNumeric(a) && (a as Ordered) < (b as Ordered),
  lessThanInclusive: (a, b) => isNumeric(a) && (a as Ordered) <= (b as Ordered),
  greaterThan: (a, b) => isNumeric(a) && (a as Ordered) > (b as Ordered),
  greaterThanInclusive: (a, b) => isNumeric(a) && (a as Ordered) >= (b as Ordered),
} satisfies Record<string, (fact: unknown, value: unknown) => boolean>;

export type Operator = keyof typeof OPERATORS;

/** The stock operators of json-rules-engine. */
export const operators = Object.keys(OPERATORS) as Operator[];

const LISTS: readonly string[] = ['in', 'notIn'];
const ORDERS: readonly string[] = ['lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive'];
const PATH = /^\$((\.[A-Za-z_]\w*)|(\[\d{1,6}\]))+$/;

/** Limits on what an author may hand in; both are far above what a person would write. */
export const CONDITION_DEPTH_MAX = 16;
export const CONDITION_VALUES_MAX = 1000;

/** The value of a fact, or of what `path` points at inside it; undefined when it is not there. Never reads an inherited property. */
function read({ fact, path }: FactReference, facts: Facts): unknown {
  let value = Object.hasOwn(facts, fact) ? facts[fact] : undefined;
  if (path === undefined || typeof value !== 'object' || value === null) return value;
  for (const step of path.match(/\w+/g) ?? []) {
    if (!value || !Object.hasOwn(value as object, step)) return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return value;
}

/**
 * Whether `condition` holds for `facts`. The condition must have passed `checkCondition()`. A fact that is missing counts as undefined.
 */
export function holds(condition: Condition, facts: Facts): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, facts));
  if ('any' in condition) return condition.any.some((part) => holds(part, facts));
  if ('not' in condition) return !holds(condition.not, facts);
  const value = isRecord(condition.value) ? read(condition.value as unknown as FactReference, facts) : condition.value;
  return OPERATORS[condition.operator](read(condition, facts), value);
}

/**
 * Reports everything that is wrong with a condition, each with the path of its node:
 * CONDITION_SHAPE, CONDITION_EMPTY, CONDITION_TOO_DEEP, CONDITION_TOO_LONG, FACT_NAME, OPERATOR_UNKNOWN, VALUE_MISSING, VALUE_LIST,
 * VALUE_NUMBER, VALUE_PLAIN, PATH_UNSUPPORTED, KEY_UNKNOWN.
 */
export function checkCondition(node: unknown, path: string, report: Report, depth = 1): void {
  if (!isRecord(node)) return report('CONDITION_SHAPE', path);
  if (depth > CONDITION_DEPTH_MAX) return report('CONDITION_TOO_DEEP', path, { max: CONDITION_DEPTH_MAX });
  const groups = ['all', 'any', 'not'].filter((key) => Object.hasOwn(node, key));
  const group = groups[0];
  if (group === undefined) return checkComparison(node, path, report);
  if (groups.length > 1) return report('CONDITION_SHAPE', path, { keys: groups });
  checkKeys(node, [group, 'name', 'priority'], path, report);
  const parts = node[group];
  if (group === 'not') return checkCondition(parts, `${path}/not`, report, depth + 1);
  if (!Array.isArray(parts)) return report('CONDITION_SHAPE', `${path}/${group}`);
  if (parts.length === 0) return report('CONDITION_EMPTY', `${path}/${group}`, { group });
  if (parts.length > CONDITION_VALUES_MAX) {
    return report('CONDITION_TOO_LONG', `${path}/${group}`, { max: CONDITION_VALUES_MAX });
  }
  parts.forEach((part, i) => checkCondition(part, `${path}/${group}/${i}`, report, depth + 1));
}

function checkComparison(node: Record<string, unknown>, path: string, report: Report): void {
  checkKeys(node, ['fact', 'operator', 'value', 'path', 'name', 'priority'], path, report);
  checkReference(node, path, report);
  const { operator, value } = node;
  if (!operators.includes(operator as Operator)) report('OPERATOR_UNKNOWN', `${path}/operator`, { operator });
  if (!Object.hasOwn(node, 'value')) return report('VALUE_MISSING', path);
  if (LISTS.includes(operator as string)) {
    if (!Array.isArray(value) || value.some((v) => typeof v === 'object' && v !== null))
      report('VALUE_LIST', `${path}/value`);
    else if (value.length > CONDITION_VALUES_MAX)
      report('CONDITION_TOO_LONG', `${path}/value`, { max: CONDITION_VALUES_MAX });
  } else if (isRecord(value)) {
    checkKeys(value, ['fact', 'path'], `${path}/value`, report);
    checkReference(value, `${path}/value`, report);
  } else if (ORDERS.includes(operator as string)) {
    if (typeof value !== 'number') report('VALUE_NUMBER', `${path}/value`, { value });
  } else if (Array.isArray(value)) {
    // The engine compares by identity: an array is never equal to, nor contained in, anything.
    report('VALUE_PLAIN', `${path}/value`);
  }
}

function checkReference(node: Record<string, unknown>, path: string, report: Report): void {
  if (typeof node.fact !== 'string' || node.fact === '') report('FACT_NAME', `${path}/fact`, { fact: node.fact });
  if (node.path !== undefined && (typeof node.path !== 'string' || !PATH.test(node.path))) {
    report('PATH_UNSUPPORTED', `${path}/path`, { path: node.path });
  }
}
