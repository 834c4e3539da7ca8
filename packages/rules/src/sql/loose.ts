/**
 * How JavaScript compares a number with whatever a fact brings, in SQL: `"9" < 10` is true, `"9" < "10"` is not, `"" > 1`
 * is no comparison at all for json-rules-engine. Facts of a type other than the catalogue's must not make the SQL differ
 * from the engine; nobody should write rules that need this.
 *
 * Not read as numbers here, unlike in JavaScript: texts in octal or binary, of more than 200 characters, or with an
 * exponent of more than two digits.
 */
import type { Compared, JsonValue } from './access';
import { type Fragment, param, sql } from './fragment';

export type Comparison = '<' | '<=' | '>' | '>=';

const SIGNS: Readonly<Record<Comparison, Fragment>> = { '<': sql`<`, '<=': sql`<=`, '>': sql`>`, '>=': sql`>=` };

/** JavaScript's white space, which `trim` takes away: found by asking it of every character there is in the first plane. */
const SPACE = param(
  Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code))
    .filter((character) => character.trim() === '')
    .join(''),
  'text',
);

export const trimmed = (text: Fragment): Fragment => sql`btrim(${text}, ${SPACE})`;

/** Number(text) for a trimmed text that is not empty, as float8; null for NaN. */
function numberOf(text: Fragment): Fragment {
  return sql`case when length(${text}) > 200 then null
    when ${text} ~ '^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]{1,2})?$' then (${text})::float8
    when ${text} ~ '^[+-]?Infinity$' then (${text})::float8
    when ${text} ~ '^0[xX][0-9a-fA-F]{1,13}$' then ('x' || lpad(substr(${text}, 3), 16, '0'))::bit(64)::bigint::float8 end`;
}

/** The text that JavaScript makes of a text or a list before comparing; null for anything else. */
export function textOf(json: Fragment): Fragment {
  return sql`case jsonb_typeof(${json}) when 'string' then ${json} #>> '{}' when 'array' then
    (select coalesce(string_agg(coalesce(i.value, ''), ',' order by i.place), '')
       from jsonb_array_elements_text(${json}) with ordinality as i(value, place)) end`;
}

/** Number(value) for any jsonb value, as float8; null for NaN and for what is missing. `text` is its trimmed text. */
export function toNumber(json: Fragment, text: Fragment = trimmed(textOf(json))): Fragment {
  return sql`case jsonb_typeof(${json}) when 'number' then ${asFloat(json)} when 'boolean' then (${json})::boolean::integer::float8
    else case ${text} when '' then 0 else ${numberOf(text)} end end`;
}

/** Whether parseFloat finds a number at the beginning: the engine's condition for comparing at all. */
const beginsWithNumber = (text: Fragment): Fragment => sql`${trimmed(text)} ~ '^[+-]?([.]?[0-9]|Infinity)'`;

/** A number as float8; one that is too large for it counts as infinite. */
const asFloat = (json: Fragment): Fragment => sql`case when abs((${json})::numeric) < 1e308 then (${json})::float8
  else (sign((${json})::numeric)::float8 * 'Infinity'::float8) end`;

/** What is left of `value` when it stands on the left: a number, or something whose trimmed text begins like one. */
export function leftNumber(json: Fragment, text: Fragment, value: Fragment): Fragment {
  return sql`case when jsonb_typeof(${json}) = 'number' or ${beginsWithNumber(text)} then ${value} end`;
}

/** The value's forms worked out on the spot, for a condition that stands alone. */
function comparedOf({ sql: json, compared }: JsonValue): Compared {
  const text = textOf(json);
  return (
    compared ?? {
      left: () => leftNumber(json, trimmed(text), toNumber(json)),
      right: () => toNumber(json),
      text: () => text,
    }
  );
}

/** A jsonb value compared with a number; null where JavaScript says false. */
export function compareWithNumber(value: JsonValue, comparison: Comparison, number: number): Fragment {
  return sql`${comparedOf(value).left()} ${SIGNS[comparison]} ${param(number, 'float8')}`;
}

/** Two jsonb values compared; null where JavaScript says false. Texts by code points. */
export function compareValues(leftValue: JsonValue, comparison: Comparison, rightValue: JsonValue): Fragment {
  const sign = SIGNS[comparison];
  const [left, right] = [comparedOf(leftValue), comparedOf(rightValue)];
  return sql`case when ${left.text()} is not null and ${right.text()} is not null
      then ${beginsWithNumber(trimmed(left.text()))} and ${left.text()} collate "C" ${sign} ${right.text()} collate "C"
    else ${left.left()} ${sign} ${right.right()} end`;
}
