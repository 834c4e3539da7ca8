import type { Sidan } from '../sidan';
import { connectionOf } from '../sql';
import { recipientsOf, type NoticePayload, type Recipient } from './recipients';
import type { Transaction } from 'sequelize';

const BATCH = 100;
const ATTEMPTS_MAX = 8;

export interface Notice {
  id: string;
  regionCode: string;
  template: string;
  /** None where it is about several. */
  orderId: string | null;
  payload: NoticePayload;
}

/** A notice and whom it is for. */
export interface Addressed {
  notice: Notice;
  to: Recipient[];
}

/** Writes messages down within the transaction given: they are there when it commits, and not otherwise. */
export type Deliver = (messages: readonly Addressed[], transaction: Transaction) => Promise<void>;

/**
 * Sends what commands left behind, oldest first, a batch in one transaction: notices are locked, their messages written and they are marked done together, so that
 * each is delivered once, also with several nodes or when one dies in the middle. A batch that fails is tried notice by notice: one that cannot be sent does
 * not hold up the others, and is put aside after a few tries.
 *
 * @returns how many were delivered
 */
export async function deliverOutbox(
  sidan: Sidan,
  now: Date,
  deliver: Deliver,
  onError: (error: unknown) => void,
): Promise<number> {
  let delivered = 0;
  for (;;) {
    const found = await deliverSome(sidan, now, deliver, BATCH).catch(async (error: unknown) => {
      onError(error);
      return deliverSingly(sidan, now, deliver, onError);
    });
    delivered += found;
    if (found < BATCH) return delivered;
  }
}

/** @param taken receives the notices that were taken, also when they could not be delivered */
async function deliverSome(
  sidan: Sidan,
  now: Date,
  deliver: Deliver,
  limit: number,
  taken: Notice[] = [],
): Promise<number> {
  return sidan.db.sequelize.transaction(async (transaction) => {
    const q = connectionOf(sidan.db, transaction);
    const { rows } = await q.query<Notice>(
      sidan.write(`
        select [id] as id, [regionCode] as "regionCode", [template] as template, [orderId] as "orderId", [payload] as payload
          from {sidanOutbox} where [state] = 'pending' and [availableAt] <= $1::timestamptz order by [availableAt], [id] limit $2 for update`),
      [now, limit],
    );
    if (!rows.length) return 0;
    taken.push(...rows);
    const to = await recipientsOf(sidan, q, rows);
    const messages = rows.flatMap((notice) => (to.has(notice.id) ? [{ notice, to: to.get(notice.id)! }] : []));
    if (messages.length) await deliver(messages, transaction);
    await q.query(
      sidan.write(
        `update {sidanOutbox} set [state] = 'done', [doneAt] = now(), [updatedAt] = now(), [attempts] = [attempts] + 1 where [id] = any($1::uuid[])`,
      ),
      [rows.map(({ id }) => id)],
    );
    return rows.length;
  });
}

/** One at a time until one fails: that one is written down with its error and comes again later. */
async function deliverSingly(
  sidan: Sidan,
  now: Date,
  deliver: Deliver,
  onError: (error: unknown) => void,
): Promise<number> {
  let delivered = 0;
  for (;;) {
    const taken: Notice[] = [];
    try {
      if ((await deliverSome(sidan, now, deliver, 1, taken)) === 0) return delivered;
      delivered += 1;
    } catch (error) {
      onError(error);
      if (!taken[0]) return delivered;
      await postpone(sidan, now, taken[0].id, error);
    }
  }
}

async function postpone(sidan: Sidan, now: Date, id: string, error: unknown): Promise<void> {
  await connectionOf(sidan.db).query(
    sidan.write(`
      update {sidanOutbox} set [attempts] = [attempts] + 1, [lastError] = $2, [updatedAt] = now(),
             [availableAt] = $1::timestamptz + least([attempts] + 1, 30) * interval '1 minute',
             [state] = case when [attempts] + 1 >= ${ATTEMPTS_MAX} then 'failed' else [state] end
       where [id] = $3::uuid and [state] = 'pending'`),
    [now, error instanceof Error ? error.message : String(error), id],
  );
}
