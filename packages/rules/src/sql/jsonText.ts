/**
 * JSON written as text and read once: several times faster than building jsonb from its parts, which matters for the
 * explanations of a million decisions.
 */
import { type Fragment, join, param, sql } from './fragment';

/** Something that SQL writes as JSON: a number, or a jsonb value. Never null. */
export interface JsonPart {
  readonly json: Fragment;
}

export const numberJson = (value: Fragment): JsonPart => ({ json: value });

/** A jsonb value; `null` when it is SQL's null. */
export const valueJson = (value: Fragment): JsonPart => ({ json: sql`coalesce(${value}, 'null'::jsonb)` });

export const booleanJson = (value: Fragment): JsonPart => ({
  json: sql`(case when ${value} then 'true' else 'false' end)`,
});

const ARGUMENTS_MAX = 90;

/** Texts and values one after another as one text; what is null counts for nothing. */
export function concat(pieces: readonly Fragment[]): Fragment {
  if (pieces.length <= ARGUMENTS_MAX) return sql`concat(${join(pieces, sql`, `)})`;
  return sql`concat(${join(pieces.slice(0, ARGUMENTS_MAX), sql`, `)}, ${concat(pieces.slice(ARGUMENTS_MAX))})`;
}

/**
 * An object, as pieces of text for `concat`. Members that are constants are JSON already when they reach the database; undefined ones are left
 * out, as JSON leaves them out.
 */
export function objectText(members: Readonly<Record<string, unknown>>): Fragment[] {
  const pieces: Fragment[] = [];
  let constant = '';
  Object.entries(members)
    .filter(([, value]) => value !== undefined)
    .forEach(([name, value], index) => {
      constant += `${index === 0 ? '{' : ','}${JSON.stringify(name)}:`;
      if (isPart(value)) {
        pieces.push(param(constant, 'text'), value.json);
        constant = '';
      } else constant += JSON.stringify(value);
    });
  pieces.push(param(`${constant === '' && pieces.length === 0 ? '{' : constant}}`, 'text'));
  return pieces;
}

function isPart(value: unknown): value is JsonPart {
  return typeof value === 'object' && value !== null && 'json' in value;
}
