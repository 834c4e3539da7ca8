import { SYSTEM } from '../access/actor';
import { runCommand } from '../commands/run';
import { TURN } from '../dispatch/plan';
import { takeTurn } from '../dispatch/turn';
import { isSidanError } from '../errors';
import type { Sidan } from '../sidan';
import { runRedemption } from '../shop/run';
import { connectionOf } from '../sql';
import { inLanes } from './lanes';

const BATCH = 400;
const ATTEMPTS_MAX = 10;
const LANES_MAX = 8;
/** Connections of the pool that are left to everybody else. */
const SPARED = 2;
/** Sequelize's own, where the host sets none. */
const POOL_MAX = 5;

interface Due {
  id: string;
  regionCode: string;
  /** None: of an order. */
  subjectKind: 'redemption' | null;
  /** The order, or what else it is the clock of. */
  subjectId: string;
  event: string;
  dueAt: Date;
}

/** `busy`: somebody else has the order in hand; it comes again. `dropped`: nothing was to be done, or it is put off with its error. */
type End = 'fired' | 'dropped' | 'busy';

/**
 * Fires every clock that is due at `now`, earliest first, several at once, those of one order (or redemption) one after the other. Each firing is a command in a transaction of its
 * own, which locks the order and finds the clock pending: so it happens once, however many nodes go through the list, and one that dies leaves nothing
 * behind but clocks that are pending. A clock that keeps failing is put aside with its error, and does not hold up the others.
 *
 * @returns how many fired
 */
export async function fireDueTimers(
  sidan: Sidan,
  now: Date,
  onError: (error: unknown, timer: Due) => void = () => undefined,
): Promise<number> {
  let fired = 0;
  for (;;) {
    const due = await dueTimers(sidan, now);
    const ends = (
      await inLanes(bySubject(due), lanesOf(sidan), (timers) => fireInTurn(sidan, timers, now, onError))
    ).flat();
    fired += ends.filter((end) => end === 'fired').length;
    if (due.length < BATCH || ends.every((end) => end === 'busy')) return fired;
  }
}

/** Each takes a connection of the pool while it is under way. */
function lanesOf({ db }: Sidan): number {
  const { options } = db.sequelize as unknown as { options: { pool?: { max?: number } } };
  return Math.max(1, Math.min(LANES_MAX, (options.pool?.max ?? POOL_MAX) - SPARED));
}

async function dueTimers(sidan: Sidan, now: Date): Promise<Due[]> {
  const { rows } = await connectionOf(sidan.db).query<Due>(
    sidan.write(`
      select [id] as id, [regionCode] as "regionCode", [subjectKind] as "subjectKind", coalesce([subjectId], [orderId]) as "subjectId", [event] as event, [dueAt] as "dueAt"
        from {sidanTimers} where [state] = 'pending' and [dueAt] <= $1::timestamptz order by [dueAt], [id] limit ${BATCH}`),
    [now],
  );
  return rows;
}

/** A warning is told before the clock that it warns of runs out, also when both are due. */
function bySubject(timers: readonly Due[]): Due[][] {
  const subjects = new Map<string, Due[]>();
  for (const timer of timers) {
    const before = subjects.get(timer.subjectId);
    if (before) before.push(timer);
    else subjects.set(timer.subjectId, [timer]);
  }
  return [...subjects.values()];
}

async function fireInTurn(
  sidan: Sidan,
  timers: readonly Due[],
  now: Date,
  onError: (error: unknown, timer: Due) => void,
): Promise<End[]> {
  const ends: End[] = [];
  for (const timer of timers) {
    const end = await fireOne(sidan, timer, now, onError);
    ends.push(end);
    if (end === 'busy') break;
  }
  return ends;
}

async function fireOne(
  sidan: Sidan,
  timer: Due,
  now: Date,
  onError: (error: unknown, timer: Due) => void,
): Promise<End> {
  try {
    // What a clock does is dated when it was due or, after an outage, when it could at last be done.
    const command = { type: timer.event, data: {}, actor: SYSTEM, now, timerId: timer.id };
    if (timer.subjectKind === 'redemption') await runRedemption(sidan, { ...command, redemptionId: timer.subjectId });
    else if (timer.event === TURN) await takeTurn(sidan, { ...timer, orderId: timer.subjectId }, now);
    else await runCommand(sidan, { ...command, orderId: timer.subjectId });
    return 'fired';
  } catch (error) {
    if (isSidanError(error) && error.code === 'BUSY') return 'busy';
    if (isSidanError(error) && error.code === 'EVENT_NOT_ALLOWED') await cancel(sidan, timer);
    else {
      onError(error, timer);
      await putOff(sidan, timer, now, error);
    }
    return 'dropped';
  }
}

/** The state was left in the meantime, or another node fired it: then it is not pending, and stays as it is. */
const cancel = (sidan: Sidan, { regionCode, id }: Due) =>
  connectionOf(sidan.db).query(
    sidan.write(
      `update {sidanTimers} set [state] = 'cancelled', [updatedAt] = now() where [regionCode] = $1 and [id] = $2::uuid and [state] = 'pending'`,
    ),
    [regionCode, id],
  );

const putOff = (sidan: Sidan, { regionCode, id }: Due, now: Date, error: unknown) =>
  connectionOf(sidan.db).query(
    sidan.write(`
      update {sidanTimers} set [attempts] = [attempts] + 1, [lastError] = $3, [updatedAt] = now(),
             [dueAt] = $4::timestamptz + least([attempts] + 1, 10) * interval '1 minute',
             [state] = case when [attempts] + 1 >= ${ATTEMPTS_MAX} then 'failed' else [state] end
       where [regionCode] = $1 and [id] = $2::uuid and [state] = 'pending'`),
    [regionCode, id, error instanceof Error ? error.message : String(error), now],
  );
