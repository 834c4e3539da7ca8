import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import { inForceAt, keptIn } from './history';
import { isWider } from './regions';
import type { Standing } from './standing';
import type { Inspection } from './thread/inspect';
import { activationsOf, versionsFor, type StoredVersion } from './stored';

/** The versions in force at a moment, of all regions, and what regions go on with instead. @throws StackError */
export async function allInForce(
  sidan: Pick<Sidan, 'write'>,
  q: Connection,
  at: Date,
): Promise<Standing<StoredVersion>> {
  const history = await activationsOf(sidan, q, null);
  const regions = [...new Set(history.map(({ regionCode }) => regionCode))].sort(isWider);
  const kept = regions.flatMap((regionCode) => [...keptIn(history, regionCode, at).values()]);
  const keptVersions = await versionsFor(
    sidan,
    q,
    kept.flatMap(({ versionId, ...entry }) => (versionId ? [{ ...entry, versionId }] : [])),
  );
  return {
    versions: await versionsFor(
      sidan,
      q,
      regions.flatMap((regionCode) => inForceAt(history, regionCode, at)),
    ),
    kept: kept.map(({ regionCode, packName, versionId }) => ({
      place: regionCode,
      name: packName,
      version: keptVersions.find(({ id }) => id === versionId) ?? null,
    })),
  };
}

/** A stack with a version in the place of the one of its name; a new one stands on those of its region. */
export function stackWith(stack: readonly StoredVersion[], version: StoredVersion): StoredVersion[] {
  if (stack.some(({ name }) => name === version.name))
    return stack.map((one) => (one.name === version.name ? version : one));
  return [...stack, version].sort((a, b) => isWider(a.regionCode, b.regionCode));
}

/** The same as the inspecting thread takes them. */
export const forThread = ({ versions, kept }: Standing<StoredVersion>): Inspection['inForce'] => ({
  versions: versions.map(plain),
  kept: kept.map(({ version, ...one }) => ({ ...one, version: version && plain(version) })),
});

const plain = ({ regionCode, name, archive, facts }: StoredVersion) => ({
  regionCode,
  name,
  archive: new Uint8Array(archive),
  facts: facts ?? [],
});
