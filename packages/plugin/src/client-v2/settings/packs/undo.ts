import type { PackActivation } from '../../../api/types';

/** What a rollback of a pack would put back: a version of it, or none of it. */
export interface Undo {
  version?: string;
}

/** Nobody decided that a region goes on with another version, and nobody takes it back: a decision that fits ends it. */
const isDecision = ({ kind }: Pick<PackActivation, 'kind'>): boolean => kind !== 'kept' && kind !== 'released';

type Entry = Pick<PackActivation, 'regionCode' | 'name' | 'seq' | 'kind' | 'version'>;

/**
 * What rolling back the latest decision on a pack of a region would lead to, as the server works it out; nothing where there is no decision left to take back.
 * Said before somebody confirms: the server decides for itself.
 */
export function undoOf(
  history: readonly Entry[],
  { regionCode, name }: Pick<Entry, 'regionCode' | 'name'>,
): Undo | undefined {
  const left: Entry[] = [];
  const own = history.filter((entry) => entry.regionCode === regionCode && entry.name === name && isDecision(entry));
  for (const entry of own.sort((a, b) => a.seq - b.seq)) {
    if (entry.kind === 'rollback') left.pop();
    else left.push(entry);
  }
  const last = left.pop();
  if (!last) return undefined;
  const back = left.pop();
  if (!back && last.kind === 'shipped') return undefined;
  return { version: back?.version };
}

/** The latest entry on each pack of each region: only that can be taken back. */
export function latestOf<E extends Entry>(history: readonly E[]): Set<E> {
  const latest = new Map<string, E>();
  for (const entry of history.filter(isDecision)) {
    const key = `${entry.regionCode} ${entry.name}`;
    if ((latest.get(key)?.seq ?? -Infinity) < entry.seq) latest.set(key, entry);
  }
  return new Set(latest.values());
}
