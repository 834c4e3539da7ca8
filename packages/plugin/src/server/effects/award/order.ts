import { inRegion, type StepContext } from '../../commands/command';
import type { Sidan } from '../../sidan';
import type { Connection } from '../../sql';
import type { Subject } from './subjects';

/** Two awards of one moment are put one after the other; a later one than this is of another time, and not waited for. */
const NEAR_MS = 60_000;

/**
 * When an event counts whose rules look at what was there before. Who is awarded is held until the command ends, so that two orders of one volunteer that are confirmed at
 * once are counted one after the other, and no limit is passed by both; the later of the two counts from behind the earlier.
 */
export const afterEarlier = ({ sidan, q, order, command }: StepContext, subjects: readonly Subject[]): Promise<Date> =>
  behindEarlier(
    sidan,
    q,
    inRegion(order),
    subjects.map(({ ownerId }) => ownerId),
    command.now,
  );

/** The same for those named, whatever the event is. */
export async function behindEarlier(
  { write }: Pick<Sidan, 'write'>,
  q: Connection,
  regionCode: string,
  owners: readonly string[],
  now: Date,
): Promise<Date> {
  const ids = [...new Set(owners)].sort();
  for (const collection of ['sidanPeople', 'sidanHouseholds', 'sidanTeams', 'sidanSites']) {
    await q.query(
      write(
        `select 1 from {${collection}} where [regionCode] = $1 and [id] = any($2::uuid[]) order by [id] for no key update`,
      ),
      [regionCode, ids],
    );
  }
  const { rows } = await q.query<{ latest: Date | string | null }>(
    write(`
      select max([at]) as latest from {sidanDecisions}
       where [regionCode] = $1 and [subjectId] = any($2::uuid[]) and [at] >= $3::timestamptz and [at] < $4::timestamptz`),
    [regionCode, ids, now, new Date(now.getTime() + NEAR_MS)],
  );
  const latest = rows[0]?.latest;
  return latest ? new Date(new Date(latest).getTime() + 1) : now;
}
