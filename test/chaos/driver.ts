import type { OrderAnswer } from '@sidan/plugin-sidan/api';
import { isNotNow, isRefusal } from './refusal';
import { orderForm, type County } from '../stock/county';
import type { Sql } from '../support/shared';
import { person, type Part } from './cast';
import type { Killer } from './killer';
import type { Step } from './plays';

const PAUSE_MS = 150;
/** A start of NocoBase on a busy machine, and some. */
const PATIENCE_MS = 240_000;

export interface Tally {
  /** Requests sent for the first time. */
  requests: number;
  /** Requests sent again because no answer came, or one that said "not now". */
  retries: number;
  /** Of those: how often the command turned out to have been carried out already. */
  lostAnswers: number;
  problems: string[];
}

export interface Stage {
  county: County;
  killer: Killer;
  sql: Sql;
  tally: Tally;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Plays the parts with so many workers at once, each a part at a time. `until`: steps of this kind at the end are left to the caller. */
export async function drive(stage: Stage, parts: readonly Part[], workers: number): Promise<void> {
  const open = [...parts];
  const work = async () => {
    for (let part = open.shift(); part; part = open.shift()) {
      try {
        await playPart(stage, part);
      } catch (error) {
        stage.tally.problems.push(
          `order ${part.no} (${part.play.kind}) stopped: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
}

async function playPart(stage: Stage, part: Part): Promise<void> {
  for (const [index, step] of part.play.steps.entries()) {
    // The last clock of all orders runs out at once, at the end.
    if (step.do === 'wait' && index === part.play.steps.length - 1) return;
    await playStep(stage, part, step, index);
  }
}

async function playStep(stage: Stage, part: Part, step: Step, index: number): Promise<void> {
  if (step.do === 'serve') return letServe(stage, part, step.minutes);
  if (step.do === 'wait') {
    await runOut(stage.sql, part.orderId, step.clock);
    return arrive(stage, part, step.to);
  }
  const answer = await insist(stage, part, step, index);
  const seq = part.play.steps.slice(0, index + 1).filter((one) => one.do !== 'serve').length;
  part.orderId = answer.order.id;
  part.orderNo = answer.order.orderNo;
  part.acknowledged.push({ seq, event: step.event, state: answer.order.state });
  const { state, version } = answer.order;
  if (state !== step.to || version !== seq) {
    stage.tally.problems.push(
      `order ${part.no}: ${step.event} answered ${state} version ${version} instead of ${step.to} version ${seq}`,
    );
  }
}

/** Sends a step's request, and the very same one again, until it is answered. @throws the refusal, which no play expects */
async function insist(
  { county, killer, tally }: Stage,
  part: Part,
  step: Extract<Step, { do: 'send' }>,
  index: number,
): Promise<OrderAnswer> {
  const client = person(part, step.who);
  const options = { key: `play-${part.no}-${index}` };
  const request = (): Promise<OrderAnswer> => {
    if (step.event === 'place') {
      const form = orderForm(part.play.reviewed ? county.items.reviewed : county.items.plain);
      return client.place({ ...form, description: `第 ${part.no} 单` }, options);
    }
    return client.order(step.event, part.orderId, dataOf(part, step), options);
  };
  tally.requests += 1;
  killer.onRequest();
  for (const until = Date.now() + PATIENCE_MS; ; ) {
    const began = performance.now();
    try {
      const answer = await request();
      if (answer.replayed) tally.lostAnswers += 1;
      return answer;
    } catch (error) {
      const disturbed = killer.disturbedSince(began);
      // A refusal is an answer; only "not now" and silence are not, and only a kill excuses them.
      if (Date.now() > until || (isRefusal(error) && !isNotNow(error)) || !disturbed) throw error;
      tally.retries += 1;
      await pause(PAUSE_MS);
    }
  }
}

function dataOf(part: Part, { data = {} }: Extract<Step, { do: 'send' }>): Record<string, unknown> {
  if (!Array.isArray(data.teamIds)) return data;
  const teamIds = (data.teamIds as string[]).map((name) => part.teams[Number(name.slice('team'.length))]!.id);
  return { ...data, teamIds };
}

/** Time passes for those who are there. Told twice it is the same. */
async function letServe({ sql }: Stage, { orderId }: Part, minutes: number): Promise<void> {
  await sql.query(
    `update "sidanAttendances" set "checkInAt" = "createdAt" - $2 * interval '1 minute' where "orderId" = $1 and "checkOutAt" is null`,
    [orderId, minutes],
  );
}

/** A clock of an order has run out a moment ago. */
export async function runOut(sql: Sql, orderId: string, clock: string): Promise<void> {
  const rows = await sql.query(
    `update "sidanTimers" set "dueAt" = now() - interval '1 second' where "orderId" = $1 and state = 'pending' and name like '%' || $2 || '%' returning id`,
    [orderId, clock],
  );
  if (rows.length !== 1) throw new Error(`${rows.length} clocks ${clock} are running`);
}

/** Waits until the server has done what the clock asks. */
export async function arrive({ sql }: Pick<Stage, 'sql'>, { orderId }: Part, state: string): Promise<void> {
  for (const until = Date.now() + PATIENCE_MS; ; await pause(PAUSE_MS)) {
    const [order] = await sql.query<{ state: string }>(`select state from "sidanOrders" where id = $1`, [orderId]);
    if (order!.state === state) return;
    if (Date.now() > until) throw new Error(`still ${order!.state}, not ${state}: a clock did not fire`);
  }
}
