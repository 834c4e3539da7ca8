import { startServer, type Server } from '../support/server';
import { openSql, type Sql } from '../support/shared';
import { setUpCounty } from '../stock/county';
import { auditLedger } from './audit/ledger';
import { auditMessages } from './audit/messages';
import { auditOrders } from './audit/orders';
import { castParts, isArchived, type Part } from './cast';
import { arrive, drive, runOut, type Tally } from './driver';
import { createKiller, type Killer } from './killer';
import { endOf, makePlays } from './plays';
import { seeded } from './random';

export interface Plan {
  orders: number;
  /** While orders are under way; two more follow when their last clocks run out. */
  kills: number;
  workers: number;
  seed: number;
}

export interface Report {
  problems: string[];
  figures: Record<string, number>;
}

/** The outbox puts a message that was in a dead server's hands off for a minute; here it is asked for at once. */
const OUTBOX_MS_MAX = 60_000;
/** A clock that is due fires within two seconds; these are many, on a busy machine. */
const CLOCKS_MS_MAX = 120_000;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Plays orders against a server that is killed again and again, and audits what is left. Empty problems: every order reached its end by legal steps, what
 * was answered is there, each point was posted once, every clock fired once and everybody was told.
 */
export async function runChaos(plan: Plan): Promise<Report> {
  const server = await startServer();
  const sql = await openSql(server);
  try {
    return await runOn(server, sql, plan);
  } finally {
    await sql.end();
    await server.stop();
  }
}

async function runOn(server: Server, sql: Sql, plan: Plan): Promise<Report> {
  const random = seeded(plan.seed);
  const plays = makePlays(plan.orders, random);
  const root = await server.signIn(server.admin.username, server.admin.password);
  const county = await setUpCounty(server.apiUrl, root, { residents: 4, teams: 3, members: 2 });
  const parts = castParts(plays, county);
  const requests = plays.reduce((sum, { steps }) => sum + steps.filter((step) => step.do === 'send').length, 0);
  const killer = createKiller(server, { kills: plan.kills, requests, random });
  const tally: Tally = { requests: 0, retries: 0, lostAnswers: 0, problems: [] };

  const began = performance.now();
  await drive({ county, killer, sql, tally }, parts, plan.workers);
  await killer.idle();
  const drivenMs = performance.now() - began;
  const caught = await closeAll(sql, killer, parts);
  await emptyOutbox(sql);

  const messages = await auditMessages(sql, parts);
  const problems = [
    ...tally.problems,
    ...(await auditOrders(sql, parts)),
    ...(await auditLedger(sql, parts)),
    ...messages.problems,
  ];
  if (killer.kills() !== plan.kills + 2) problems.push(`${killer.kills()} kills instead of ${plan.kills + 2}`);
  const outages = killer.outagesMs();
  return {
    problems,
    figures: {
      orders: parts.length,
      events: await count(sql, 'sidanOrderEvents'),
      postings: await count(sql, 'sidanPostings'),
      kills: killer.kills(),
      requests: tally.requests,
      retries: tally.retries,
      lostAnswers: tally.lostAnswers,
      clocksAtOnce: parts.filter(isArchived).length,
      clocksFiredBeforeTheKill: caught,
      messages: messages.messages,
      messagesAgain: messages.again,
      drivenS: Math.round(drivenMs / 1000),
      restartS: Math.round(outages.reduce((sum, ms) => sum + ms, 0) / outages.length / 100) / 10,
    },
  };
}

/**
 * The last clocks of all orders run out while the server is dead; it is started, killed again while it fires them, and started once more.
 * Gives how many had fired when it was killed.
 */
async function closeAll(sql: Sql, killer: Killer, parts: readonly Part[]): Promise<number> {
  const waiting = parts.filter((part) => part.orderId && isArchived(part));
  const closed = async () => {
    const [row] = await sql.query<{ closed: number }>(
      `select count(*)::int as closed from "sidanOrders" where state = 'closed'`,
    );
    return row!.closed;
  };
  await killer.strike(async () => {
    for (const part of waiting) {
      const last = part.play.steps.at(-1)!;
      if (last.do === 'wait') await runOut(sql, part.orderId, last.clock).catch(() => undefined);
    }
  });
  for (const until = Date.now() + CLOCKS_MS_MAX; (await closed()) === 0 && Date.now() < until; ) await pause(5);
  let caught = 0;
  await killer.strike(async () => void (caught = await closed()));
  for (const part of waiting) await arrive({ sql }, part, endOf(part.play)).catch(() => undefined);
  return caught;
}

async function emptyOutbox(sql: Sql): Promise<void> {
  for (const until = Date.now() + OUTBOX_MS_MAX; Date.now() < until; await pause(500)) {
    const open = await sql.query(
      `update "sidanOutbox" set "availableAt" = now() where state = 'pending' and "availableAt" > now() + interval '20 seconds' returning id`,
    );
    const [left] = await sql.query<{ left: number }>(
      `select count(*)::int as left from "sidanOutbox" where state = 'pending'`,
    );
    if (!open.length && left!.left === 0) return;
  }
}

const count = async (sql: Sql, table: string): Promise<number> =>
  (await sql.query<{ n: number }>(`select count(*)::int as n from "${table}"`))[0]!.n;
