import { withRetry } from '../commands/retry';
import { isSidanError } from '../errors';
import type { Sidan } from '../sidan';
import { connectionOf } from '../sql';
import { transact } from '../transaction';
import { holdPoints } from './points';
import { watch } from './watch';

const BATCH = 100;
/** How long after its end an attendance is looked at again. */
const LATER_HOURS = 24;
/** What is older is history: nobody is asked about it because of an upgrade, or of a server that stood still. */
const DAYS_MAX = 30;

/**
 * 次日复看：looks again at attendances that ended a day ago, when what came just after them is known too: the later check-ins from the same device, the other entries of
 * that hour. Each once: it is marked in the transaction that keeps what was found, and nodes that come by together wait for each other’s county.
 * @returns how many were looked at
 */
export async function watchLater(sidan: Sidan, now: Date, onError: (error: unknown) => void): Promise<number> {
  let looked = 0;
  for (const regionCode of await countiesWithDue(sidan, now)) {
    try {
      let some: number;
      do {
        some = await withRetry(() => lookAtSome(sidan, regionCode, now));
        looked += some;
      } while (some === BATCH);
    } catch (error) {
      // Rules that cannot be read are the administrator's to mend; the look is taken then.
      if (!isSidanError(error)) onError(error);
    }
  }
  return looked;
}

const DUE = `a.[watchedAt] is null and a.[checkOutAt] > $1::timestamptz - interval '${DAYS_MAX} days' and a.[checkOutAt] <= $1::timestamptz - interval '${LATER_HOURS} hours'`;

async function countiesWithDue({ db, write }: Sidan, now: Date): Promise<string[]> {
  const { rows } = await connectionOf(db).query<{ regionCode: string }>(
    write(`select distinct a.[regionCode] as "regionCode" from {sidanAttendances} a where ${DUE}`),
    [now],
  );
  return rows.map(({ regionCode }) => regionCode);
}

const lookAtSome = (sidan: Sidan, regionCode: string, now: Date): Promise<number> =>
  transact(sidan.db, async (q) => {
    const { rows } = await q.query<{ id: string }>(
      sidan.write(
        `select a.[id] as id from {sidanAttendances} a where a.[regionCode] = $2 and ${DUE} order by a.[checkOutAt], a.[id] limit ${BATCH} for update`,
      ),
      [now, regionCode],
    );
    const ids = rows.map(({ id }) => id);
    if (!ids.length) return 0;
    const found = await watch(sidan, q, regionCode, ids, now);
    if (found) await holdPoints(sidan, q, regionCode, ids, now);
    await q.query(
      sidan.write(
        `update {sidanAttendances} set [watchedAt] = $3::timestamptz, [updatedAt] = now() where [regionCode] = $1 and [id] = any($2::uuid[])`,
      ),
      [regionCode, ids, now],
    );
    return ids.length;
  });
