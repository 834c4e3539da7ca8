import type { LifecycleMigrated, LifecycleMigration, LifecycleVersions } from '../../api/types';
import type { Actor } from '../access/actor';
import { checkReason, moveOrder } from '../commands/move';
import { isSidanError, SidanError } from '../errors';
import type { Say } from '../reads/reader';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import type { Lifecycle } from './index';
import { currentAt, planOf, standingIn, versionsKept, type Destination } from './plan';
import { sayFound } from './problems';
import { lifecycleIn, titlesOf } from './titles';

/** In whose language something is said. */
interface Told {
  lang: string;
  say: Say;
  texts: Readonly<Record<string, string>>;
}

interface Asked {
  regionCode: string;
  from: unknown;
  mapping: unknown;
}

/**
 * The versions by which orders of a county run or ran, the newest first, and how many are under way in which state. By one of them, or a new one, orders are placed
 * now; where towns have layers of their own, by several.
 */
export async function lifecycleVersions(
  sidan: Sidan,
  q: Connection,
  regionCode: string,
  { lang, say }: Pick<Told, 'lang' | 'say'>,
): Promise<LifecycleVersions> {
  const standing = await standingIn(sidan, q, regionCode);
  const now = await currentAt(sidan, q, [regionCode, ...standing.map(({ place }) => place)]);
  const current = now.get(regionCode)!;
  const versions: LifecycleVersions['versions'] = [];
  for (const { version, number, since, packs } of await versionsKept(sidan, q, regionCode)) {
    const title = titlesOf({ lang, say }, await lifecycleIn({ sidan, q }, regionCode, version));
    const own = standing.filter((row) => row.version === version);
    const counts = new Map<string, number>();
    for (const { state, count } of own) counts.set(state, (counts.get(state) ?? 0) + count);
    const isAt = (place: string) => now.get(place)!.definition.version === version;
    versions.push({
      version,
      number,
      since: new Date(since).toISOString(),
      packs: packs ?? [],
      isCurrent: [...now.keys()].some(isAt),
      count: sumOf(own),
      movable: sumOf(own.filter(({ place }) => !isAt(place))),
      states: [...counts].map(([state, count]) => ({ state, stateName: title(`state.${state}`), count })),
    });
  }
  return { regionCode, current: current.definition.version, states: choicesIn(now.values(), { lang, say }), versions };
}

const sumOf = (rows: readonly { count: number }[]): number => rows.reduce((sum, { count }) => sum + count, 0);

/** States in which orders may be under way, of all versions that hold now. */
function choicesIn(lifecycles: Iterable<Lifecycle>, told: Pick<Told, 'lang' | 'say'>): LifecycleVersions['states'] {
  const named = new Map<string, string>();
  for (const lifecycle of lifecycles) {
    const title = titlesOf(told, lifecycle);
    const { states, finals } = lifecycle.definition;
    for (const state of states)
      if (!finals.includes(state) && !named.has(state)) named.set(state, title(`state.${state}`));
  }
  return [...named].map(([state, stateName]) => ({ state, stateName }));
}

/** Where orders of a version would go, with counts, and what keeps them from it. @throws NOT_FOUND (no such version), LIFECYCLE_BROKEN, RULES_BROKEN */
export async function previewMigration(
  sidan: Sidan,
  q: Connection,
  asked: Asked,
  { lang, say, texts }: Told,
): Promise<LifecycleMigration> {
  const { old, current, destinations, problems } = await planOf(sidan, q, asked);
  const was = titlesOf({ lang, say }, old);
  const moves = new Map<string, LifecycleMigration['moves'][number]>();
  for (const { into, moves: some } of destinations) {
    const will = titlesOf({ lang, say }, into);
    for (const { state, to, count = 0 } of some) {
      const toName = will(`state.${to}`);
      const sum = count + (moves.get(`${state} ${to} ${toName}`)?.count ?? 0);
      if (sum > 0)
        moves.set(`${state} ${to} ${toName}`, { state, stateName: was(`state.${state}`), to, toName, count: sum });
    }
  }
  const titles = Object.fromEntries(
    [current, ...destinations.map(({ into }) => into), old].flatMap(({ definition }) =>
      Object.entries(definition.titles[lang] ?? {}).map(([key, text]) => [`lifecycle.${key}`, text]),
    ),
  );
  return {
    from: old.definition.version,
    to: (destinations.length === 1 ? destinations[0]!.into : current).definition.version,
    moves: [...moves.values()],
    problems: problems.map((problem) => ({
      code: problem.code,
      state: problem.path,
      ...(Object.hasOwn(problem.params, 'count') ? { count: Number(problem.params.count) } : {}),
      ...sayFound(problem, texts, { titles }),
    })),
  };
}

const BATCH = 200;
/** A request is answered before whoever waits gives up; the rest is for the next one. */
const LIMIT_MS = 20_000;

/**
 * Moves the orders of a version that are under way into the one in force at their place, each in a transaction of its own; an order that somebody acts on meanwhile
 * waits for its turn. Sent again, it goes on with what is left. @throws those of `previewMigration`, LIFECYCLE_MAPPING (with the problems), INVALID_DATA (`reason`)
 */
export async function migrateOrders(
  sidan: Sidan,
  q: Connection,
  actor: Actor,
  asked: Asked & { reason: unknown },
  told: Told,
): Promise<LifecycleMigrated> {
  const reason = checkReason(asked.reason);
  const { old, destinations, problems } = await planOf(sidan, q, asked);
  const preview = await previewMigration(sidan, q, asked, told);
  if (problems.length)
    throw new SidanError('LIFECYCLE_MAPPING', {
      problems: preview.problems.map((problem) => ({ field: problem.state, ...problem })),
    });
  const from = old.definition.version;
  const until = Date.now() + LIMIT_MS;
  const result: LifecycleMigrated = { from, to: preview.to, moved: 0, left: 0, failed: [] };
  for (const { into, places, moves } of destinations) {
    const move = (orderId: string) =>
      moveOrder(sidan, { type: 'migrate', orderId, to: moves, into, from, reason, actor, now: sidan.clock() });
    await moveAll(sidan, q, { regionCode: asked.regionCode, from, places, until }, move, result);
  }
  const bound = new Set(destinations.flatMap(({ places }) => places));
  const rest = (await standingIn(sidan, q, asked.regionCode)).filter(
    ({ version, place }) => version === from && bound.has(place),
  );
  result.left = sumOf(rest);
  return result;
}

interface Which extends Pick<Destination, 'places'> {
  regionCode: string;
  from: string;
  until: number;
}

/** One after the other, in the order of their ids, as far as the time reaches. */
async function moveAll(
  sidan: Sidan,
  q: Connection,
  { regionCode, from, places, until }: Which,
  move: (orderId: string) => Promise<unknown>,
  result: LifecycleMigrated,
): Promise<void> {
  for (let after = '00000000-0000-0000-0000-000000000000'; Date.now() < until; ) {
    const { rows } = await q.query<{ id: string; orderNo: string }>(
      sidan.write(`
        select o.[id] as id, o.[orderNo] as "orderNo" from {sidanOrders} o
         where o.[regionCode] = $1 and o.[definitionVersion] = $2 and o.[closedAt] is null and o.[id] > $3::uuid
           and coalesce(nullif(o.[townCode], ''), o.[regionCode]) = any($4::text[]) order by o.[id] limit ${BATCH}`),
      [regionCode, from, after, places],
    );
    for (const { id, orderNo } of rows) {
      if (Date.now() >= until) return;
      after = id;
      try {
        await move(id);
        result.moved += 1;
      } catch (error) {
        if (!isSidanError(error)) throw error;
        result.failed.push({ orderNo, code: error.code });
      }
    }
    if (rows.length < BATCH) return;
  }
}
