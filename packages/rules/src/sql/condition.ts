/**
 * Conditions as SQL, with exactly the results of the stock engine. SQL's third truth value is kept out of the way: at the
 * places where only "true" counts, null may stand for false; under a `not`, nothing is null.
 */
import type { Condition, Scalar, Test } from '../rule';
import { type Access, asJson, type Column, type ColumnType, type FactAccess, type JsonValue } from './access';
import { type Fragment, join, param, type ParamType, type ParamValue, sql } from './fragment';
import { type Comparison, compareValues, compareWithNumber } from './loose';

const TRUE = sql`true`;
const FALSE = sql`false`;

/** True where the condition holds; false **or null** elsewhere: for `where`, `filter` and `case when`. */
export function conditionSql(condition: Condition, access: Access): Fragment {
  return compile(condition, access, false);
}

/** True or false, never null. */
export function exactConditionSql(condition: Condition, access: Access): Fragment {
  return compile(condition, access, true);
}

function compile(condition: Condition, access: Access, exact: boolean): Fragment {
  if ('all' in condition) return group(condition.all, sql` and `, access, exact);
  if ('any' in condition) return group(condition.any, sql` or `, access, exact);
  if ('not' in condition) return sql`(not ${compile(condition.not, access, true)})`;
  return compileTest(condition, access, exact);
}

function group(parts: readonly Condition[], word: Fragment, access: Access, exact: boolean): Fragment {
  return sql`(${join(
    parts.map((part) => compile(part, access, exact)),
    word,
  )})`;
}

/** A boolean that is never null; `nullable` says whether `found` can be. */
const settled = (found: Fragment, nullable: boolean, exact: boolean): Fragment =>
  exact && nullable ? sql`((${found}) is true)` : sql`(${found})`;

function compileTest(test: Test, access: Access, exact: boolean): Fragment {
  const left = access(test.fact);
  const { value } = test;
  if (typeof value === 'object' && 'fact' in value) {
    return compareFacts(test, value.fact, left, access(value.fact), exact);
  }
  switch (test.operator) {
    case 'equal':
      return equalsAny(left, [value as Scalar], exact);
    case 'in':
      return equalsAny(left, value as readonly Scalar[], exact);
    case 'notEqual':
      return equalsNone(left, [value as Scalar]);
    case 'notIn':
      return equalsNone(left, value as readonly Scalar[]);
    case 'contains':
    case 'doesNotContain':
      return containsConstant(left, value as Scalar, test.operator === 'contains', exact);
    default:
      return compareWithConstant(left, COMPARISONS[test.operator], value as number, exact);
  }
}

const COMPARISONS = {
  lessThan: '<',
  lessThanInclusive: '<=',
  greaterThan: '>',
  greaterThanInclusive: '>=',
} as const satisfies Partial<Record<Test['operator'], Comparison>>;

const SIGNS: Readonly<Record<Comparison, Fragment>> = { '<': sql`<`, '<=': sql`<=`, '>': sql`>`, '>=': sql`>=` };

function equalsAny(left: FactAccess | undefined, values: readonly Scalar[], exact: boolean): Fragment {
  const found = equality(left, values);
  return found === undefined || left === undefined ? FALSE : settled(found, canBeNull(left), exact);
}

function equalsNone(left: FactAccess | undefined, values: readonly Scalar[]): Fragment {
  const found = equality(left, values);
  if (found === undefined || left === undefined) return TRUE;
  return canBeNull(left) ? sql`((${found}) is not true)` : sql`(not (${found}))`;
}

/** `left` equals one of the values; undefined when it cannot, being of another type. */
function equality(left: FactAccess | undefined, values: readonly Scalar[]): Fragment | undefined {
  if (left === undefined) return undefined;
  if (left.as === 'json') {
    const texts = values.map((value) => JSON.stringify(value));
    return texts.length === 1
      ? sql`${left.sql} = ${param(texts[0] ?? 'null', 'jsonb')}`
      : sql`${left.sql} = any (${param(texts, 'text[]')}::jsonb[])`;
  }
  const fitting = values.filter((value) => fits(value, left.as));
  if (fitting.length === 0) return undefined;
  const type = typeFor(left.as, fitting);
  return fitting.length === 1
    ? sql`${left.sql} = ${param(fitting[0] ?? null, type)}`
    : sql`${left.sql} = any (${param(fitting, `${type}[]` as ParamType)})`;
}

function containsConstant(left: FactAccess | undefined, value: Scalar, wanted: boolean, exact: boolean): Fragment {
  if (left?.as === 'json') {
    const holds = sql`${left.sql} @> ${param(JSON.stringify(value), 'jsonb')}`;
    const isList = sql`jsonb_typeof(${left.sql}) = 'array'`;
    return settled(wanted ? sql`${isList} and ${holds}` : sql`${isList} and not ${holds}`, true, exact);
  }
  if (left?.as !== 'texts') return FALSE;
  if (typeof value !== 'string') return wanted ? FALSE : sql`(${left.sql} is not null)`;
  const holds = sql`${param(value, 'text')} = any (${left.sql})`;
  return wanted ? settled(holds, true, exact) : sql`(${left.sql} is not null and (${holds}) is not true)`;
}

function compareWithConstant(
  left: FactAccess | undefined,
  comparison: Comparison,
  value: number,
  exact: boolean,
): Fragment {
  if (left?.as === 'json') return settled(compareWithNumber(left, comparison, value), true, exact);
  if (left === undefined || !isNumber(left)) return FALSE;
  const constant = param(value, typeFor(left.as, [value]));
  return settled(sql`${left.sql} ${SIGNS[comparison]} ${constant}`, canBeNull(left), exact);
}

function compareFacts(
  { operator, fact }: Test,
  other: string,
  left: FactAccess | undefined,
  right: FactAccess | undefined,
  exact: boolean,
): Fragment {
  switch (operator) {
    case 'equal':
    case 'notEqual': {
      const same = fact === other ? TRUE : sameValue(left, right);
      return operator === 'equal' ? same : sql`(not ${same})`;
    }
    case 'contains':
    case 'doesNotContain':
      return containsFact(left, right, operator === 'contains', exact);
    case 'in':
    case 'notIn':
      // A checked pack has a list of constants there.
      throw new RangeError(`${operator} takes a list of values`);
    default: {
      if (left === undefined || right === undefined) return FALSE;
      const comparison = COMPARISONS[operator];
      if (left.as === 'json' || right.as === 'json') {
        return settled(compareValues(asJsonValue(left), comparison, asJsonValue(right)), true, exact);
      }
      if (!isNumber(left) || !isNumber(right)) return FALSE;
      return settled(sql`${left.sql} ${SIGNS[comparison]} ${right.sql}`, canBeNull(left) || canBeNull(right), exact);
    }
  }
}

/** Never null. Two that are missing are the same; two lists are not, whatever is in them. */
function sameValue(left: FactAccess | undefined, right: FactAccess | undefined): Fragment {
  if (left === undefined || right === undefined) {
    const there = left ?? right;
    return there === undefined ? TRUE : sql`(${there.sql} is null)`;
  }
  if (left.as !== 'json' && right.as !== 'json') {
    const comparable = left.as === right.as || (isNumber(left) && isNumber(right));
    if (!comparable || left.as === 'texts') return sql`(${left.sql} is null and ${right.sql} is null)`;
    return sql`(${left.sql} is not distinct from ${right.sql})`;
  }
  const json = asJson(left);
  return sql`(${json} is not distinct from ${asJson(right)} and coalesce(jsonb_typeof(${json}), '') <> 'array')`;
}

function containsFact(
  left: FactAccess | undefined,
  right: FactAccess | undefined,
  wanted: boolean,
  exact: boolean,
): Fragment {
  if (left === undefined) return FALSE;
  const list = asJson(left);
  const isList = sql`jsonb_typeof(${list}) = 'array'`;
  if (right === undefined) return wanted ? FALSE : settled(isList, true, exact);
  const item = asJson(right);
  const holds = sql`coalesce(jsonb_typeof(${item}) <> 'array' and ${list} @> ${item}, false)`;
  return settled(wanted ? sql`${isList} and ${holds}` : sql`${isList} and not ${holds}`, true, exact);
}

const asJsonValue = (access: FactAccess): JsonValue =>
  access.as === 'json' ? access : { as: 'json', sql: asJson(access) };

function canBeNull(access: FactAccess): boolean {
  return access.as === 'json' || access.required !== true;
}

function isNumber({ as }: Column): boolean {
  return as === 'integer' || as === 'bigint' || as === 'numeric' || as === 'double';
}

function fits(value: Scalar, as: ColumnType): boolean {
  if (as === 'texts') return false;
  return typeof value === (as === 'text' ? 'string' : as === 'boolean' ? 'boolean' : 'number');
}

const INTEGER_MAX = 2 ** 31 - 1;

/** The narrowest type that holds the constants, so that an index on the column can be used. */
function typeFor(as: ColumnType, values: readonly ParamValue[]): ParamType {
  if (as === 'text' || as === 'boolean' || as === 'numeric') return as;
  if (as === 'double') return 'float8';
  if (!values.every((value) => Number.isSafeInteger(value))) return 'numeric';
  return as === 'integer' && values.every((value) => Math.abs(value as number) <= INTEGER_MAX) ? 'integer' : 'bigint';
}
