import type { Sql } from '../../support/shared';
import type { Part } from '../cast';
import { endOf } from '../plays';
import { expectedEvents, isLegal } from './expected';

interface OrderRow {
  id: string;
  state: string;
  version: number;
  snapshot: { state: string };
}

interface EventRow {
  orderId: string;
  seq: number;
  type: string;
  from: string | null;
  to: string;
}

interface TimerRow {
  orderId: string;
  event: string;
  state: string;
}

const grouped = <T extends { orderId: string }>(rows: readonly T[]): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(row.orderId, [...(groups.get(row.orderId) ?? []), row]);
  return groups;
};

/** Every order is there once, where its play ends, with the history of its play: no gap, nothing twice, nothing that was answered missing. */
export async function auditOrders(sql: Sql, parts: readonly Part[]): Promise<string[]> {
  const problems: string[] = [];
  const orders = await sql.query<OrderRow>(`select id, state, version::int as version, snapshot from "sidanOrders"`);
  if (orders.length !== parts.length) problems.push(`${orders.length} orders instead of ${parts.length}`);
  const byId = new Map(orders.map((order) => [order.id, order]));
  const events = grouped(
    await sql.query<EventRow>(
      `select "orderId", seq::int as seq, type, "fromState" as from, "toState" as to from "sidanOrderEvents" order by "orderId", seq`,
    ),
  );
  const timers = grouped(await sql.query<TimerRow>(`select "orderId", event, state from "sidanTimers"`));
  for (const part of parts) {
    const order = byId.get(part.orderId);
    const say = (what: string) => problems.push(`order ${part.no} (${part.play.kind}): ${what}`);
    if (!order) {
      say('is not there');
      continue;
    }
    const end = endOf(part.play);
    if (order.state !== end || order.snapshot.state !== end)
      say(`is ${order.state} (snapshot ${order.snapshot.state}) instead of ${end}`);
    auditHistory(part, order, events.get(part.orderId) ?? [], say);
    auditTimers(part, timers.get(part.orderId) ?? [], say);
  }
  problems.push(...(await auditLeftovers(sql)), ...(await auditKeys(sql, parts)));
  return problems;
}

function auditHistory(part: Part, order: OrderRow, history: EventRow[], say: (what: string) => void): void {
  const expected = expectedEvents(part.play);
  if (order.version !== expected.length) say(`version ${order.version} after ${expected.length} events`);
  const told = (events: readonly { type: string; to: string }[]) =>
    events.map(({ type, to }) => `${type}>${to}`).join(' ');
  if (told(history) !== told(expected)) say(`history is ${told(history)} instead of ${told(expected)}`);
  history.forEach((event, i) => {
    if (event.seq !== i + 1) say(`event ${i + 1} has the number ${event.seq}`);
    if (event.from !== (history[i - 1]?.to ?? null)) say(`event ${event.seq} begins in ${event.from}`);
    if (!isLegal(event)) say(`${event.type} from ${event.from} to ${event.to} is not legal`);
  });
  for (const { seq, event, state } of part.acknowledged) {
    const kept = history.find((one) => one.seq === seq);
    if (kept?.type !== event || kept.to !== state)
      say(`the answer "${event}: ${state}" was given and is not in the history`);
  }
}

/** A clock fired for each event that is a clock's; all others were stopped. */
function auditTimers(part: Part, timers: TimerRow[], say: (what: string) => void): void {
  const list = (state: string) => timers.filter((timer) => timer.state === state).map(({ event }) => event);
  const fired = list('fired').sort().join(' ');
  const expected = part.play.steps
    .flatMap((step) => (step.do === 'wait' ? [step.clock] : []))
    .sort()
    .join(' ');
  if (fired !== expected) say(`clocks fired: "${fired}" instead of "${expected}"`);
  for (const state of ['pending', 'failed']) if (list(state).length) say(`clocks ${state}: ${list(state).join(' ')}`);
}

/** Nothing hangs open when all orders have ended. */
async function auditLeftovers(sql: Sql): Promise<string[]> {
  const [left] = await sql.query<{ offers: number; attendances: number }>(`
    select (select count(*)::int from "sidanOffers" where state = 'open') as offers,
           (select count(*)::int from "sidanAttendances" where "checkOutAt" is null) as attendances`);
  return Object.entries(left!).flatMap(([what, count]) => (count ? [`${count} ${what} are still open`] : []));
}

/** One stored request for each key that was sent. */
async function auditKeys(sql: Sql, parts: readonly Part[]): Promise<string[]> {
  const rows = await sql.query<{ key: string }>(`select key from "sidanRequests" order by key`);
  const sent = parts
    .flatMap((part) => part.play.steps.flatMap((step, i) => (step.do === 'send' ? [`play-${part.no}-${i}`] : [])))
    .sort();
  const kept = rows.map(({ key }) => key).sort();
  return kept.join() === sent.join()
    ? []
    : [`${kept.length} requests are kept (${new Set(kept).size} keys) instead of ${sent.length}`];
}
