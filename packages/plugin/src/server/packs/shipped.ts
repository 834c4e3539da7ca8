import { loadPackWithPauses, parseFiles, type Manifest, type Pack } from '@sidan/rules';
import { archiveOf, digestOf, type PackBytes } from '@sidan/rules/archive';
import { packBytes, packNames } from '../assets';
import { withRetry, isDuplicate } from '../commands/retry';
import type { Sidan } from '../sidan';
import { connectionOf, type Connection } from '../sql';
import { fitChecker } from './fit';
import { inForceAt, isDecision } from './history';
import { keepWhatFits, type Choice } from './keep';
import { StackError } from './stackError';
import { isOver, keptCode } from './regions';
import { activationsOf, type Activation } from './stored';
import { addActivation, decideAlone, keepVersion, type NewActivation } from './write';

/** Shipped packs hold from before the first event that anybody may record. */
const EVER = new Date('1970-01-01T00:00:00Z');

interface Shipped {
  pack: Pack;
  bytes: PackBytes;
  archive: Uint8Array;
}

/** A newer version than that of which it takes the place, if there was one. */
interface Replaced {
  entry: NewActivation;
  old: Pick<Choice, 'packVersion' | 'versionId'>;
}

/**
 * Registers the packs that this version of the software brings, and puts each into force in its region, unless an administrator has decided on it there, or on
 * others before it came: from ever on where it is new, from now on where an older one of it is. A region whose own packs do not fit a newer one goes on with the
 * older, and it is kept why. All of it or nothing; idempotent.
 * @throws StackError when a shipped pack has something wrong
 */
export async function registerShipped(sidan: Sidan): Promise<void> {
  const all = await loadShipped();
  const register = () =>
    withRetry(() =>
      sidan.db.sequelize.transaction((transaction) => registerAll(sidan, connectionOf(sidan.db, transaction), all)),
    );
  // Two nodes that upgrade at once: the other's entries are found the second time.
  await register().catch((error: unknown) => (isDuplicate(error) ? register() : Promise.reject(error)));
}

async function registerAll(sidan: Sidan, q: Connection, all: readonly Shipped[]): Promise<void> {
  const at = sidan.clock();
  await decideAlone(sidan, q);
  const history = await activationsOf(sidan, q, null);
  const replaced: Replaced[] = [];
  for (const shipped of all) {
    const versionId = await keepShipped(sidan, q, shipped, at);
    const found = versionId && replacedBy(history, shipped.pack.manifest, versionId, at);
    if (!found) continue;
    await addActivation(sidan, q, found.entry);
    replaced.push(found);
  }
  if (!replaced.length) return;
  const over = (place: string) => replaced.filter(({ entry }) => isOver(entry.regionCode, place));
  const after = await activationsOf(sidan, q, null);
  // A region that is not helped by that was not well before either, which the settings page says.
  const { entries } = await keepWhatFits(fitChecker(sidan, q), {
    history: after,
    places: [...new Set(after.map(({ regionCode }) => regionCode))].filter((place) => over(place).length > 0),
    at,
    since: (place) => new Date(Math.min(...over(place).map(({ entry }) => entry.effectiveFrom.getTime()))),
    choices: (place) => over(place).map(({ entry, old }) => ({ ...entry, ...old })),
  });
  for (const entry of entries) await addActivation(sidan, q, entry);
}

/** The id of the version; none where an uploaded one has its number. */
async function keepShipped(
  sidan: Sidan,
  q: Connection,
  { pack: { manifest }, bytes, archive }: Shipped,
  at: Date,
): Promise<string | undefined> {
  const digest = digestOf(bytes);
  const version = { manifest, archive, facts: [], digest, at, by: '' };
  await keepVersion(sidan, q, { ...version, signature: 'shipped', state: 'shipped' });
  // A shipped pack is the software's: what it brings under the same number is what holds, be it that a working copy was changed.
  const { rows } = await q.query<{ id: string }>(
    sidan.write(`
      update {sidanPackVersions} v set [archive] = $4::bytea, [digest] = $5, [manifest] = $6::jsonb, [updatedAt] = now()
       where v.[regionCode] = $1 and v.[name] = $2 and v.[version] = $3 and v.[state] = 'shipped'
      returning v.[id] as id`),
    [
      keptCode(manifest.regionCode),
      manifest.name,
      manifest.version,
      Buffer.from(archive),
      digest,
      JSON.stringify(manifest),
    ],
  );
  return rows[0]?.id;
}

/** The entry that puts a shipped version into force, unless it is so already or somebody else has decided. */
function replacedBy(
  history: readonly Activation[],
  { name: packName, version: packVersion, regionCode: code }: Manifest,
  versionId: string,
  at: Date,
): Replaced | undefined {
  const regionCode = keptCode(code);
  const own = history.filter((entry) => entry.regionCode === regionCode && isDecision(entry));
  const latest = own.findLast((entry) => entry.packName === packName);
  const isDecided = latest ? latest.kind !== 'shipped' : own.some(({ kind }) => kind !== 'shipped');
  if (isDecided || latest?.packVersion === packVersion) return undefined;
  const old = inForceAt(history, regionCode, at).find((entry) => entry.packName === packName);
  return {
    entry: {
      regionCode,
      kind: 'shipped',
      packName,
      packVersion,
      versionId,
      effectiveFrom: latest ? at : EVER,
      at,
      by: null,
      reason: null,
      misfit: null,
    },
    old: { packVersion: old?.packVersion ?? null, versionId: old?.versionId ?? null },
  };
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
    loaded.push({ pack: result.pack, bytes, archive: await archiveOf(bytes) });
  }
  return loaded;
}
