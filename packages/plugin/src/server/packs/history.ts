import { codesOf } from './regions';
import type { Activation } from './stored';

/** A decision by which a version holds. */
export type InForceEntry = Activation & { versionId: string };

/** Whether somebody decided it, or the software brought it: all but a place's own going on with another version. */
export const isDecision = ({ kind }: Pick<Activation, 'kind'>): boolean => kind !== 'kept' && kind !== 'released';

/**
 * What holds in a region at a moment: of each of its packs the latest decision of those that have come into force, if it names a version. The packs stand on each
 * other in the order in which they first came; a newer version of one stands where the older stood, and so does one that was off for a while.
 */
export function inForceAt(history: readonly Activation[], regionCode: string, at: Date): InForceEntry[] {
  const latest = new Map<string, Activation | undefined>();
  for (const entry of history) {
    if (entry.regionCode !== regionCode || !isDecision(entry)) continue;
    if (entry.effectiveFrom <= at) latest.set(entry.packName, entry);
    else if (!latest.has(entry.packName)) latest.set(entry.packName, undefined);
  }
  return [...latest.values()].filter((entry): entry is InForceEntry => Boolean(entry?.versionId));
}

/** What a place itself goes on with at a moment instead of what holds around it, by pack; without a version it goes without that pack. */
export function keptIn(history: readonly Activation[], place: string, at: Date): Map<string, Activation> {
  const kept = new Map<string, Activation>();
  for (const entry of history) {
    if (entry.regionCode !== place || isDecision(entry) || entry.effectiveFrom > at) continue;
    if (entry.kind === 'kept') kept.set(entry.packName, entry);
    else kept.delete(entry.packName);
  }
  return kept;
}

/** What holds in a place at a moment, widest region first: what the place, or the nearest region around it, goes on with in the stead of what it is of. */
export function stackAt(history: readonly Activation[], place: string, at: Date): InForceEntry[] {
  const codes = codesOf(place);
  const kept = new Map(codes.flatMap((code) => [...keptIn(history, code, at)]));
  return codes
    .flatMap((code) => inForceAt(history, code, at))
    .flatMap((entry) => {
      const { versionId, ...own } = kept.get(entry.packName) ?? entry;
      return versionId ? [{ ...own, versionId }] : [];
    });
}
