import type { FormField } from '../../api/types';
import { actorOfPerson, actorOfUser, type Actor } from '../access/actor';
import { placeOrder } from '../commands/place';
import { runCommand } from '../commands/run';
import { isSidanError } from '../errors';
import { fireDueTimers } from '../jobs/timers';
import type { Sidan } from '../sidan';
import { connectionOf } from '../sql';
import type { Base } from './base';
import type { County } from './county';
import type { Step } from './plan';
import { fill, idOfRef } from './refs';

export interface HistoryResult {
  /** Commands carried out in this run. */
  steps: number;
  /** Commands that an earlier run had carried out. */
  before: number;
  timers: number;
  /** Orders that were left where they stood, because a step of theirs was refused: only after an interruption. */
  left: { order: string; step: string; code: string }[];
}

interface World {
  sidan: Sidan;
  county: County;
  base: Base;
  /** The form for placing an order, as this installation has it. */
  fields: readonly FormField[];
  /** The host's user of each person who has one. */
  users: Map<string, number>;
}

/**
 * Carries a plan out through the plugin's own commands, each at its moment; clocks that are due in between fire on the way, at the minute they are due.
 * `sidan.wake` is not called: nobody is told of last month's orders.
 */
export async function runHistory(
  world: World,
  steps: readonly Step[],
  done: Map<string, string>,
  until: Date,
  report: (done: number, of: number) => void,
): Promise<HistoryResult> {
  const { county } = world;
  const sidan: Sidan = { ...world.sidan, wake: () => undefined };
  const actorOf = actors(world);
  const orders = new Map<string, string>();
  const result: HistoryResult = { steps: 0, before: 0, timers: 0, left: [] };
  const given = new Set<string>();

  for (const [i, step] of steps.entries()) {
    const known = done.get(step.key);
    if (known) {
      if (step.place) orders.set(step.order, known);
      result.before += 1;
      continue;
    }
    if (given.has(step.order)) continue;
    result.timers += await fireUntil(sidan, county.regionCode, step.at);
    const actor = await actorOf(step.actor);
    try {
      if (step.place) orders.set(step.order, await place(world, sidan, step, actor));
      else {
        const data = {
          ...step.data,
          ...(step.into ? { orderId: orders.get(step.into) } : {}),
          ...(step.teams ? { teamIds: step.teams.map((ref) => idOfRef(county.regionCode, ref)) } : {}),
        };
        await runCommand(sidan, {
          type: step.type,
          orderId: orders.get(step.order) ?? '',
          data,
          actor,
          now: step.at,
          key: step.key,
        });
      }
      result.steps += 1;
    } catch (error) {
      // While a run was interrupted, the server's own clocks went on: an order that they moved is left as it is. Anything else is a mistake of ours.
      if (
        !isSidanError(error) ||
        !done.size ||
        !['EVENT_NOT_ALLOWED', 'ORDER_NOT_FOUND', 'CAPACITY_NOT_ALLOWED'].includes(error.code)
      )
        throw refused(step, error);
      given.add(step.order);
      result.left.push({ order: step.order, step: step.type, code: error.code });
    }
    report(i + 1, steps.length);
  }
  result.timers += await fireUntil(sidan, county.regionCode, until);
  return result;
}

async function place(world: World, sidan: Sidan, step: Step, actor: Actor): Promise<string> {
  const { county, fields } = world;
  const placement = step.place!;
  const has = (name: string) => fields.some((field) => field.name === name);
  const all: Record<string, unknown> = {
    ...placement,
    // Where the form has no title of its own, the resident's words all go into the description.
    description: has('title')
      ? placement.description
      : fill(county.names.orderText, { title: placement.title, description: placement.description }),
    expectStart: placement.expectStart.toISOString(),
    expectEnd: placement.expectEnd.toISOString(),
  };
  const values = Object.fromEntries(Object.entries(all).filter(([name]) => has(name)));
  const answer = await placeOrder(
    sidan,
    {
      serviceItemId: idOfRef(county.regionCode, `item:${placement.item}`),
      values,
      ...(placement.channel === 'portal'
        ? {}
        : { requesterId: idOfRef(county.regionCode, placement.requester), channel: placement.channel }),
      actor,
      now: step.at,
      key: step.key,
    },
    fields,
  );
  return answer.line.id;
}

/** Fires what is due up to `at`, each clock at its own moment. */
async function fireUntil(sidan: Sidan, regionCode: string, at: Date): Promise<number> {
  let fired = 0;
  for (;;) {
    const { rows } = await connectionOf(sidan.db).query<{ next: Date | string | null }>(
      sidan.write(
        `select min([dueAt]) as next from {sidanTimers} where [state] = 'pending' and [dueAt] <= $2::timestamptz and [regionCode] = $1`,
      ),
      [regionCode, at],
    );
    const next = rows[0]?.next;
    if (!next) return fired;
    fired += await fireDueTimers(sidan, new Date(next), (error) => {
      throw error;
    });
  }
}

/** People with a user of the host act by it, all others by themselves. */
export function actors({
  sidan,
  county,
  base,
  users,
}: Pick<World, 'sidan' | 'county' | 'base' | 'users'>): (ref: string) => Promise<Actor> {
  const known = new Map<string, Actor>();
  const names = new Map(base.people.map((person) => [person.ref, person.name]));
  return async (ref) => {
    const before = known.get(ref);
    if (before) return before;
    const name = names.get(ref) ?? '';
    const userId = users.get(ref);
    const actor = userId
      ? await actorOfUser(connectionOf(sidan.db), sidan.write, { id: userId, name, unbound: false }, sidan.clock())
      : actorOfPerson({ id: idOfRef(county.regionCode, ref), name });
    known.set(ref, actor);
    return actor;
  };
}

function refused(step: Step, error: unknown): Error {
  const { code, params } = error as { code?: string; params?: unknown };
  const why = code ? `${code} ${JSON.stringify(params ?? {})}` : String((error as Error)?.message ?? error);
  return new Error(
    `the demo's step ${step.key} (${step.type} by ${step.actor} at ${step.at.toISOString()}) was refused: ${why}`,
    { cause: error },
  );
}
