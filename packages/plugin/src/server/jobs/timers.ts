import { SYSTEM } from '../access/actor';
import { runCommand } from '../commands/run';
import { isSidanError } from '../errors';
import type { Sidan } from '../sidan';
import { connectionOf } from '../sql';

const BATCH = 100;
const ATTEMPTS_MAX = 10;

interface Due {
  id: string;
  regionCode: string;
  orderId: string;
  event: string;
  dueAt: Date;
}

/**
 * Fires every clock that is due at `now`, earliest first. Each firing is a command of its own: whoever comes second, another node or a repeated
 * run, finds the clock no longer pending. One that keeps failing is put aside with its error, and does not hold up the others.
 *
 * @returns how many fired
 */
export async function fireDueTimers(
  sidan: Sidan,
  now: Date,
  onError: (error: unknown, timer: Due) => void = () => undefined,
): Promise<number> {
  const q = connectionOf(sidan.db);
  let fired = 0;
  for (;;) {
    const { rows } = await q.query<Due>(
      sidan.write(`
        select [id] as id, [regionCode] as "regionCode", [orderId] as "orderId", [event] as event, [dueAt] as "dueAt"
          from {sidanTimers} where [state] = 'pending' and [dueAt] <= $1::timestamptz order by [dueAt], [id] limit ${BATCH}`),
      [now],
    );
    let progress = 0;
    for (const timer of rows) {
      const done = await fireOne(sidan, timer, now, onError);
      if (done) progress += 1;
      if (done === 'fired') fired += 1;
    }
    if (rows.length < BATCH || progress === 0) return fired;
  }
}

async function fireOne(
  sidan: Sidan,
  timer: Due,
  now: Date,
  onError: (error: unknown, timer: Due) => void,
): Promise<'fired' | 'dropped' | false> {
  try {
    // What a clock does is dated when it was due or, after an outage, when it could at last be done.
    await runCommand(sidan, {
      type: timer.event,
      orderId: timer.orderId,
      data: {},
      actor: SYSTEM,
      now,
      timerId: timer.id,
    });
    return 'fired';
  } catch (error) {
    const q = connectionOf(sidan.db);
    if (isSidanError(error) && error.code === 'EVENT_NOT_ALLOWED') {
      // The state was left in the meantime: nothing is to be done.
      await q.query(
        sidan.write(
          `update {sidanTimers} set [state] = 'cancelled', [updatedAt] = now() where [regionCode] = $1 and [id] = $2::uuid and [state] = 'pending'`,
        ),
        [timer.regionCode, timer.id],
      );
      return 'dropped';
    }
    onError(error, timer);
    await q.query(
      sidan.write(`
        update {sidanTimers} set [attempts] = [attempts] + 1, [lastError] = $3, [updatedAt] = now(),
               [dueAt] = $4::timestamptz + least([attempts] + 1, 10) * interval '1 minute',
               [state] = case when [attempts] + 1 >= ${ATTEMPTS_MAX} then 'failed' else [state] end
         where [regionCode] = $1 and [id] = $2::uuid and [state] = 'pending'`),
      [timer.regionCode, timer.id, error instanceof Error ? error.message : String(error), now],
    );
    return 'dropped';
  }
}
