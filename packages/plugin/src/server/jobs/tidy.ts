import type { Sidan } from '../sidan';
import { connectionOf } from '../sql';

/** A client that repeats a request does so within hours; a month is ample. */
const REQUESTS_DAYS = 30;
/** Delivered messages stand in the host's own table; these rows only say that they were. */
const NOTICES_DAYS = 90;
const BATCH = 5000;

/** Clears what has served its purpose: answers kept for repeated requests, and notices that were delivered. The demo's own marks among the requests stay. */
export async function tidy(sidan: Sidan, now: Date): Promise<number> {
  const requests = await clear(
    sidan,
    'sidanRequests',
    `[at] < $1::timestamptz - interval '${REQUESTS_DAYS} days' and [key] not like 'demo:%'`,
    now,
  );
  const notices = await clear(
    sidan,
    'sidanOutbox',
    `[state] = 'done' and [doneAt] < $1::timestamptz - interval '${NOTICES_DAYS} days'`,
    now,
  );
  return requests + notices;
}

/** In portions, so that no transaction holds many rows for long. */
async function clear(sidan: Sidan, collection: string, condition: string, now: Date): Promise<number> {
  const q = connectionOf(sidan.db);
  const statement = sidan.write(
    `delete from {${collection}} where [id] in (select [id] from {${collection}} where ${condition} limit ${BATCH})`,
  );
  let cleared = 0;
  for (;;) {
    const { count } = await q.query(statement, [now]);
    cleared += count;
    if (count < BATCH) return cleared;
  }
}
