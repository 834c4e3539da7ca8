import type { Sidan } from '../sidan';
import { connectionOf } from '../sql';

/** A client that repeats a request does so within hours; a month is ample. */
const REQUESTS_DAYS = 30;
/** Delivered messages stand in the host's own table; these rows only say that they were. */
const NOTICES_DAYS = 90;
/** Rows of paper that were not placed: long enough to correct them and send them again. */
const SHEETS_DAYS = 30;
/** From which device somebody checked in is looked at within two days; what is older than this was looked past. */
const DEVICES_DAYS = 7;
const DEVICES_DAYS_BACK = 60;
const BATCH = 5000;

/** Clears what has served its purpose: answers kept for repeated requests, notices that were delivered, what stood in imported rows that were not placed, and from which device somebody checked in. The demo's own marks among the requests stay. */
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
  return requests + notices + (await clearSheets(sidan, now)) + (await clearDevices(sidan, now));
}

/** What was written in a row goes; that there was one, and what was wrong with it, stays. */
async function clearSheets(sidan: Sidan, now: Date): Promise<number> {
  return inPortions(
    sidan,
    `update {sidanImportRows} set [cells] = null, [clearedAt] = $1::timestamptz, [updatedAt] = now() where [id] in (
       select r.[id] from {sidanImportRows} r join {sidanImports} i on i.[regionCode] = r.[regionCode] and i.[id] = r.[importId]
        where r.[cells] is not null and i.[finishedAt] < $1::timestamptz - interval '${SHEETS_DAYS} days' limit ${BATCH})`,
    now,
  );
}

const clearDevices = (sidan: Sidan, now: Date): Promise<number> =>
  inPortions(
    sidan,
    `update {sidanAttendances} set [deviceKey] = null, [updatedAt] = now() where [id] in (
       select a.[id] from {sidanAttendances} a
        where a.[watchedAt] between $1::timestamptz - interval '${DEVICES_DAYS_BACK} days' and $1::timestamptz - interval '${DEVICES_DAYS} days'
          and a.[deviceKey] is not null limit ${BATCH})`,
    now,
  );

const clear = (sidan: Sidan, collection: string, condition: string, now: Date): Promise<number> =>
  inPortions(
    sidan,
    `delete from {${collection}} where [id] in (select [id] from {${collection}} where ${condition} limit ${BATCH})`,
    now,
  );

/** In portions, so that no transaction holds many rows for long. */
async function inPortions(sidan: Sidan, text: string, now: Date): Promise<number> {
  const q = connectionOf(sidan.db);
  const statement = sidan.write(text);
  let cleared = 0;
  for (;;) {
    const { count } = await q.query(statement, [now]);
    cleared += count;
    if (count < BATCH) return cleared;
  }
}
