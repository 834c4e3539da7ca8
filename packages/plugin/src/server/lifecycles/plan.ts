import { migrate, type Mapping, type Problem } from '@sidan/lifecycle';
import { isSidanError, SidanError } from '../errors';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import { ORDER, type Lifecycle } from './index';

/** Orders under way at a place of a county, of one version and state. A place is a town, or the county where an order names none. */
export interface Standing {
  place: string;
  version: string;
  state: string;
  count: number;
}

/** Where orders of a version go: a place whose packs have a layer of their own has its own version. */
export interface Destination {
  into: Lifecycle;
  places: readonly string[];
  moves: readonly { state: string; to: string; count?: number }[];
}

export interface Plan {
  old: Lifecycle;
  /** By which the county places orders. */
  current: Lifecycle;
  /** Without places where the version holds still. */
  destinations: readonly Destination[];
  /** Each once, with the orders of all places counted. */
  problems: readonly Problem[];
}

/** @throws RULES_BROKEN, LIFECYCLE_BROKEN */
export async function currentAt(
  sidan: Sidan,
  q: Connection,
  places: Iterable<string>,
): Promise<ReadonlyMap<string, Lifecycle>> {
  const now = sidan.clock();
  const found = new Map<string, Lifecycle>();
  for (const place of new Set(places)) found.set(place, await sidan.lifecycles.current(q, place, now));
  return found;
}

export async function standingIn(
  { write }: Pick<Sidan, 'write'>,
  q: Connection,
  regionCode: string,
): Promise<Standing[]> {
  const { rows } = await q.query<Standing>(
    write(`
      select coalesce(nullif(o.[townCode], ''), o.[regionCode]) as place, coalesce(o.[definitionVersion], '') as version, o.[state] as state, count(*)::int as count
        from {sidanOrders} o where o.[regionCode] = $1 and o.[closedAt] is null group by 1, 2, 3 order by 1, 2, 3`),
    [regionCode],
  );
  return rows;
}

/** @throws NOT_FOUND (no such version), LIFECYCLE_BROKEN, RULES_BROKEN */
export async function planOf(
  sidan: Sidan,
  q: Connection,
  { regionCode, from, mapping }: { regionCode: string; from: unknown; mapping: unknown },
): Promise<Plan> {
  const old = await sidan.lifecycles.of(q, regionCode, String(from ?? '')).catch((error: unknown) => {
    if (isSidanError(error) && error.code === 'LIFECYCLE_UNKNOWN')
      throw new SidanError('NOT_FOUND', { what: 'sidanLifecycles' });
    throw error;
  });
  const { version } = old.definition;
  const standing = (await standingIn(sidan, q, regionCode)).filter((row) => row.version === version);
  const now = await currentAt(sidan, q, [regionCode, ...standing.map(({ place }) => place)]);
  const given = Object.entries(mapping && typeof mapping === 'object' ? mapping : {});
  const sound: Mapping = Object.fromEntries(given.map(([state, to]) => [state, String(to)]));
  const current = now.get(regionCode)!;
  // Where nobody waits it is still told what would become of whom, by the county's own.
  const wanted = standing.length ? [...new Set(standing.map(({ place }) => now.get(place)!))] : [current];
  const problems = new Map<string, Problem>();
  const destinations: Destination[] = [];
  for (const into of wanted.filter(({ definition }) => definition.version !== version)) {
    const here = standing.filter(({ place }) => now.get(place) === into);
    const running: Record<string, number> = {};
    for (const { state, count } of here) running[state] = (running[state] ?? 0) + count;
    const plan = migrate(old.definition, into.definition, sound, running);
    destinations.push({ into, places: [...new Set(here.map(({ place }) => place))], moves: plan.moves });
    for (const problem of plan.problems) together(problems, problem);
  }
  return { old, current, destinations, problems: [...problems.values()] };
}

/** The same of two places is one thing that is wrong. */
function together(problems: Map<string, Problem>, problem: Problem): void {
  const key = `${problem.code} ${problem.path} ${String(problem.params.to ?? '')}`;
  const known = problems.get(key);
  const count = Number(known?.params.count ?? 0) + Number(problem.params.count ?? 0);
  const isCounted = Object.hasOwn(problem.params, 'count');
  problems.set(key, isCounted ? { ...problem, params: { ...problem.params, count } } : problem);
}

export interface VersionKept {
  version: string;
  /** From 1, in the order in which the county came to have them. */
  number: number;
  since: Date;
  packs: { pack: string; packVersion: string }[] | null;
}

/** Of the definition of orders: its versions that the county has kept, the newest first. */
export async function versionsKept(
  { write }: Pick<Sidan, 'write'>,
  q: Connection,
  regionCode: string,
): Promise<VersionKept[]> {
  const { rows } = await q.query<VersionKept>(
    write(`
      select l.[definitionVersion] as version, (row_number() over (order by l.[createdAt], l.[id]))::int as number, l.[createdAt] as since, l.[packs] as packs from {sidanLifecycles} l
       where l.[regionCode] = $1 and l.[definition] = $2 order by 2 desc limit 200`),
    [regionCode, ORDER],
  );
  return rows;
}
