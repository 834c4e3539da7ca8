import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import type { Inspection } from './thread/inspect';
import { activationsOf, inForceAt, versionsOf, type StoredVersion } from './stored';

/** The versions in force at a moment, of all regions. */
export async function allInForce(sidan: Pick<Sidan, 'write'>, q: Connection, at: Date): Promise<StoredVersion[]> {
  const history = await activationsOf(sidan, q, null);
  const regions = [...new Set(history.map(({ regionCode }) => regionCode))];
  const ids = regions.flatMap((regionCode) => inForceAt(history, regionCode, at)?.versionId ?? []);
  return ids.length ? versionsOf(sidan, q, { ids }) : [];
}

/** The same as the inspecting thread takes them. */
export const forThread = (versions: readonly StoredVersion[]): Inspection['inForce'] =>
  versions.map(({ regionCode, archive, facts }) => ({
    regionCode,
    archive: new Uint8Array(archive),
    facts: facts ?? [],
  }));
