import type { Actor } from '../access/actor';
import { maySee } from '../access/packs';
import { SidanError } from '../errors';
import { isId } from '../ids';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import { versionsOf, type StoredVersion } from './stored';

/** The version of an id that somebody sent. @throws NOT_FOUND, also for one of another's region */
export async function versionFor(
  sidan: Pick<Sidan, 'write'>,
  q: Connection,
  actor: Actor,
  id: unknown,
): Promise<StoredVersion> {
  const [version] = isId(id) ? await versionsOf(sidan, q, { ids: [id] }) : [];
  if (!version || !maySee(actor, version.regionCode)) throw new SidanError('NOT_FOUND', { what: 'sidanPackVersions' });
  return version;
}
