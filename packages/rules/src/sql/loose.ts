/**
 * How JavaScript compares a number with whatever a fact brings, in SQL: `"9" < 10` is true, `"9" < "10"` is not, `"" > 1`
 * is no comparison at all for json-rules-engine. Facts of a type other than the catalogue's must not make the SQL differ
 * from the engine; nobody should write rules that need this.
 *
 * Not read as numbers here, unlike in JavaScript: texts in octal or binary, of more than 200 characters, or with an
 * exponent of more than two digits.
 */
import { type Fragment, param, sql } from './fragment';

export type Comparison = '<' | '<=' | '>' | '>=';

const SIGNS: Readonly<Record<Comparison, Fragment>> = { '<': sql`<`, '<=': sql`<=`, '>': sql`>`, '>=': sql`>=` };

/** JavaScript's white space. */
const SPACE = param(
  '\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff',
  'text',
);

const trimmed = (text: Fragment): Fragment => sql`btrim(${text}, ${SPACE})`;

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

/** Number(value) for any jsonb value, as float8; null for NaN and for what is missing. */
function toNumber(json: Fragment): Fragment {
  const text = trimmed(textOf(json));
  return sql`case jsonb_typeof(${json}) when 'number' then (${json})::float8 when 'boolean' then (${json})::boolean::integer::float8
    else case ${text} when '' then 0 else ${numberOf(text)} end end`;
}

/** Whether parseFloat finds a number at the beginning: the engine's condition for comparing at all. */
const beginsWithNumber = (text: Fragment): Fragment => sql`${trimmed(text)} ~ '^[+-]?([.]?[0-9]|Infinity)'`;

/** A jsonb value compared with a number; null where JavaScript says false. */
export function compareWithNumber(json: Fragment, comparison: Comparison, number: number): Fragment {
  const sign = SIGNS[comparison];
  const text = trimmed(sql`(${json} #>> '{}')`);
  const item = trimmed(sql`(${json} ->> 0)`);
  const constant = param(number, 'float8');
  return sql`case jsonb_typeof(${json}) when 'number' then (${json})::numeric ${sign} ${param(number, 'numeric')}
    when 'string' then ${numberOf(text)} ${sign} ${constant}
    when 'array' then case when jsonb_array_length(${json}) = 1 then ${numberOf(item)} ${sign} ${constant} end end`;
}

/** Two jsonb values compared; null where JavaScript says false. Texts by code points. */
export function compareValues(left: Fragment, comparison: Comparison, right: Fragment): Fragment {
  const sign = SIGNS[comparison];
  const leftText = textOf(left);
  const isText = (json: Fragment): Fragment => sql`jsonb_typeof(${json}) in ('string', 'array')`;
  return sql`case when jsonb_typeof(${left}) = 'number' and jsonb_typeof(${right}) = 'number'
      then (${left})::numeric ${sign} (${right})::numeric
    when ${isText(left)} and ${isText(right)}
      then ${beginsWithNumber(leftText)} and ${leftText} collate "C" ${sign} ${textOf(right)} collate "C"
    when jsonb_typeof(${left}) = 'number' or ${beginsWithNumber(leftText)}
      then ${toNumber(left)} ${sign} ${toNumber(right)} end`;
}
