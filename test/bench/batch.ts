import { Client } from 'pg';
import { Engine, type RuleProperties } from 'json-rules-engine';
import { compile, type RuleSet } from '../../packages/rules/src';
import { columnFacts } from '../../packages/rules/src/sql/access';
import { id, sql } from '../../packages/rules/src/sql/fragment';
import { amountsSql } from '../../packages/rules/src/sql/decide';
import { type DecisionTarget, postSql } from '../../packages/rules/src/sql/post';
import { startPostgres } from '../support/postgres';
import { countyRules, eventOf } from './countyRules';
import { handWritten, handWrittenAmounts } from './handWritten';
import { median, table } from './measure';
import type { Result } from './index';

const EVENTS = Number(process.env.SIDAN_EVENTS ?? 1_000_000);
const RULES = 10;
const ROUNDS = 3;
const STOCK_EVENTS = 2_000;
const CHECKED_EVENTS = 300;
const GOALS = { handWritten: 1.3, stock: 150 };

/**
 * A month of a province decided and stored with its explanations: the SQL made from the rules beside a statement that a person
 * wrote for the same rules, and the stock engine, timed on some events and multiplied. All three give the same decisions.
 */
export async function batch(): Promise<Result> {
  const postgres = await startPostgres({
    settings: ['shared_buffers=256MB', 'max_wal_size=4GB', 'synchronous_commit=off'],
  });
  const client = new Client(postgres.config('postgres'));
  try {
    await client.connect();
    const { ruleSet } = countyRules(RULES);
    await fill(client);
    const generated = postSql(ruleSet, BINDING, TARGET);
    const written = handWritten(ruleSet);
    const times: { generated: number[]; written: number[] } = { generated: [], written: [] };
    let decisions = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      // Turn about, so that neither always comes first.
      const order = round % 2 ? (['written', 'generated'] as const) : (['generated', 'written'] as const);
      for (const which of order) {
        const { text, values } = which === 'generated' ? generated : written;
        await client.query('truncate decisions');
        await client.query('checkpoint');
        const begun = performance.now();
        const { rowCount } = await client.query(text, [...values]);
        times[which].push((performance.now() - begun) / 1000);
        if (which === 'generated') decisions = rowCount ?? 0;
        else if (rowCount !== decisions && round > 0)
          throw new Error(`${rowCount} decisions by hand, ${decisions} by rules`);
        await client.query(`create table if not exists kept_${which} as table decisions`);
      }
    }
    await same(client, ruleSet);
    const totals = await compareTotals(client, ruleSet);
    const again = await client.query(generated.text, [...generated.values]);
    if (again.rowCount !== 0) throw new Error(`${again.rowCount} decisions posted twice`);
    const posted = { generated: median(times.generated), written: median(times.written) };
    return report(posted, totals, await stockSeconds(ruleSet), decisions);
  } finally {
    await client.end();
    await postgres.stop();
  }
}

const e = (name: string) => sql`e.${id(name)}`;

const BINDING = {
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

const TARGET: DecisionTarget = {
  table: ['decisions'],
  columns: { rule: 'rule', amount: 'amount', factsSeen: 'facts', steps: 'steps' },
  own: { regionCode: sql`e.${id('regionCode')}`, eventId: e('id'), personId: e('personId') },
  key: ['regionCode', 'eventId', 'rule'],
};

async function fill(client: Client): Promise<void> {
  await client.query(`create table events (id bigint primary key, "regionCode" text not null, "personId" bigint not null, at timestamptz not null, occasion text not null,
      "subjectKind" text not null, minutes integer, origin text, "itemCode" text, category text, priority text, score integer, "teamCategory" text, weekday integer);
    create table decisions ("regionCode" text not null, "eventId" bigint not null, "personId" bigint not null, rule text not null, amount bigint not null,
      facts jsonb not null, steps jsonb not null, unique ("regionCode", "eventId", rule));`);
  const PART = 50_000;
  for (let from = 0; from < EVENTS; from += PART) {
    const rows = Array.from({ length: Math.min(PART, EVENTS - from) }, (_, index) => eventOf(from + index));
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

/** Both statements stored the same, and what the closure decides. */
async function same(client: Client, ruleSet: RuleSet): Promise<void> {
  const { rows } = await client.query<{ differing: string }>(
    `select count(*) as differing from (select * from kept_generated except select * from kept_written limit 1) as d`,
  );
  if (rows[0]!.differing !== '0') throw new Error('the statement written by hand decides otherwise');
  const decide = compile(ruleSet);
  for (let index = 0; index < CHECKED_EVENTS; index += 1) {
    const ours = decide(eventOf(index)).map(({ rule, amount, factsSeen, steps }) => ({
      rule,
      amount,
      facts: factsSeen,
      steps,
    }));
    const stored = await client.query(
      'select rule, amount::int, facts, steps from kept_generated where "eventId" = $1 order by rule',
      [index],
    );
    const [left, right] = [ours, stored.rows].map((list) => JSON.stringify(sorted(list)));
    if (left !== right) throw new Error(`event ${index}: ${left} and ${right}`);
  }
}

/** Members in one order, at every level. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, member]) => [name, sorted(member)]),
  );
}

/** What the stock engine would need for all events to find the rules alone, without figuring or storing anything. */
async function stockSeconds(ruleSet: RuleSet): Promise<number> {
  const rules = ruleSet.rules.map(({ rule }) => rule as unknown as RuleProperties);
  const begun = performance.now();
  for (let index = 0; index < STOCK_EVENTS; index += 1) {
    await new Engine(rules, { allowUndefinedFacts: true }).run({ ...eventOf(index) });
  }
  return ((performance.now() - begun) / 1000 / STOCK_EVENTS) * EVENTS;
}

/** What every person is due, without storing or explaining: as much as the stock engine does, and adding up besides. */
async function compareTotals(client: Client, ruleSet: RuleSet): Promise<Times> {
  const made = amountsSql(ruleSet, BINDING, { personId: e('personId') });
  const queries = {
    generated: {
      text: `select sum(d.total) as total, count(*) as people from (select a."personId", sum(a.amount) as total from (${made.text}) as a group by 1) as d`,
      values: [...made.values],
    },
    written: {
      text: `select sum(d.total) as total, count(*) as people from (select a."personId", sum(a.amount) as total from (${handWrittenAmounts(ruleSet)}) as a group by 1) as d`,
      values: [],
    },
  };
  const times: Record<keyof Times, number[]> = { generated: [], written: [] };
  const answers = new Set<string>();
  for (let round = 0; round < ROUNDS * 2; round += 1) {
    for (const which of round % 2 ? (['written', 'generated'] as const) : (['generated', 'written'] as const)) {
      const begun = performance.now();
      const { rows } = await client.query(queries[which].text, queries[which].values);
      times[which].push((performance.now() - begun) / 1000);
      answers.add(JSON.stringify(rows));
    }
  }
  if (answers.size !== 1) throw new Error(`not the same totals: ${[...answers].join(' and ')}`);
  return { generated: median(times.generated), written: median(times.written) };
}

interface Times {
  generated: number;
  written: number;
}

function report(posted: Times, totals: Times, stock: number, decisions: number): Result {
  const round = (value: number) => Math.round(value * 100) / 100;
  const line = (name: string, seconds: number) => [name, seconds.toFixed(2), Math.round(EVENTS / seconds)];
  const goals = [
    {
      name: 'amounts: made from the rules / written by hand',
      value: round(totals.generated / totals.written),
      goal: GOALS.handWritten,
    },
    {
      name: 'posting: made from the rules / written by hand',
      value: round(posted.generated / posted.written),
      goal: GOALS.handWritten,
    },
  ].map((goal) => ({ ...goal, met: goal.value <= goal.goal }));
  const faster = Math.round(stock / totals.generated);
  goals.push({
    name: 'amounts: stock engine / made from the rules',
    value: faster,
    goal: GOALS.stock,
    met: faster >= GOALS.stock,
  });
  return {
    table: table([
      [`${EVENTS} events, ${RULES} rules, ${decisions} decisions`, 'seconds', 'events/s'],
      line('amounts: made from the rules', totals.generated),
      line('amounts: written by hand', totals.written),
      line('rules only: stock engine, extrapolated', stock),
      line('posting with explanation: made from the rules', posted.generated),
      line('posting with explanation: written by hand', posted.written),
    ]),
    figures: {
      events: EVENTS,
      decisions,
      amountsSeconds: totals.generated,
      amountsByHandSeconds: totals.written,
      postingSeconds: posted.generated,
      postingByHandSeconds: posted.written,
      stockSeconds: stock,
    },
    goals,
  };
}
