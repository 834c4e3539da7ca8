import type { Actor } from '../access/actor';
import { checkMayChange } from '../access/packs';
import { SidanError } from '../errors';
import type { Sidan } from '../sidan';
import { connectionOf } from '../sql';
import { allInForce, forThread } from './around';
import { addedFacts } from './facts/added';
import { groundNow } from './ground';
import { keptCode } from './regions';
import type { SaidProblem } from './said';
import { inspectInThread, type Inspected } from './thread';
import { trustOf } from './trust';
import { judgeAnew, keepVersion, type SignatureState } from './write';

export interface Uploaded {
  id: string;
  name: string;
  version: string;
  regionCode: string;
  signature: SignatureState;
  warnings: SaidProblem[];
  /** True when this very version was there. */
  replayed: boolean;
}

interface Language {
  language: string;
  texts: Readonly<Record<string, string>>;
}

/**
 * Checks an archive wholly and keeps it as a version; nothing is in force by that. Sent again, it is the same version; its signature is judged anew, for what
 * somebody trusts by now.
 * @throws PACK_REFUSED, PACK_UNTRUSTED, PACK_TAKEN, NOT_ALLOWED (a pack of another's region), BUSY
 */
export async function uploadPack(sidan: Sidan, actor: Actor, archive: Uint8Array, said: Language): Promise<Uploaded> {
  const q = connectionOf(sidan.db);
  const at = sidan.clock();
  const trust = await trustOf(sidan, q);
  const facts = addedFacts(sidan.db, sidan.coreOf).map(({ definition }) => definition);
  const inForce = forThread(await allInForce(sidan, q, at));
  const found = await inspectInThread({
    archive,
    keys: trust.keys,
    inForce,
    facts,
    lifecycles: await groundNow(sidan, q),
    whole: false,
    ...said,
  });
  if (found.problems.length || !found.manifest)
    throw new SidanError('PACK_REFUSED', { problems: found.problems, count: found.problems.length });
  const { manifest, digest = '', verdict } = found;
  checkMayChange(actor, manifest.regionCode);
  const judged = judge(verdict);
  if (judged.signature !== 'trusted' && trust.untrusted === 'refuse')
    throw new SidanError('PACK_UNTRUSTED', { ...judged });

  const { name, version } = manifest;
  const regionCode = keptCode(manifest.regionCode);
  const { rows: others } = await q.query<{
    id: string;
    regionCode: string;
    version: string;
    digest: string;
    signature: SignatureState;
  }>(
    sidan.write(
      `select [id] as id, [regionCode] as "regionCode", [version] as version, [digest] as digest, [signature] as signature from {sidanPackVersions} where [name] = $1`,
    ),
    [name],
  );
  if (others.some((other) => other.regionCode !== regionCode))
    throw new SidanError('PACK_TAKEN', { pack: name, version });
  const answer = { name, version, regionCode, warnings: found.warnings };
  const same = others.find((other) => other.version === version);
  if (same && same.digest !== digest) throw new SidanError('PACK_TAKEN', { pack: name, version });
  if (same) {
    // A version that was trusted once stays so: a key that is trusted no more takes nothing back.
    const isBetter = judged.signature === 'trusted' && !['trusted', 'shipped'].includes(same.signature);
    if (isBetter) await judgeAnew(sidan, q, same.id, { archive, ...judged });
    return { ...answer, id: same.id, signature: isBetter ? judged.signature : same.signature, replayed: true };
  }
  const id = await keepVersion(sidan, q, {
    manifest,
    archive,
    facts,
    digest,
    ...judged,
    state: 'uploaded',
    by: actor.name,
    at,
  });
  // Somebody was faster with the same name and version: look again.
  if (!id) return uploadPack(sidan, actor, archive, said);
  return { ...answer, id, signature: judged.signature, replayed: false };
}

function judge(verdict: Inspected['verdict']): { signature: SignatureState; keyId?: string; keyName?: string } {
  if (!verdict || verdict.status === 'unsigned') return { signature: 'unsigned' };
  if (verdict.status === 'changed') return { signature: 'changed' };
  const { keyId } = verdict;
  return verdict.status === 'trusted'
    ? { signature: 'trusted', keyId, keyName: verdict.name }
    : { signature: 'unknownKey', keyId };
}
