/**
 * Where the value of a fact is in SQL: a typed column, or a member of a jsonb object.
 */
import { type Fragment, param, sql } from './fragment';

/** What a column holds; `double` is for columns that are so already: `numeric` is exact. */
export type ColumnType = 'text' | 'integer' | 'bigint' | 'numeric' | 'double' | 'boolean' | 'texts';

/** An expression of a type; null means missing. */
export interface Column {
  readonly sql: Fragment;
  readonly as: ColumnType;
  /** True when it is never null. */
  readonly required?: boolean;
}

/** A jsonb value of whatever type; SQL null when missing, and never JSON's null. */
export interface JsonValue {
  readonly sql: Fragment;
  readonly as: 'json';
  /** What comparisons need, if it stands in columns already; see `loose.ts`. */
  readonly compared?: Compared;
}

export interface Compared {
  /** The number for the left of a comparison: null where json-rules-engine does not compare at all. */
  left(): Fragment;
  /** Number(value), null for NaN. */
  right(): Fragment;
  /** The text of a text or a list, else null. */
  text(): Fragment;
}

export type FactAccess = Column | JsonValue;

/** Finds a fact; undefined when it is never there. */
export type Access = (fact: string) => FactAccess | undefined;

/** Facts in one jsonb object, as an event brings them. */
export function jsonFacts(object: Fragment): Access {
  return (fact) => ({ as: 'json', sql: sql`nullif(${object} -> ${param(fact, 'text')}, 'null')` });
}

/** Typed columns where there are any, else whatever `otherwise` finds. */
export function columnFacts(columns: Readonly<Record<string, FactAccess>>, otherwise?: Access): Access {
  return (fact) => (Object.hasOwn(columns, fact) ? columns[fact] : otherwise?.(fact));
}

/** The value as jsonb, SQL null when missing. */
export function asJson(access: FactAccess): Fragment {
  switch (access.as) {
    case 'json':
      return access.sql;
    case 'double':
      return sql`to_jsonb(${access.sql}::text::numeric)`;
    default:
      return sql`to_jsonb(${access.sql})`;
  }
}

/** The value as numeric, null when it is missing or no number. */
export function asNumeric(access: FactAccess | undefined): Fragment {
  switch (access?.as) {
    case 'json':
      return sql`case when jsonb_typeof(${access.sql}) = 'number' then (${access.sql})::numeric end`;
    case 'numeric':
      return access.sql;
    case 'integer':
    case 'bigint':
      return sql`(${access.sql})::numeric`;
    case 'double':
      return sql`(${access.sql})::text::numeric`;
    default:
      return sql`null::numeric`;
  }
}
