import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { Engine, type RuleProperties } from 'json-rules-engine';
import { compile, recall, type RuleSet } from '../../packages/rules/src';
import { amountsSql, matchSql } from '../../packages/rules/src/sql/decide';
import type { Query } from '../../packages/rules/src/sql/fragment';
import { postSql } from '../../packages/rules/src/sql/post';
import { startPostgres } from '../support/postgres';
import { countyRules, eventOf } from './countyRules';
import { handWritten, handWrittenAmounts, handWrittenMatches } from './handWritten';
import { median, table } from './measure';
import { BINDING, e, fill, TARGETS } from './provinceMonth';
import type { Result } from './index';

const RULES = 10;
const ROUNDS = 5;
const STOCK_EVENTS = 2_000;
const CHECKED_EVENTS = 300;
const GOALS = { handWritten: 1.3, stock: 150 };

/** The same work by the SQL made from the rules and by the statement that a person wrote. */
interface Contest {
  readonly name: string;
  readonly made: Query;
  readonly byHand: Query;
  /** Whether decisions are stored, so that the table must be empty before. */
  readonly stores: boolean;
  /** How many times as fast as the stock engine it ought to be. */
  readonly goalOverStock?: number;
}

/** Seconds are medians of the rounds. */
interface Outcome {
  readonly made: number;
  readonly byHand: number;
  readonly rounds: number;
  readonly rows: number;
}

/**
 * `npm run bench -- batch --events 1000000 --minutes 20`: a month of a province decided in one statement, made from the rules and
 * written by hand for the same ones, and the stock engine, timed on some events and multiplied. All give the same decisions.
 *
 *     rules                  how often each rule fires: what the stock engine says
 *     amounts                what every person is due, summed up: the arithmetic besides
 *     stored with its facts  one row for each decision with the facts it saw, from which `recall` explains it
 *     stored with its steps  the same with every step of the arithmetic written out
 *
 * Rounds are taken turn about until there are enough, or the minutes are over; each contest has one at least.
 */
export async function batch(): Promise<Result> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: {
      events: { type: 'string', default: process.env.SIDAN_EVENTS ?? '1000000' },
      minutes: { type: 'string', default: '30' },
    },
  });
  const [events, minutes] = [Number(values.events), Number(values.minutes)];
  if (!Number.isSafeInteger(events) || events < CHECKED_EVENTS || !(minutes > 0)) {
    throw new Error(
      `usage: npm run bench -- batch [--events 1000000] [--minutes 30]; at least ${CHECKED_EVENTS} events`,
    );
  }
  const until = performance.now() + minutes * 60_000;
  const postgres = await startPostgres({
    settings: ['shared_buffers=256MB', 'max_wal_size=4GB', 'synchronous_commit=off'],
  });
  const client = new Client(postgres.config('postgres'));
  try {
    await client.connect();
    const { ruleSet } = countyRules(RULES);
    say(`${events} events …`);
    await fill(client, events);
    const outcomes = new Map<Contest, Outcome>();
    const contests = contestsOf(ruleSet);
    for (const [index, contest] of contests.entries()) {
      const share = performance.now() + (until - performance.now()) / (contests.length - index);
      outcomes.set(contest, await hold(client, contest, share));
      if (contest.stores) await same(client, ruleSet);
    }
    return report(events, outcomes, await stockSeconds(ruleSet, events));
  } finally {
    await client.end();
    await postgres.stop();
  }
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);

function contestsOf(ruleSet: RuleSet): Contest[] {
  const sums = ({ text, values }: Query): Query => ({
    text: `select sum(d.total) as total, count(*) as people from
      (select a."personId", sum(a.amount) as total from (${text}) as a group by 1) as d`,
    values,
  });
  const counts = ({ text, values }: Query): Query => ({
    text: `select m.rule, count(*) as times from (${text}) as m group by 1 order by 1`,
    values,
  });
  return [
    {
      name: 'rules',
      made: counts(matchSql(ruleSet, BINDING)),
      byHand: counts({ text: handWrittenMatches(ruleSet), values: [] }),
      stores: false,
      goalOverStock: GOALS.stock,
    },
    {
      name: 'amounts',
      made: sums(amountsSql(ruleSet, BINDING, { personId: e('personId') })),
      byHand: sums({ text: handWrittenAmounts(ruleSet), values: [] }),
      stores: false,
      goalOverStock: GOALS.stock,
    },
    ...(['facts', 'steps'] as const).map((stored) => ({
      name: `stored with its ${stored}`,
      made: postSql(ruleSet, BINDING, TARGETS[stored]),
      byHand: handWritten(ruleSet, stored),
      stores: true,
    })),
  ];
}

/** @throws Error when the two give different rows, or when one that stores stores anything twice */
async function hold(client: Client, { name, made, byHand, stores }: Contest, until: number): Promise<Outcome> {
  const queries = { made, byHand };
  const times: Record<keyof typeof queries, number[]> = { made: [], byHand: [] };
  const answers = new Set<string>();
  let rows = 0;
  for (let round = 0; round < ROUNDS && (round === 0 || performance.now() < until); round += 1) {
    // Turn about, so that neither always comes first.
    for (const which of round % 2 ? (['made', 'byHand'] as const) : (['byHand', 'made'] as const)) {
      if (stores) await client.query('truncate decisions; checkpoint');
      const { text, values } = queries[which];
      const begun = performance.now();
      const result = await client.query(text, [...values]);
      times[which].push((performance.now() - begun) / 1000);
      rows = result.rowCount ?? 0;
      answers.add(JSON.stringify(stores ? rows : result.rows));
      if (stores && round === 0)
        await client.query(`drop table if exists kept_${which}; create table kept_${which} as table decisions`);
      say(
        `${name}, ${which === 'made' ? 'made from the rules' : 'written by hand'}: ${times[which].at(-1)!.toFixed(1)} s`,
      );
    }
  }
  if (answers.size !== 1) throw new Error(`${name}: not the same by both: ${[...answers].join(' and ')}`);
  if (stores) {
    const again = await client.query(made.text, [...made.values]);
    if (again.rowCount !== 0) throw new Error(`${again.rowCount} decisions stored twice`);
  }
  return { made: median(times.made), byHand: median(times.byHand), rounds: times.made.length, rows };
}

/** Both statements stored the same, and what the closure decides, or enough to recall it. */
async function same(client: Client, ruleSet: RuleSet): Promise<void> {
  const { rows } = await client.query<{ differing: string }>(
    `select count(*) as differing from (select * from kept_made except select * from kept_byHand limit 1) as d`,
  );
  if (rows[0]!.differing !== '0') throw new Error('the statement written by hand decides otherwise');
  const decide = compile(ruleSet);
  for (let index = 0; index < CHECKED_EVENTS; index += 1) {
    const stored = await client.query<{ rule: string; amount: number; facts: never; steps: unknown }>(
      'select rule, amount::int, facts, steps from kept_made where "eventId" = $1 order by rule',
      [index],
    );
    const found = stored.rows.map(({ rule, amount, facts, steps }) => ({
      rule,
      amount,
      factsSeen: facts,
      steps: steps ?? recall(ruleSet, rule, facts).steps,
    }));
    const ours = decide(eventOf(index)).map(({ rule, amount, factsSeen, steps }) => ({
      rule,
      amount,
      factsSeen,
      steps,
    }));
    const [left, right] = [ours, found].map((list) => JSON.stringify(sorted(list)));
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
async function stockSeconds(ruleSet: RuleSet, events: number): Promise<number> {
  const rules = ruleSet.rules.map(({ rule }) => rule as unknown as RuleProperties);
  const begun = performance.now();
  for (let index = 0; index < STOCK_EVENTS; index += 1) {
    await new Engine(rules, { allowUndefinedFacts: true }).run({ ...eventOf(index) });
  }
  return ((performance.now() - begun) / 1000 / STOCK_EVENTS) * events;
}

function report(events: number, outcomes: ReadonlyMap<Contest, Outcome>, stock: number): Result {
  const rounded = (value: number) => Math.round(value * 100) / 100;
  const rows = [['', 'seconds', 'events/s', '× by hand', '× stock']];
  const figures: Result['figures'] = { events, stockSeconds: rounded(stock) };
  const goals: Result['goals'] = [];
  for (const [{ name, goalOverStock }, { made, byHand, rounds, rows: stored }] of outcomes) {
    const line = (by: string, seconds: number) =>
      rows.push([
        `${name}, ${by}`,
        seconds.toFixed(2),
        String(Math.round(events / seconds)),
        (seconds / byHand).toFixed(2),
        String(Math.round(stock / seconds)),
      ]);
    line('made from the rules', made);
    line('written by hand', byHand);
    const ratio = rounded(made / byHand);
    goals.push({
      name: `${name}: made / by hand`,
      value: ratio,
      goal: GOALS.handWritten,
      met: ratio <= GOALS.handWritten,
    });
    const faster = Math.round(stock / made);
    if (goalOverStock)
      goals.push({ name: `${name}: stock / made`, value: faster, goal: goalOverStock, met: faster >= goalOverStock });
    Object.assign(figures, {
      [`${name}: seconds`]: rounded(made),
      [`${name}: seconds by hand`]: rounded(byHand),
      [`${name}: rounds`]: rounds,
      [`${name}: rows`]: stored,
    });
  }
  rows.push(['rules only, stock engine, extrapolated', stock.toFixed(2), String(Math.round(events / stock)), '', '1']);
  return {
    table: table([[`${events} events, ${RULES} rules`, ...rows[0]!.slice(1)], ...rows.slice(1)]),
    figures,
    goals,
  };
}
