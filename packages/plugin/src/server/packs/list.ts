import type { PackActivation, PackKey, PackList, PackVersion } from '../../api/types';
import type { Actor } from '../access/actor';
import { maySee, mayChange } from '../access/packs';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import { inForceAt, keptIn } from './history';
import { keptList } from './keptList';
import { regionNames, titlesOf, type Speaking } from './names';
import { activationsOf, type Activation } from './stored';
import { sayProblem } from './said';
import { trustOf } from './trust';

interface Row {
  id: string;
  regionCode: string;
  name: string;
  version: string;
  layer: string;
  title: Record<string, string>;
  description: Record<string, string> | null;
  signature: PackVersion['signature'];
  keyName: string | null;
  uploadedAt: Date;
  uploadedBy: string | null;
}

const VERSIONS_MAX = 500;
const HISTORY_MAX = 200;

/** The packs that somebody may know of: versions, what is in force and was, and whom this installation trusts. */
export async function packList(sidan: Sidan, q: Connection, actor: Actor, speaking: Speaking): Promise<PackList> {
  const { lang, texts, say } = speaking;
  const at = sidan.clock();
  const history = (await activationsOf(sidan, q, null)).filter(({ regionCode }) => maySee(actor, regionCode));
  const { rows } = await q.query<Row>(
    sidan.write(`
      select v.[id] as id, v.[regionCode] as "regionCode", v.[name] as name, v.[version] as version, v.[layer] as layer, v.[manifest] -> 'title' as title,
             v.[manifest] -> 'description' as description, v.[signature] as signature, v.[keyName] as "keyName", v.[uploadedAt] as "uploadedAt", v.[uploadedBy] as "uploadedBy"
        from {sidanPackVersions} v order by length(v.[regionCode]), v.[regionCode], v.[name], v.[uploadedAt] desc limit ${VERSIONS_MAX}`),
  );
  const titleOf = titlesOf([...rows].reverse(), lang);
  const codes = [...rows, ...history].map(({ regionCode }) => regionCode);
  const nameOf = await regionNames(sidan, q, codes, speaking);
  const trust = await trustOf(sidan, q);
  const { rows: counties } = await q.query<{ regionCode: string; name: string }>(
    sidan.write(
      'select c.[regionCode] as "regionCode", c.[name] as name from {sidanCounties} c order by c.[createdAt], c.[regionCode]',
    ),
  );
  return {
    versions: rows
      .filter(({ regionCode }) => maySee(actor, regionCode))
      .map(
        (row): PackVersion => ({
          id: row.id,
          name: row.name,
          title: titleOf(row.name),
          description: row.description?.[lang] ?? row.description?.['zh-CN'],
          version: row.version,
          layer: row.layer as PackVersion['layer'],
          layerName: say(`rules.layer.${row.layer}`),
          regionCode: row.regionCode,
          regionName: nameOf(row.regionCode),
          signature: row.signature,
          signatureName: say(`collections.sidanPackVersions.signature.${row.signature}`),
          signedBy: row.keyName ?? undefined,
          uploadedAt: new Date(row.uploadedAt).toISOString(),
          uploadedBy: row.uploadedBy || undefined,
          use: useOf(history, row, at),
          mayChange: mayChange(actor, row.regionCode),
        }),
      ),
    history: [...history]
      .sort((a, b) => b.at.getTime() - a.at.getTime())
      .slice(0, HISTORY_MAX)
      .map(
        (entry): PackActivation => ({
          regionCode: entry.regionCode,
          regionName: nameOf(entry.regionCode),
          seq: entry.seq,
          kind: entry.kind,
          kindName: say(`collections.sidanPackActivations.kind.${entry.kind}`),
          name: entry.packName,
          title: titleOf(entry.packName),
          version: entry.packVersion ?? undefined,
          effectiveFrom: entry.effectiveFrom.toISOString(),
          at: entry.at.toISOString(),
          by: entry.by ?? undefined,
          reason: entry.reason ?? whyKept(entry, texts),
          mayChange: mayChange(actor, entry.regionCode),
        }),
      ),
    kept: keptList(history, at, actor, { nameOf, titleOf, texts }),
    untrusted: trust.untrusted,
    keys: trust.keys.map(
      ({ keyId, name, addedBy, at: since }): PackKey => ({
        keyId,
        name,
        addedBy: addedBy ?? undefined,
        at: new Date(since).toISOString(),
      }),
    ),
    counties: counties.filter(({ regionCode }) => mayChange(actor, regionCode)),
    mayTrust: actor.unbound,
  };
}

/** The first of the reasons for which a region goes on with an older version. */
const whyKept = ({ misfit }: Activation, texts: Speaking['texts']): string | undefined =>
  misfit?.problems[0] && sayProblem(misfit.problems[0], texts).cause;

/** Whether a version decides now, will on a later day, only where a region goes on with it, or not at all. */
function useOf(history: readonly Activation[], { id, regionCode }: Row, at: Date): PackVersion['use'] {
  const holds = (when: Date) => inForceAt(history, regionCode, when).some(({ versionId }) => versionId === id);
  if (holds(at)) return 'inForce';
  const later = history.filter((entry) => entry.regionCode === regionCode && entry.effectiveFrom > at);
  if (later.some((entry) => holds(entry.effectiveFrom))) return 'planned';
  const places = [...new Set(history.map((entry) => entry.regionCode))];
  const isKept = places.some((place) => [...keptIn(history, place, at).values()].some((one) => one.versionId === id));
  return isKept ? 'kept' : 'none';
}
