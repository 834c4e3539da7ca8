import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import { isWider } from './regions';
import type { Inspection } from './thread/inspect';
import { activationsOf, inForceAt, versionsFor, type StoredVersion } from './stored';

/** The versions in force at a moment, of all regions: widest first, those of one region as they stand on each other. @throws StackError */
export async function allInForce(sidan: Pick<Sidan, 'write'>, q: Connection, at: Date): Promise<StoredVersion[]> {
  const history = await activationsOf(sidan, q, null);
  const regions = [...new Set(history.map(({ regionCode }) => regionCode))].sort(isWider);
  return versionsFor(
    sidan,
    q,
    regions.flatMap((regionCode) => inForceAt(history, regionCode, at)),
  );
}

/** A stack with a version in the place of the one of its name; a new one stands on those of its region. */
export function stackWith(stack: readonly StoredVersion[], version: StoredVersion): StoredVersion[] {
  if (stack.some(({ name }) => name === version.name))
    return stack.map((one) => (one.name === version.name ? version : one));
  return [...stack, version].sort((a, b) => isWider(a.regionCode, b.regionCode));
}

/** The same as the inspecting thread takes them. */
export const forThread = (versions: readonly StoredVersion[]): Inspection['inForce'] =>
  versions.map(({ regionCode, archive, facts }) => ({
    regionCode,
    archive: new Uint8Array(archive),
    facts: facts ?? [],
  }));
