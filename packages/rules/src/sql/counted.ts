/**
 * The rows behind a measured fact: what somebody is shown who asks where a figure comes from.
 */
import type { FactBook } from '../facts';
import { asJson, asNumeric, columnFacts } from './access';
import type { EventBinding, MeasureBinding } from './binding';
import { type Fragment, join, param, type Query, render, sql } from './fragment';
import { rowsOf } from './measured';

/** Rows that tell of an extreme. */
const NEAREST = 3;

/**
 * The rows of its source that a measured fact is made of, for each event: rows with `id` (the event's) and `row` (the fields of the source as an object), `most` of each
 * event, the latest first; of a minimum or maximum the few that come nearest to it. Undefined for a fact that is not measured, or of a source or subject that the binding does not have.
 */
export function countedSql(
  book: FactBook,
  name: string,
  binding: MeasureBinding,
  events: EventBinding,
  most: number,
): Query | undefined {
  const fact = book.facts.get(name);
  if (fact?.kind !== 'measured') return undefined;
  const { of } = fact;
  const source = Object.hasOwn(binding.sources, of.source) ? binding.sources[of.source] : undefined;
  const owner = source?.subjects[of.subject];
  const subject = events.subject?.[of.subject];
  if (source === undefined || owner === undefined || subject === undefined) return undefined;
  const context = { book, binding, event: events, source, owner, subject };
  const conditions: Fragment[] = [sql`${owner} = ${subject}`, ...rowsOf(of, context)];
  if (source.where !== undefined) conditions.push(source.where);
  const fields = Object.entries(source.fields).map(
    ([field, column]) => sql`${param(field, 'text')}, ${asJson(column)}`,
  );
  const extreme = of.aggregate === 'maximum' ? sql`desc` : of.aggregate === 'minimum' ? sql`asc` : undefined;
  const value = of.field === undefined ? undefined : columnFacts(source.fields)(of.field);
  const first = extreme && value ? sql`${asNumeric(value)} ${extreme} nulls last, ` : sql``;
  const limit = extreme ? Math.min(most, NEAREST) : most;
  const where = events.where === undefined ? sql`` : sql` where ${events.where}`;
  return render(sql`select ${events.id} as id, sidan_c.fields as row from ${events.from}
    cross join lateral (select jsonb_strip_nulls(jsonb_build_object(${join(fields, sql`, `)})) as fields, ${source.time} as at
      from ${source.from} where ${join(conditions, sql` and `)} order by ${first}2 desc limit ${param(limit, 'integer')}) as sidan_c${where}
    order by 1, sidan_c.at desc`);
}
