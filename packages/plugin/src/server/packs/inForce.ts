import { SidanError } from '../errors';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import { stackAt, type InForceEntry } from './history';
import { loadStack, type Rules, type Stack } from './load';
import { codesOf, dayOf, NATION } from './regions';
import { StackError } from './stackError';
import { activationsOf, latestOf, revisionOf, versionsFor, type Activation } from './stored';

/** The rules in force, from the database as it is now. */
export interface InForce {
  /**
   * The rules that decide an event of `at` in `place` (a county, or a place within it). Read with one statement on `q`, inside the transaction that awards, so
   * that an activation that was committed before decides, on every node. @throws RULES_BROKEN
   */
  rules(q: Connection, place: string, at: Date): Promise<Rules>;
  /** The same of many places, by place: one statement says what has changed, and places without packs of their own share what lies around them. @throws RULES_BROKEN */
  rulesOf(q: Connection, places: readonly string[], at: Date): Promise<Map<string, Rules>>;
  /** The packs themselves, likewise; `revision` (`revisionSql`) where the caller's own statement has read it. @throws RULES_BROKEN */
  stack(q: Connection, place: string, at: Date, revision?: string): Promise<Stack>;
}

/** Stacks and histories that are remembered; both are found again in the database. */
const KEPT_MAX = 200;

function remember<V>(kept: Map<string, V>, key: string, value: V): V {
  if (kept.size >= KEPT_MAX) kept.delete(kept.keys().next().value!);
  kept.set(key, value);
  return value;
}

export function rulesInForce(sidan: Pick<Sidan, 'write'>, complain: (error: unknown) => void): InForce {
  const histories = new Map<string, { revision: string; history: Activation[] }>();
  const stacks = new Map<string, Promise<Stack>>();

  async function historyOf(q: Connection, place: string, read?: string): Promise<Activation[]> {
    const codes = codesOf(place);
    const revision = read ?? (await revisionOf(sidan, q, codes));
    const known = histories.get(place);
    if (known?.revision === revision) return known.history;
    const history = await activationsOf(sidan, q, codes);
    remember(histories, place, { revision, history });
    return history;
  }

  /** A stack that failed to load is loaded anew the next time: what was wrong may have been the connection. */
  function stackFor(q: Connection, entries: readonly InForceEntry[]): Promise<Stack> {
    const key = entries.map(({ versionId, digest }) => `${versionId}:${digest}`).join(' ');
    const known = stacks.get(key);
    if (known) return known;
    const loading = versionsFor(sidan, q, entries).then(loadStack);
    loading.catch(() => stacks.delete(key));
    return remember(stacks, key, loading);
  }

  async function stack(q: Connection, place: string, at: Date, revision?: string): Promise<Stack> {
    return stackFor(q, stackAt(await historyOf(q, place, revision), place, at));
  }

  async function rulesOf(q: Connection, places: readonly string[], at: Date): Promise<Map<string, Rules>> {
    const latest = await latestOf(sidan, q, [...new Set(places.flatMap(codesOf))]);
    const found = new Map<string, Rules>();
    for (const place of new Set(places)) {
      const own = codesOf(place).filter((code) => latest.has(code));
      // Where nothing was ever decided the packs are those of the nearest region around it.
      const nearest = own.at(-1) ?? NATION;
      const revision = own.map((code) => `${code}:${latest.get(code)}`).join(' ');
      found.set(place, (await stack(q, nearest, at, revision)).on(dayOf(at)));
    }
    return found;
  }

  const clearly = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      if (!(error instanceof StackError)) throw error;
      complain(error);
      throw new SidanError('RULES_BROKEN', { pack: error.pack });
    });

  return {
    stack: (q, place, at, revision) => clearly(stack(q, place, at, revision)),
    rulesOf: (q, places, at) => clearly(rulesOf(q, places, at)),
    rules: (q, place, at) => clearly(stack(q, place, at).then((found) => found.on(dayOf(at)))),
  };
}
