import type { Sidan } from '../sidan';
import { connectionOf } from '../sql';
import { recipientsOf, type NoticePayload, type Recipient } from './recipients';

const BATCH = 50;
const ATTEMPTS_MAX = 8;

interface Row {
  id: string;
  regionCode: string;
  template: string;
  orderId: string;
  payload: NoticePayload;
  attempts: number;
}

/** Delivers one message to some people; throws when it could not, and is called again later. */
export type Deliver = (to: Recipient[], message: { template: string; orderId: string; payload: NoticePayload }) => Promise<void>;

/**
 * Sends what commands left behind, oldest first. A row is taken by a conditional update that also pushes its next try into the future, so that two
 * nodes do not send it both, and a node that dies while it holds one delays it but does not lose it: at least once, and once in ordinary running.
 *
 * @returns how many were delivered
 */
export async function deliverOutbox(sidan: Sidan, now: Date, deliver: Deliver, onError: (error: unknown) => void): Promise<number> {
  const q = connectionOf(sidan.db);
  let delivered = 0;
  for (;;) {
    const { rows } = await q.query<Row>(
      sidan.write(`
        update {sidanOutbox} set [attempts] = [attempts] + 1, [availableAt] = $1::timestamptz + interval '1 minute' * least([attempts] + 1, 30), [updatedAt] = now()
         where [state] = 'pending' and [availableAt] <= $1::timestamptz and [id] in (
           select [id] from {sidanOutbox} where [state] = 'pending' and [availableAt] <= $1::timestamptz order by [availableAt], [id] limit ${BATCH})
        returning [id] as id, [regionCode] as "regionCode", [template] as template, [orderId] as "orderId", [payload] as payload, [attempts]::int as attempts`),
      [now],
    );
    for (const row of rows) delivered += (await sendOne(sidan, row, deliver, onError)) ? 1 : 0;
    if (rows.length < BATCH) return delivered;
  }
}

async function sendOne(sidan: Sidan, row: Row, deliver: Deliver, onError: (error: unknown) => void): Promise<boolean> {
  const q = connectionOf(sidan.db);
  try {
    const to = await recipientsOf(sidan, q, row.regionCode, row.orderId, row.payload);
    if (to.length) await deliver(to, row);
    await q.query(sidan.write(`update {sidanOutbox} set [state] = 'done', [doneAt] = now(), [updatedAt] = now() where [regionCode] = $1 and [id] = $2::uuid`), [row.regionCode, row.id]);
    return true;
  } catch (error) {
    onError(error);
    await q.query(
      sidan.write(`update {sidanOutbox} set [lastError] = $3, [state] = case when [attempts] >= ${ATTEMPTS_MAX} then 'failed' else [state] end where [regionCode] = $1 and [id] = $2::uuid`),
      [row.regionCode, row.id, error instanceof Error ? error.message : String(error)],
    );
    return false;
  }
}
