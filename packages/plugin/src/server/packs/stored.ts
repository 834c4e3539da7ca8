import type { FactDefinition, Manifest } from '@sidan/rules';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import { StackError, type Misfit } from './stackError';

/** One version as it is kept, archive and all. */
export interface StoredVersion {
  id: string;
  regionCode: string;
  name: string;
  version: string;
  digest: string;
  manifest: Manifest;
  archive: Uint8Array;
  /** The fields of administrators that it was checked with: a field that is gone leaves its fact missing, not the pack broken. */
  facts: FactDefinition[] | null;
}

/** One entry of the history of what is in force. */
export interface Activation {
  regionCode: string;
  seq: number;
  /** A region that `kept` a version goes on with it in the stead of what holds around it, until it `released` it. */
  kind: 'activate' | 'rollback' | 'off' | 'shipped' | 'kept' | 'released';
  packName: string;
  packVersion: string | null;
  versionId: string | null;
  /** Of the version; with its id the name of what was loaded. */
  digest: string | null;
  effectiveFrom: Date;
  at: Date;
  by: string | null;
  reason: string | null;
  /** Of what is kept: why the newer version is not. */
  misfit: Misfit | null;
}

type Reading = Pick<Sidan, 'write'>;

/** The highest entry of each region of the list in a parameter, as one text: another text, other rules. */
export const revisionSql = (codes: string): string => `
      select coalesce(string_agg(r.code || ':' || r.seq, ' ' order by r.code), '') as revision
        from (select [regionCode] as code, max([seq]) as seq from {sidanPackActivations} where [regionCode] = any(${codes}::text[]) group by 1) r`;

export async function revisionOf({ write }: Reading, q: Connection, codes: readonly string[]): Promise<string> {
  const { rows } = await q.query<{ revision: string | null }>(write(revisionSql('$1')), [codes]);
  return rows[0]?.revision ?? '';
}

/** The highest entry of each region that has any. */
export async function latestOf(
  { write }: Reading,
  q: Connection,
  codes: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await q.query<{ code: string; seq: number | string }>(
    write(
      'select [regionCode] as code, max([seq]) as seq from {sidanPackActivations} where [regionCode] = any($1::text[]) group by 1',
    ),
    [codes],
  );
  return new Map(rows.map(({ code, seq }) => [code, String(seq)]));
}

/** The history of some regions, or of all, oldest first within each. */
export async function activationsOf(
  { write }: Reading,
  q: Connection,
  codes: readonly string[] | null,
): Promise<Activation[]> {
  const { rows } = await q.query<Activation & { seq: number | string }>(
    write(`
      select a.[regionCode] as "regionCode", a.[seq] as seq, a.[kind] as kind, a.[packName] as "packName", a.[packVersion] as "packVersion",
             a.[versionId] as "versionId", v.[digest] as digest, a.[effectiveFrom] as "effectiveFrom", a.[at] as at, a.[by] as by, a.[reason] as reason, a.[misfit] as misfit
        from {sidanPackActivations} a left join {sidanPackVersions} v on v.[id] = a.[versionId]
       where $1::text[] is null or a.[regionCode] = any($1::text[])
       order by a.[regionCode], a.[seq]`),
    [codes],
  );
  return rows.map((row) => ({
    ...row,
    seq: Number(row.seq),
    at: new Date(row.at),
    effectiveFrom: new Date(row.effectiveFrom),
  }));
}

/** The versions of some entries, in their order. @throws StackError for one that is gone */
export async function versionsFor(
  sidan: Reading,
  q: Connection,
  entries: readonly { versionId: string; packName: string }[],
): Promise<StoredVersion[]> {
  const found = entries.length
    ? await versionsOf(sidan, q, { ids: [...new Set(entries.map(({ versionId }) => versionId))] })
    : [];
  const byId = new Map(found.map((version) => [version.id, version]));
  return entries.map(({ versionId, packName }) => {
    const version = byId.get(versionId);
    if (!version) throw new StackError(packName, []);
    return version;
  });
}

/** Versions by id, or by name and version. */
export async function versionsOf(
  { write }: Reading,
  q: Connection,
  by: { ids?: readonly string[]; names?: readonly string[] },
): Promise<StoredVersion[]> {
  const { rows } = await q.query<StoredVersion>(
    write(`
      select v.[id] as id, v.[regionCode] as "regionCode", v.[name] as name, v.[version] as version, v.[digest] as digest,
             v.[manifest] as manifest, v.[archive] as archive, v.[facts] as facts
        from {sidanPackVersions} v
       where v.[id] = any($1::uuid[]) or v.[name] || '@' || v.[version] = any($2::text[])`),
    [by.ids ?? [], by.names ?? []],
  );
  return rows;
}
