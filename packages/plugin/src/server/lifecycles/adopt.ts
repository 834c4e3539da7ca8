import { withRetry } from '../commands/retry';
import type { Sidan } from '../sidan';
import { connectionOf, type Connection } from '../sql';
import { ORDER } from './index';

/**
 * Orders from before lifecycles were kept run on by the lifecycle that holds in their county now, each in the state in which it is. One whose state is not there keeps
 * its snapshot, so that every step on it is refused (SNAPSHOT_UNFIT), and is counted. Run again, nothing is left to do.
 */
export async function adoptOrders(sidan: Sidan, tell: (said: string) => void): Promise<void> {
  const { rows } = await connectionOf(sidan.db).query<{ regionCode: string }>(
    sidan.write(`select distinct o.[regionCode] as "regionCode" from {sidanOrders} o where ${UNKEPT}`),
  );
  for (const { regionCode } of rows) {
    const { moved, left } = await withRetry(() =>
      sidan.db.sequelize.transaction((transaction) => adoptIn(sidan, connectionOf(sidan.db, transaction), regionCode)),
    );
    tell(
      `${moved} orders of ${regionCode} run by the lifecycle in force from now on; ${left} in states that it has not`,
    );
  }
}

async function adoptIn(sidan: Sidan, q: Connection, regionCode: string): Promise<{ moved: number; left: number }> {
  const lifecycle = await sidan.lifecycles.current(q, regionCode, sidan.clock());
  const { definition } = lifecycle;
  await sidan.lifecycles.keep(q, regionCode, lifecycle);
  const { rows } = await q.query<{ moved: number; left: number }>(
    sidan.write(`
      with moved as (
        update {sidanOrders} o
           set [definitionVersion] = $2::text, [level] = coalesce(o.[level], 'center'),
               [snapshot] = case when o.[state] = any($3::text[]) then jsonb_build_object('definition', $4::text, 'version', $2::text, 'state', o.[state])
                                 else o.[snapshot] end
         where o.[regionCode] = $1 and ${UNKEPT}
        returning o.[state] = any($3::text[]) as fits
      )
      select count(*) filter (where fits)::int as moved, count(*) filter (where not fits)::int as left from moved`),
    [regionCode, definition.version, definition.states, ORDER],
  );
  return rows[0]!;
}

const UNKEPT = `not exists (select 1 from {sidanLifecycles} l
  where l.[regionCode] = o.[regionCode] and l.[definition] = '${ORDER}' and l.[definitionVersion] = o.[definitionVersion])`;
