import { createLedger, ledgerNames } from '@sidan/ledger';
import { randomUUID } from 'node:crypto';
import type { CloseLine, CloseOverview, Recomputed } from '@sidan/plugin-sidan/api';
import { bookOfCounty, crowdOfHours, pointsFromBefore, pointsOfMonths, wrongStatements } from '../../support/hours';
import { startServer, type Server } from '../../support/server';
import { openSql, type Sql } from '../../support/shared';
import { makeWorld, type World } from '../../support/world';
import { isNotNow, isRefusal } from '../refusal';
import type { Random } from '../random';

export interface Plan {
  volunteers: number;
  events: number;
  kills: number;
  random: Random;
}

export interface Report {
  problems: string[];
  figures: Record<string, number>;
}

/** A close of some thousand hours takes seconds; a start of NocoBase on a busy machine a minute. */
const PATIENCE_MS = 300_000;
const pause = (ms: number) => new Promise((wake) => setTimeout(wake, ms));

/**
 * The same month in two counties: one is closed in peace, the other while the server is killed again and again. Empty problems: both books are the same, account by account, lot by lot, decision by
 * decision, statement by statement; nothing was posted twice; and everything worked out again from history comes out the same.
 */
export async function closeUnderKills(plan: Plan): Promise<Report> {
  const server = await startServer();
  const sql = await openSql(server);
  try {
    const calm = await prepare(server, sql, '134706', plan);
    const rough = await prepare(server, sql, '134707', plan);
    const began = performance.now();
    const clean = await closed(calm, () => Promise.resolve());
    const cleanMs = performance.now() - began;
    // Each kill when about so many of all hours are settled.
    const marks = Array.from({ length: plan.kills }, (_, n) => ((n + plan.random.next()) * plan.events) / plan.kills);
    let kills = 0;
    const line = await closed(rough, async (settled) => {
      if (kills >= marks.length || settled < marks[kills]!) return;
      await pause(plan.random.next() * 300);
      await server.kill();
      kills += 1;
      await server.restart();
    });
    const problems: string[] = [];
    for (const one of [clean, line])
      if (one.state !== 'done' || one.events !== plan.events || one.refused) problems.push(JSON.stringify(one));
    const [first, second] = [await bookOfCounty(sql, calm.regionCode), await bookOfCounty(sql, rough.regionCode)];
    for (const [name, rows] of Object.entries(first))
      problems.push(...different(name, linesOf(rows, calm), linesOf(second[name]!, rough)));
    for (const { regionCode } of [calm, rough]) {
      for (const row of await wrongStatements(sql, regionCode)) problems.push(`statement ${JSON.stringify(row)}`);
      for (const row of await violations(sql, regionCode)) problems.push(`ledger ${JSON.stringify(row)}`);
    }
    const again = performance.now();
    const recomputed = await recomputeAll(rough);
    for (const difference of recomputed.differences) problems.push(`recomputed ${JSON.stringify(difference)}`);
    return {
      problems,
      figures: {
        events: plan.events,
        decisions: first.decisions!.length,
        statements: first.statements!.length,
        kills,
        portions: line.portions,
        portionsClean: clean.portions,
        cleanS: Math.round(cleanMs / 100) / 10,
        recomputed: recomputed.decisions,
        recomputedS: Math.round((performance.now() - again) / 100) / 10,
      },
    };
  } finally {
    await sql.end();
    await server.stop();
  }
}

async function prepare(server: Server, sql: Sql, regionCode: string, { volunteers, events }: Plan): Promise<World> {
  const world = await makeWorld(server as never, regionCode);
  await pointsOfMonths(world.root, sql, regionCode);
  const { next } = await overview(world);
  const from = new Date(`${next}-01T00:00:00+08:00`);
  const crowd = { regionCode, townCode: world.towns[0], itemId: world.items.plain, volunteers, events, from };
  await crowdOfHours(sql, crowd);
  // They last beyond the month: what expires goes with a job of its own, at a moment of its own.
  await pointsFromBefore(sql, crowd, new Date('2099-12-31T16:00:00Z'));
  await sql.query('analyze');
  return world;
}

/** Without the county's code, which stands in the names of its packs. */
const linesOf = (rows: unknown[], { regionCode }: World) =>
  rows.map((row) => JSON.stringify(row).replaceAll(regionCode, '*'));

/** The first line of a book that is not the same in both counties. */
function different(name: string, first: string[], second: string[]): string[] {
  const at = first.findIndex((line, n) => line !== second[n]);
  if (at < 0 && first.length === second.length) return [];
  return [`${name} are not the same: ${first[at]} and ${second[at]}`];
}

const overview = (world: World) =>
  world.people.countyAdmin.client.get<CloseOverview>('sidanCloses:overview', { regionCode: world.regionCode });

async function closed(world: World, meanwhile: (settled: number) => Promise<void>): Promise<CloseLine> {
  const { next } = await overview(world);
  await world.people.countyAdmin.client.post('sidanCloses:start', { regionCode: world.regionCode, month: next });
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await pause(20)) {
    const found = await overview(world).catch((error: unknown) => {
      if (isRefusal(error) && !isNotNow(error)) throw error;
      return undefined;
    });
    const line = found?.closes.find(({ month }) => month === next);
    if (!line) continue;
    if (line.state !== 'running') return line;
    await meanwhile(line.events);
  }
  throw new Error('the close did not end');
}

async function recomputeAll(world: World) {
  const all = { decisions: 0, differences: [] as Recomputed['differences'] };
  for (let after: string | undefined; ; ) {
    const page = await world.people.countyAdmin.client.get<Recomputed>('sidanCloses:recompute', {
      regionCode: world.regionCode,
      ...(after ? { after } : {}),
    });
    all.decisions += page.decisions;
    all.differences.push(...page.differences);
    if (!page.next) return all;
    after = page.next;
  }
}

function violations(sql: Sql, regionCode: string) {
  const ledger = createLedger(ledgerNames(), randomUUID);
  const q = { query: async (text: string, params: unknown[]) => ({ rows: await sql.query(text, params) }) };
  return ledger.verify(q, regionCode);
}
