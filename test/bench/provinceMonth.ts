/** A month of a province as tables: events in typed columns, and where decisions go. */
import type { Client } from 'pg';
import { columnFacts } from '../../packages/rules/src/sql/access';
import { id, sql } from '../../packages/rules/src/sql/fragment';
import type { DecisionTarget } from '../../packages/rules/src/sql/post';
import { eventOf } from './countyRules';

export const e = (name: string) => sql`e.${id(name)}`;

export const BINDING = {
  events: { from: sql`events as e`, id: e('id'), at: e('at') },
  facts: columnFacts({
    occasion: { sql: e('occasion'), as: 'text', required: true },
    'subject.kind': { sql: e('subjectKind'), as: 'text', required: true },
    'attendance.minutes': { sql: e('minutes'), as: 'integer' },
    'attendance.origin': { sql: e('origin'), as: 'text' },
    'item.code': { sql: e('itemCode'), as: 'text' },
    'item.category': { sql: e('category'), as: 'text' },
    'order.priority': { sql: e('priority'), as: 'text' },
    'rating.score': { sql: e('score'), as: 'integer' },
    'team.category': { sql: e('teamCategory'), as: 'text' },
    'event.weekday': { sql: e('weekday'), as: 'integer' },
  }),
} as const;

const own = { regionCode: sql`e.${id('regionCode')}`, eventId: e('id'), personId: e('personId') };
const key = ['regionCode', 'eventId', 'rule'];

/** What is stored of a decision: with the facts it saw, from which `recall` makes the rest; or with every step besides. */
export const TARGETS = {
  facts: { table: ['decisions'], columns: { rule: 'rule', amount: 'amount', factsSeen: 'facts' }, own, key },
  steps: {
    table: ['decisions'],
    columns: { rule: 'rule', amount: 'amount', factsSeen: 'facts', steps: 'steps' },
    own,
    key,
  },
} as const satisfies Record<string, DecisionTarget>;

/** Makes the tables and so many events. */
export async function fill(client: Client, events: number): Promise<void> {
  await client.query(`create table events (id bigint primary key, "regionCode" text not null, "personId" bigint not null, at timestamptz not null, occasion text not null,
      "subjectKind" text not null, minutes integer, origin text, "itemCode" text, category text, priority text, score integer, "teamCategory" text, weekday integer);
    create table decisions ("regionCode" text not null, "eventId" bigint not null, "personId" bigint not null, rule text not null, amount bigint not null,
      facts jsonb not null, steps jsonb, unique ("regionCode", "eventId", rule));`);
  const PART = 50_000;
  for (let from = 0; from < events; from += PART) {
    const rows = Array.from({ length: Math.min(PART, events - from) }, (_, index) => eventOf(from + index));
    const column = (name: string) => rows.map((facts) => facts[name] ?? null);
    await client.query(
      `insert into events select $1::bigint + place - 1, '130982', ($1::bigint + place) % 100000, '2024-03-01T00:00:00Z'::timestamptz + place * interval '1 second',
         d.* from unnest($2::text[], $3::text[], $4::int[], $5::text[], $6::text[], $7::text[], $8::text[], $9::int[], $10::text[], $11::int[])
         with ordinality as d(occasion, kind, minutes, origin, code, category, priority, score, team, weekday, place)`.replace(
        'd.*',
        'occasion, kind, minutes, origin, code, category, priority, score, team, weekday',
      ),
      [
        from,
        ...['occasion', 'subject.kind', 'attendance.minutes', 'attendance.origin', 'item.code', 'item.category'].map(
          column,
        ),
        ...['order.priority', 'rating.score', 'team.category', 'event.weekday'].map(column),
      ],
    );
  }
  await client.query('vacuum analyze events');
}
