/**
 * Measured facts in one query: one scan for each source and subject, whatever the number of facts, each fact an aggregate with
 * a filter of its own. For one event and for a population it is the same SQL; `measure` says what must come out.
 */
import { type FactBook, type MeasuredFact, needsOf, CHINA } from '../facts';
import type { Aggregate, Measurement, SubjectKind } from '../facts/measured';
import { asNumeric, columnFacts } from './access';
import type { EventBinding, MeasureBinding, SourceBinding } from './binding';
import { conditionSql } from './condition';
import { type Fragment, id, join, param, type ParamType, type Query, render, sql } from './fragment';
import { asHeld, dividedBy } from './numeric';
import { stretchSql } from './window';

/** An event as expressions: params of one, or columns of many. */
type EventSql = Pick<EventBinding, 'at' | 'subject' | 'event'>;

/** Joins to put after the events' FROM, and each fact as numeric, null when it is missing. */
export interface MeasuredSql {
  readonly joins: Fragment;
  readonly values: ReadonlyMap<string, Fragment>;
}

export interface MeasuredEvent {
  /** ISO 8601 with zone. */
  readonly at: string;
  readonly subject: Readonly<Partial<Record<SubjectKind, string>>>;
  readonly event?: string;
  /** The type of the subjects' columns; text if absent. */
  readonly idType?: Extract<ParamType, 'text' | 'uuid' | 'bigint' | 'integer'>;
}

/**
 * The measured facts that are needed for `names`, of one event. The query answers one row with `facts`, a jsonb object
 * without those that are missing. Sources that the binding does not have give no facts.
 */
export function measuredSql(
  book: FactBook,
  names: Iterable<string>,
  binding: MeasureBinding,
  of: MeasuredEvent,
): Query {
  const type = of.idType ?? 'text';
  const subject = Object.fromEntries(Object.entries(of.subject).map(([kind, value]) => [kind, param(value, type)]));
  const event: EventSql = {
    at: param(of.at, 'timestamptz'),
    subject,
    event: of.event === undefined ? undefined : param(of.event, type),
  };
  const { joins, values } = measuredParts(book, names, binding, event);
  return render(sql`select ${factsObject(values)} as facts from (select 1) as sidan_event${joins}`);
}

/** The same for many events: rows with `id` and `facts`, one for each event. */
export function measuredSqlForPopulation(
  book: FactBook,
  names: Iterable<string>,
  binding: MeasureBinding,
  events: EventBinding,
): Query {
  const { joins, values } = measuredParts(book, names, binding, events);
  const where = events.where === undefined ? sql`` : sql` where ${events.where}`;
  return render(sql`select ${events.id} as id, ${factsObject(values)} as facts from ${events.from}${joins}${where}`);
}

/** @internal The pieces of either, for the query that decides too. */
export function measuredParts(
  book: FactBook,
  names: Iterable<string>,
  binding: MeasureBinding,
  event: EventSql,
): MeasuredSql {
  const joins: Fragment[] = [];
  const values = new Map<string, Fragment>();
  const scans = new Map<string, MeasuredFact[]>();
  for (const fact of needsOf(book.facts, names).measured) {
    const isPlace = fact.of.aggregate === 'rank' || fact.of.aggregate === 'share';
    const scan = isPlace ? fact.name : `${fact.of.source} ${fact.of.subject}`;
    scans.set(scan, [...(scans.get(scan) ?? []), fact]);
  }
  for (const facts of scans.values()) {
    const [{ of }] = facts as [MeasuredFact];
    const source = Object.hasOwn(binding.sources, of.source) ? binding.sources[of.source] : undefined;
    const owner = source?.subjects[of.subject];
    const subject = event.subject?.[of.subject];
    if (source === undefined || owner === undefined || subject === undefined) continue;
    const alias = id(`sidan_m${joins.length}`);
    const context: Context = { book, binding, event, source, owner, subject };
    const ranks = of.aggregate === 'rank' || of.aggregate === 'share';
    joins.push(ranks ? placeScan(of, context, alias) : scanOf(facts, context, alias));
    facts.forEach((fact, index) => {
      const found = ranks
        ? sql`${alias}.v`
        : sql`case when ${subject} is not null then ${alias}.${id(`v${index}`)} end`;
      values.set(fact.name, valueOf(fact, found, context));
    });
  }
  return { joins: sql`${join(joins, sql``)}`, values };
}

/** @internal */
export interface Context {
  readonly book: FactBook;
  readonly binding: MeasureBinding;
  readonly event: EventSql;
  readonly source: SourceBinding;
  readonly owner: Fragment;
  readonly subject: Fragment;
}

/** One pass over the subject's rows for all facts of a source. */
function scanOf(facts: readonly MeasuredFact[], context: Context, alias: Fragment): Fragment {
  const { source, owner, subject, event } = context;
  const columns = facts.map(({ of }, index) => {
    const rows = rowsOf(of, context);
    const filter = rows.length ? join(rows, sql` and `) : sql`true`;
    return sql`${aggregateSql(of, source, filter)} as ${id(`v${index}`)}`;
  });
  const beginnings = facts.map(({ of }) => stretch(of, context).from);
  const conditions = [sql`${owner} = ${subject}`];
  if (source.whole !== true) conditions.push(sql`${source.time} < ${event.at}`);
  if (beginnings.every((from) => from !== undefined)) {
    conditions.push(sql`${source.time} >= least(${join(beginnings, sql`, `)})`);
  }
  if (source.where !== undefined) conditions.push(source.where);
  return sql` cross join lateral (select ${join(columns, sql`, `)} from ${source.from} where ${join(conditions, sql` and `)}) as ${alias}`;
}

/** The place of the subject among its like. */
function placeScan(of: Measurement, context: Context, alias: Fragment): Fragment {
  const { source, owner, subject, event } = context;
  const among = of.among === undefined ? undefined : source.subjects[of.among];
  const group = of.among === undefined ? undefined : event.subject?.[of.among];
  if (among === undefined || group === undefined) return sql` cross join (select null::numeric as v) as ${alias}`;
  const conditions = [...rowsOf(of, context), sql`${among} = ${group}`, sql`${owner} is not null`];
  if (source.where !== undefined) conditions.push(source.where);
  const weight =
    of.field === undefined ? sql`count(*)` : sql`coalesce(sum(${asNumeric(columnFacts(source.fields)(of.field))}), 0)`;
  const place = sql`sidan_p.place`;
  const v = of.aggregate === 'rank' ? sql`${place}::numeric` : dividedBy(sql`${place}::numeric`, sql`sidan_p.total`);
  return sql` left join lateral (select ${v} as v from (
    select sidan_s.who, rank() over (order by sidan_s.weight desc) as place, count(*) over () as total from (
      select ${owner} as who, ${weight} as weight from ${source.from} where ${join(conditions, sql` and `)} group by 1) as sidan_s) as sidan_p
    where sidan_p.who = ${subject}) as ${alias} on true`;
}

function stretch(of: Measurement, { event, binding, book, source }: Context): ReturnType<typeof stretchSql> {
  return stretchSql(of.window, event.at, binding.calendar ?? CHINA, book.cycles, source.whole);
}

/** @internal Which rows count: in the window, and as the conditions say. */
export function rowsOf(of: Measurement, context: Context): Fragment[] {
  const { source, event } = context;
  const { from, to } = stretch(of, context);
  const conditions: Fragment[] = to === undefined ? [] : [sql`${source.time} < ${to}`];
  if (from !== undefined) conditions.push(sql`${source.time} >= ${from}`);
  if (of.window.span === 'event') {
    const both = source.event !== undefined && event.event !== undefined;
    conditions.push(both ? sql`${source.event} = ${event.event}` : sql`false`);
  }
  if (of.where !== undefined) conditions.push(conditionSql(of.where, columnFacts(source.fields)));
  return conditions;
}

const AGGREGATES: Readonly<Partial<Record<Aggregate, Fragment>>> = { minimum: sql`min`, maximum: sql`max` };

/** An average is put together from its sum and count, to be divided as `decimal.ts` divides. */
function aggregateSql(of: Measurement, source: SourceBinding, filter: Fragment): Fragment {
  const filtered = sql`filter (where ${filter})`;
  if (of.aggregate === 'count') return sql`count(*) ${filtered}`;
  const column = of.field === undefined ? undefined : columnFacts(source.fields)(of.field);
  if (of.aggregate === 'distinct') {
    return column === undefined ? sql`0` : sql`count(distinct ${column.sql}) ${filtered}`;
  }
  const value = asNumeric(column);
  if (of.aggregate === 'average') return dividedBy(sql`sum(${value}) ${filtered}`, sql`count(${value}) ${filtered}`);
  return sql`${AGGREGATES[of.aggregate] ?? sql`sum`}(${value}) ${filtered}`;
}

function valueOf(fact: MeasuredFact, found: Fragment, context: Context): Fragment {
  const { aggregate } = fact.of;
  const never = aggregate === 'count' || aggregate === 'distinct';
  let value = never ? sql`(${found})::numeric` : sql`(${found})`;
  if (aggregate === 'sum') value = sql`(case when ${context.subject} is not null then coalesce(${found}, 0) end)`;
  if (fact.over !== undefined) value = dividedBy(value, denominatorSql(fact, context));
  return fact.type === 'integer' ? value : asHeld(value);
}

/** The dated figure: the latest that held, the subject's own before that of any. */
function denominatorSql(fact: MeasuredFact, { binding, event, subject }: Context): Fragment {
  const table = binding.denominators;
  const { over } = fact;
  if (table === undefined || over === undefined) return sql`null`;
  const zone = param((binding.calendar ?? CHINA).timeZone, 'text');
  const local = sql`(${event.at} at time zone ${zone})`;
  const day = over.at === 'yearStart' ? sql`date_trunc('year', ${local})::date` : sql`${local}::date`;
  const conditions = [
    sql`${table.name} = ${param(over.denominator, 'text')}`,
    sql`${table.since} <= ${day}`,
    sql`(${table.of} is null or ${table.of} = (${subject})::text)`,
  ];
  if (table.where !== undefined) conditions.push(table.where);
  return sql`(select ${table.value}::numeric from ${table.from} where ${join(conditions, sql` and `)}
    order by ${table.since} desc, ${table.of} nulls last limit 1)`;
}

/** The facts that are not missing, as one object. */
export function factsObject(values: ReadonlyMap<string, Fragment>): Fragment {
  if (values.size === 0) return sql`'{}'::jsonb`;
  const pairs = [...values].map(([name, value]) => sql`${param(name, 'text')}, ${value}`);
  // A function takes a hundred arguments.
  const objects: Fragment[] = [];
  for (let at = 0; at < pairs.length; at += 40) {
    objects.push(sql`jsonb_build_object(${join(pairs.slice(at, at + 40), sql`, `)})`);
  }
  return sql`jsonb_strip_nulls(${join(objects, sql` || `)})`;
}
