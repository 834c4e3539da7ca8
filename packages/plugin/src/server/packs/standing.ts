import { isOver } from './regions';

/** Versions as they stand on each other, of all regions, and what places go on with instead. Plain data, for the inspecting thread too. */
export interface Standing<Version extends { regionCode: string; name: string }> {
  /** Widest first, those of one region as they stand. */
  versions: readonly Version[];
  /** Widest place first; without a version the place goes without the pack. */
  kept: readonly { place: string; name: string; version: Version | null }[];
}

/** What stands over a place, widest first; `bare`: as if nothing were kept, which is tried first by whoever changes something there. */
export function stackOver<Version extends { regionCode: string; name: string }>(
  { versions, kept }: Standing<Version>,
  place: string,
  bare = false,
): Version[] {
  const instead = new Map(
    kept.filter((one) => !bare && isOver(one.place, place)).map((one) => [one.name, one.version]),
  );
  return versions
    .filter(({ regionCode }) => isOver(regionCode, place))
    .flatMap((version) => {
      const own = instead.get(version.name);
      return own === null ? [] : [own ?? version];
    });
}
