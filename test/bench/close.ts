import { openSql, type Sql } from '../support/shared';
import { createClient } from '../support/api';
import { crowdOfHours, pointsFromBefore, pointsOfMonths, wrongStatements, type Crowd } from '../support/hours';
import { startServer, type Server } from '../support/server';
import { makeWorld, type World } from '../support/world';
import { createLedger, ledgerNames } from '@sidan/ledger';
import { randomUUID } from 'node:crypto';
import type { CloseLine, CloseOverview } from '@sidan/plugin-sidan/api';
import { table } from './measure';
import type { Result } from './index';

const VOLUNTEERS = Number(process.env.VOLUNTEERS ?? 141_000);
const EVENTS = Number(process.env.EVENTS ?? 1_000_000);
const RATIO = 2.2;
const HOURS_MAX = 3;

/**
 * The close of a month through the API of a real server, with durable commits: 141,000 volunteers and 1,000,000 hours that wait, limits of a day and of a month, an overflow to a fund, and points of
 * every fifth volunteer that expire; and the same of half of it, in a county of its own on the same server, first. `VOLUNTEERS` and `EVENTS` make it smaller. In the end the book and every
 * statement are proved, and each figure is what the numbers must give.
 */
export async function close(): Promise<Result> {
  const server = await startServer({ durable: true });
  const sql = await openSql(server);
  try {
    const small = await month(server, sql, '134703', VOLUNTEERS / 2, EVENTS / 2);
    const whole = await month(server, sql, '134704', VOLUNTEERS, EVENTS);
    const ratio = Math.round((whole.seconds / small.seconds) * 100) / 100;
    const rows = [small, whole].map(({ line, seconds, expired }) => [
      `${line.people} people, ${line.eventsTotal} hours`,
      seconds.toFixed(1),
      Math.round(line.eventsTotal / seconds),
      line.decisions,
      line.postings,
      expired,
      line.statements,
      line.portions,
    ]);
    return {
      table: table([
        ['close of a month', 'seconds', 'hours a second', 'decisions', 'postings', 'expired', 'statements', 'portions'],
        ...rows.map((row) => row.map(String)),
      ]),
      figures: {
        volunteers: VOLUNTEERS,
        events: whole.line.events,
        seconds: Math.round(whole.seconds * 10) / 10,
        secondsOfHalf: Math.round(small.seconds * 10) / 10,
        ratio,
        eventsPerSecond: Math.round(whole.line.events / whole.seconds),
        decisions: whole.line.decisions,
        postings: whole.line.postings,
        expired: whole.expired,
        statements: whole.line.statements,
        portions: whole.line.portions,
        slowestAnswerMs: Math.round(Math.max(small.slowestMs, whole.slowestMs)),
        violations: small.violations + whole.violations,
      },
      goals: [
        { name: 'twice the data, times as long', value: ratio, goal: RATIO, met: ratio <= RATIO },
        {
          name: 'rows of the book that cannot be',
          value: small.violations + whole.violations,
          goal: 0,
          met: small.violations + whole.violations === 0,
        },
      ],
    };
  } finally {
    await sql.end();
    await server.stop();
  }
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);

async function month(server: Server, sql: Sql, regionCode: string, volunteers: number, events: number) {
  const world = await makeWorld(server as never, regionCode);
  await pointsOfMonths(world.root, sql, regionCode);
  const { next } = await overview(world);
  const crowd: Crowd = {
    regionCode,
    townCode: world.towns[0],
    itemId: world.items.plain,
    volunteers: Math.round(volunteers),
    events: Math.round(events),
    from: new Date(`${next}-01T00:00:00+08:00`),
  };
  say(`${crowd.volunteers} volunteers, ${crowd.events} hours …`);
  await crowdOfHours(sql, crowd);
  const until = new Date(`${monthAfter(next!)}-01T00:00:00+08:00`);
  // What has expired goes with the close, or with the job that looks every minute, whichever comes first.
  await pointsFromBefore(sql, crowd, until);
  await sql.query('vacuum analyze');
  await sql.query('checkpoint');
  const begun = performance.now();
  await world.people.countyAdmin.client.post('sidanCloses:start', { month: next });
  const asking = answered(server, world);
  const line = await ended(world, next!, begun);
  const seconds = (performance.now() - begun) / 1000;
  const slowestMs = await asking.end();
  say(`${seconds.toFixed(1)} s`);
  if (line.state !== 'done') throw new Error(`the close stands still: ${JSON.stringify(line)}`);
  if (line.events !== crowd.events || line.refused) throw new Error(`not all were settled: ${JSON.stringify(line)}`);
  const ledger = createLedger(ledgerNames(), randomUUID);
  const q = { query: async (text: string, params: unknown[]) => ({ rows: await sql.query(text, params) }) };
  const wrong = await sql.query<{ n: number }>(
    `select count(*)::int as n from (select "destinationId", date_trunc('month', at at time zone 'Asia/Shanghai'), sum(amount) from "sidanPostings" p
       where p."regionCode" = $1 and p.kind = 'award' and p.key like 'award:confirmed:service-hours:%' group by 1, 2 having sum(amount) > 20) x`,
    [regionCode],
  );
  const statements = await wrongStatements(sql, regionCode);
  const [gone] = await sql.query<{ n: number }>(
    `select count(*)::int as n from "sidanPostings" where "regionCode" = $1 and kind = 'expire'`,
    [regionCode],
  );
  const violations = (await ledger.verify(q, regionCode)).length + statements.length + wrong[0]!.n;
  return { line, expired: gone!.n, seconds, slowestMs, violations };
}

const overview = (world: World) => world.people.countyAdmin.client.get<CloseOverview>('sidanCloses:overview');

const monthAfter = (month: string) => {
  const [year, at] = month.split('-').map(Number) as [number, number];
  return at === 12 ? `${year + 1}-01` : `${year}-${String(at + 1).padStart(2, '0')}`;
};

async function ended(world: World, name: string, begun: number): Promise<CloseLine> {
  let told = 0;
  for (;;) {
    const line = (await overview(world)).closes.find((one) => one.month === name)!;
    if (line.state !== 'running') return line;
    if (performance.now() - begun > HOURS_MAX * 3_600_000) throw new Error(`not done after ${HOURS_MAX} hours`);
    if (line.percent >= told + 10) {
      told = line.percent;
      say(`  ${line.percent} %, ${line.stage}, ${line.events} hours, about ${line.secondsLeft} s more`);
    }
    await new Promise((wake) => setTimeout(wake, 1000));
  }
}

/** Somebody opens their wallet meanwhile, again and again: how long they wait at worst. */
function answered(server: Server, world: World) {
  const client = createClient(server.apiUrl, world.people.volunteer.client.token);
  let slowest = 0;
  let over = false;
  const work = (async () => {
    while (!over) {
      const asked = performance.now();
      await client.get('sidanLedger:wallet', { regionCode: world.regionCode });
      slowest = Math.max(slowest, performance.now() - asked);
      await new Promise((wake) => setTimeout(wake, 200));
    }
  })();
  return {
    async end() {
      over = true;
      await work;
      return slowest;
    },
  };
}
