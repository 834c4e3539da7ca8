import type { LifecycleRunning, PackProblem } from '../../api/types';
import { NATION } from '../packs/regions';
import type { Say } from '../reads/reader';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import { sayFound } from './problems';
import { lifecycleIn, titlesOf } from './titles';

interface Row {
  regionCode: string;
  version: string;
  state: string;
  count: number;
}

/** Orders under way, by county, version and state; of all counties within a region. */
export async function countRunning(sidan: Pick<Sidan, 'write'>, q: Connection, regionCode: string): Promise<Row[]> {
  const { rows } = await q.query<Row>(
    sidan.write(`
      select o.[regionCode] as "regionCode", coalesce(o.[definitionVersion], '') as version, o.[state] as state, count(*)::int as count
        from {sidanOrders} o where o.[closedAt] is null and ($1 = '' or coalesce(o.[townCode], o.[regionCode]) like $1 || '%' or $1 like o.[regionCode] || '%')
       group by 1, 2, 3 order by 1, 2, 3`),
    [regionCode === NATION ? '' : regionCode],
  );
  return rows;
}

/** The same for whoever looks at a change: which of them stand in a state that would be gone for new orders. They run on by their own version. */
export async function runningUnder(
  sidan: Sidan,
  q: Connection,
  regionCode: string,
  states: readonly string[],
  lang: string,
  say: Say,
): Promise<LifecycleRunning[]> {
  const found = new Map<string, LifecycleRunning>();
  for (const row of await countRunning(sidan, q, regionCode)) {
    const key = `${row.regionCode} ${row.version}`;
    const running = found.get(key) ?? { regionCode: row.regionCode, version: row.version, count: 0, states: [] };
    const title = titlesOf({ lang, say }, await lifecycleIn({ sidan, q }, row.regionCode, row.version));
    running.count += row.count;
    running.states.push({
      state: row.state,
      stateName: title(`state.${row.state}`),
      count: row.count,
      isThere: states.includes(row.state),
    });
    found.set(key, running);
  }
  return [...found.values()];
}

/** Worth a look before a change is made: orders in states that would be gone (STATE_STRANDS). They run on as they are, and can be moved by a mapping. */
export function strandedIn(
  running: readonly LifecycleRunning[],
  texts: Readonly<Record<string, string>>,
): PackProblem[] {
  const counts = new Map<string, { stateName: string; count: number }>();
  for (const { state, stateName, count, isThere } of running.flatMap(({ states }) => states)) {
    if (!isThere) counts.set(state, { stateName, count: count + (counts.get(state)?.count ?? 0) });
  }
  return [...counts].map(([state, { stateName, count }]) => {
    const found = { code: 'STATE_STRANDS', path: `machine/states/${state}`, params: { state, count } };
    return {
      code: found.code,
      file: 'workflows/order.json',
      path: `/${found.path}`,
      ...sayFound(found, texts, { titles: { [`lifecycle.state.${state}`]: stateName } }),
    };
  });
}
