import { createClient } from '../support/api';
import { crowd } from '../support/crowd';
import { startServer } from '../support/server';
import { openSql, type Sql } from '../support/shared';
import { makeWorld, orderForm, orderIn, type World } from '../support/world';
import type { Result } from './index';

const CLOCKS = 20_000;
const NODES = 2;
/** So many have fired when the first node is killed. */
const KILLED_AT = CLOCKS / 4;
const MINUTES_MAX = 30;
/** One in so many milliseconds is placed while the clocks fire. */
const ORDER_MS = 500;

/**
 * 20,000 clocks due at once, answers and archives in equal parts, on two nodes that share a database; the first is killed while it fires. Durable commits, as in
 * production, and residents place orders meanwhile.
 */
export async function timers(): Promise<Result> {
  const server = await startServer({ durable: true });
  const sql = await openSql(server);
  try {
    const world = await makeWorld(server as never, '130533');
    const second = await server.join();
    const ids = await allDue(sql, world);
    const begun = performance.now();
    const seconds = () => (performance.now() - begun) / 1000;
    await sql.query(
      `update "sidanTimers" set "dueAt" = now() where "state" = 'pending' and "orderId" in (select id from clocks)`,
    );
    const residents = placing(createClient(second, world.people.resident.client.token), world);
    const killed = await until(sql, KILLED_AT, begun);
    const killedAt = seconds();
    await server.kill();
    const atEnd = await until(sql, CLOCKS, begun);
    const took = seconds();
    const met = await residents.end();
    const times = await timesFired(sql);
    const figures = {
      clocks: ids,
      nodes: NODES,
      fired: times.once + times.more,
      firedTwiceOrMore: times.more,
      leftOver: ids - atEnd,
      firedBeforeTheKill: killed,
      perSecondOnTwoNodes: Math.round(killed / killedAt),
      perSecondOnOneNode: Math.round((atEnd - killed) / (took - killedAt)),
      seconds: Math.round(took * 10) / 10,
      ordersPlacedMeanwhile: met.placed,
      ordersRefusedMeanwhile: met.refused,
      slowestAnswerMs: Math.round(met.slowestMs),
    };
    const goal = (name: keyof typeof figures, wanted: number) => ({
      name,
      value: figures[name],
      goal: wanted,
      met: figures[name] === wanted,
    });
    return {
      table: Object.entries(figures)
        .map(([name, value]) => `${name.padEnd(24)}${value}`)
        .join('\n'),
      figures,
      goals: [
        goal('fired', CLOCKS),
        goal('firedTwiceOrMore', 0),
        goal('leftOver', 0),
        goal('ordersRefusedMeanwhile', 0),
      ],
    };
  } finally {
    await sql.end();
    await server.stop();
  }
}

const EVENTS = `('responseClock', 'archiveClock')`;

/** Orders whose teams do not answer, and orders that are done with; in a table of this session's. Gives how many. */
async function allDue(sql: Sql, world: World): Promise<number> {
  const ids: string[] = [];
  for (const state of ['offered', 'rated'] as const) {
    const id = await orderIn(world, state);
    ids.push(...(await crowd(sql, id, CLOCKS / 2)));
  }
  await sql.query('create temporary table clocks as select unnest($1::uuid[]) as id', [ids]);
  await sql.query('vacuum analyze');
  return ids.length;
}

/** How many orders have moved on, once these are `wanted` or it has taken too long. */
async function until(sql: Sql, wanted: number, begun: number): Promise<number> {
  for (;;) {
    const [row] = await sql.query<{ n: number }>(
      `select count(*)::int as n from "sidanOrders" o join clocks using (id) where o."state" in ('waiting', 'closed')`,
    );
    if (row!.n >= wanted || performance.now() - begun > MINUTES_MAX * 60_000) return row!.n;
    await new Promise((wake) => setTimeout(wake, 250));
  }
}

/** Of how many orders the history tells once that the clock ran out, and of how many more often. */
async function timesFired(sql: Sql): Promise<{ once: number; more: number }> {
  const [row] = await sql.query<{ once: number; more: number }>(
    `select count(*) filter (where n = 1)::int as once, count(*) filter (where n > 1)::int as more from (
       select count(*) as n from "sidanOrderEvents" e join clocks on clocks.id = e."orderId" where e."type" in ${EVENTS} group by e."orderId") times`,
  );
  return row!;
}

/** Residents go on placing orders. */
function placing(client: World['root'], world: World) {
  const met = { placed: 0, refused: 0, slowestMs: 0 };
  let over = false;
  const work = (async () => {
    while (!over) {
      const asked = performance.now();
      await client.place(orderForm(world)).then(
        () => (met.placed += 1),
        () => (met.refused += 1),
      );
      met.slowestMs = Math.max(met.slowestMs, performance.now() - asked);
      await new Promise((wake) => setTimeout(wake, ORDER_MS));
    }
  })();
  return {
    async end() {
      over = true;
      await work;
      return met;
    },
  };
}
