import { loadPackWithPauses, parseFiles, type Manifest, type Pack } from '@sidan/rules';
import { archiveOf, digestOf, type PackBytes } from '@sidan/rules/archive';
import { packBytes, packNames } from '../assets';
import { withRetry, isDuplicate } from '../commands/retry';
import type { Sidan } from '../sidan';
import { connectionOf, type Connection } from '../sql';
import { StackError } from './stackError';
import { isOver, keptCode } from './regions';
import { activationsOf } from './stored';
import { addActivation, keepVersion } from './write';

/** Shipped packs hold from before the first event that anybody may record. */
const EVER = new Date('1970-01-01T00:00:00Z');

interface Shipped {
  pack: Pack;
  bytes: PackBytes;
}

/**
 * Registers the packs that this version of the software brings, and puts each into force in its region, unless an administrator has decided on it there, or on
 * others before it came: from ever on where it is new, from now on where an older one of it is. Idempotent.
 * @throws StackError when a shipped pack has something wrong
 */
export async function registerShipped(sidan: Sidan): Promise<void> {
  for (const shipped of await loadShipped()) {
    const register = () =>
      withRetry(() =>
        sidan.db.sequelize.transaction((transaction) =>
          registerOne(sidan, connectionOf(sidan.db, transaction), shipped),
        ),
      );
    // Two nodes that upgrade at once: the other's entry is found the second time.
    await register().catch((error: unknown) => (isDuplicate(error) ? register() : Promise.reject(error)));
  }
}

async function registerOne(sidan: Sidan, q: Connection, { pack: { manifest }, bytes }: Shipped): Promise<void> {
  const regionCode = keptCode(manifest.regionCode);
  const digest = digestOf(bytes);
  const at = sidan.clock();
  const version = { manifest, archive: await archiveOf(bytes), facts: [], digest, at, by: '' };
  await keepVersion(sidan, q, { ...version, signature: 'shipped', state: 'shipped' });
  // A shipped pack is the software's: what it brings under the same number is what holds, be it that a working copy was changed.
  const { rows } = await q.query<{ id: string }>(
    sidan.write(`
      update {sidanPackVersions} v set [archive] = $4::bytea, [digest] = $5, [manifest] = $6::jsonb, [updatedAt] = now()
       where v.[regionCode] = $1 and v.[name] = $2 and v.[version] = $3 and v.[state] = 'shipped'
      returning v.[id] as id`),
    [regionCode, manifest.name, manifest.version, Buffer.from(version.archive), digest, JSON.stringify(manifest)],
  );
  const versionId = rows[0]?.id;
  if (!versionId) return;
  const history = await activationsOf(sidan, q, [regionCode]);
  const latest = history.findLast(({ packName }) => packName === manifest.name);
  const isDecided = latest ? latest.kind !== 'shipped' : history.some(({ kind }) => kind !== 'shipped');
  if (isDecided || latest?.packVersion === manifest.version) return;
  await addActivation(sidan, q, {
    regionCode,
    kind: 'shipped',
    packName: manifest.name,
    packVersion: manifest.version,
    versionId,
    effectiveFrom: latest ? at : EVER,
    at,
    by: null,
    reason: null,
  });
}

/** The shipped packs, widest first, each checked on those of the regions around it. */
async function loadShipped(): Promise<Shipped[]> {
  const all = packNames().map((name) => {
    const bytes = packBytes(name);
    const { files } = parseFiles(bytes);
    return { name, bytes, files, regionCode: (files['pack.json'] as Manifest | undefined)?.regionCode ?? '' };
  });
  all.sort((a, b) => a.regionCode.length - b.regionCode.length);
  const loaded: Shipped[] = [];
  for (const { name, bytes, files, regionCode } of all) {
    const parents = loaded
      .map(({ pack }) => pack)
      .filter(({ manifest }) => isOver(keptCode(manifest.regionCode), regionCode));
    const result = await loadPackWithPauses(files, { parents }, () => new Promise((done) => setImmediate(done)));
    if (!result.ok) throw new StackError(name, result.problems);
    loaded.push({ pack: result.pack, bytes });
  }
  return loaded;
}
