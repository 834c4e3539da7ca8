/** Whether clocks that run now have been counted over days of a year whose holidays nobody knows. */
import { ALWAYS, calendarsOf } from '@sidan/lifecycle';
import { isSidanError } from '../errors';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';

/**
 * Whether a clock of the county that runs on a work calendar is due on or after the first day of `year`. A warning belongs to its clock. A clock of a lifecycle
 * that cannot be read is taken for one that counts.
 */
export async function countsInto(
  sidan: Pick<Sidan, 'write' | 'lifecycles'>,
  q: Connection,
  regionCode: string,
  year: number,
  timeZone: string,
): Promise<boolean> {
  const { rows } = await q.query<{ version: string | null; event: string }>(
    sidan.write(`
      select distinct o.[definitionVersion] as version, split_part(t.[event], '.', 1) as event
        from {sidanTimers} t join {sidanOrders} o on o.[regionCode] = $1 and o.[id] = t.[orderId]
       where t.[regionCode] = $1 and t.[state] = 'pending' and t.[dueAt] >= make_timestamptz($2, 1, 1, 0, 0, 0, $3)`),
    [regionCode, year, timeZone],
  );
  for (const { version, event } of rows) {
    const calendars = version === null ? undefined : await countedIn(sidan, q, regionCode, version, event);
    if (!calendars || calendars.some((calendar) => calendar !== ALWAYS)) return true;
  }
  return false;
}

/** A clock without a calendar counts every minute; one by a fact is taken for every calendar that it may count in. */
async function countedIn(
  sidan: Pick<Sidan, 'lifecycles'>,
  q: Connection,
  regionCode: string,
  version: string,
  event: string,
): Promise<string[] | undefined> {
  try {
    const { definition } = await sidan.lifecycles.of(q, regionCode, version);
    const delay = Object.hasOwn(definition.delays, event) ? definition.delays[event] : undefined;
    return delay && calendarsOf(delay.calendar ?? ALWAYS);
  } catch (error) {
    if (!isSidanError(error)) throw error;
    return undefined;
  }
}
