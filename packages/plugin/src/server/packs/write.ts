import type { FactDefinition, Manifest } from '@sidan/rules';
import { layerOf } from '@sidan/rules';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import { keptCode } from './regions';
import type { Activation } from './stored';

/** How a version's signature was judged when it came. */
export type SignatureState = 'shipped' | 'trusted' | 'unsigned' | 'unknownKey' | 'changed';

export interface NewVersion {
  manifest: Manifest;
  archive: Uint8Array;
  facts: readonly FactDefinition[];
  digest: string;
  signature: SignatureState;
  keyId?: string;
  keyName?: string;
  state: 'shipped' | 'uploaded';
  by: string;
  at: Date;
}

type Writing = Pick<Sidan, 'write' | 'newId'>;

/** Keeps a version; answers its id, or undefined when one of this name and version is there. */
export async function keepVersion(
  { write, newId }: Writing,
  q: Connection,
  version: NewVersion,
): Promise<string | undefined> {
  const { manifest } = version;
  const { rows } = await q.query<{ id: string }>(
    write(`
      insert into {sidanPackVersions} ([id], [regionCode], [name], [version], [layer], [manifest], [archive], [facts], [digest], [signature], [keyId], [keyName], [state],
                                       [uploadedAt], [uploadedBy], [createdAt], [updatedAt])
      values ($1::uuid, $2, $3, $4, $5, $6::jsonb, $7::bytea, $8::jsonb, $9, $10, $11, $12, $13, $14::timestamptz, $15, now(), now())
      on conflict ([regionCode], [name], [version]) do nothing returning [id] as id`),
    [
      newId(),
      keptCode(manifest.regionCode),
      manifest.name,
      manifest.version,
      layerOf(manifest.regionCode),
      JSON.stringify(manifest),
      Buffer.from(version.archive),
      JSON.stringify(version.facts),
      version.digest,
      version.signature,
      version.keyId ?? null,
      version.keyName ?? null,
      version.state,
      version.at,
      version.by,
    ],
  );
  return rows[0]?.id;
}

/** Keeps what a version's signature is worth now, with the archive that bears it: the same files, be it that they came unsigned before. */
export async function judgeAnew(
  { write }: Pick<Writing, 'write'>,
  q: Connection,
  id: string,
  { archive, signature, keyId, keyName }: Pick<NewVersion, 'archive' | 'signature' | 'keyId' | 'keyName'>,
): Promise<void> {
  await q.query(
    write(
      `update {sidanPackVersions} set [archive] = $2::bytea, [signature] = $3, [keyId] = $4, [keyName] = $5, [updatedAt] = now() where [id] = $1::uuid`,
    ),
    [id, Buffer.from(archive), signature, keyId ?? null, keyName ?? null],
  );
}

export type NewActivation = Omit<Activation, 'seq' | 'digest'>;

/** Lets nobody else decide on rules until the transaction ends: what is checked is what is there when it is written. Reading goes on. */
export const decideAlone = ({ write }: Pick<Writing, 'write'>, q: Connection): Promise<unknown> =>
  q.query(write(`lock table {sidanPackActivations} in share row exclusive mode`));

/** Adds to the history of a region, behind whatever is there. Two at once meet in the unique index: the loser is to be tried again. */
export async function addActivation({ write, newId }: Writing, q: Connection, entry: NewActivation): Promise<number> {
  const { rows } = await q.query<{ seq: number | string }>(
    write(`
      insert into {sidanPackActivations} ([id], [regionCode], [seq], [kind], [packName], [packVersion], [versionId], [effectiveFrom], [at], [by], [reason], [misfit], [createdAt], [updatedAt])
      select $1::uuid, $2::text, coalesce(max(a.[seq]), 0) + 1, $3, $4, $5, $6::uuid, $7::timestamptz, $8::timestamptz, $9, $10, $11::jsonb, now(), now()
        from {sidanPackActivations} a where a.[regionCode] = $2::text
      returning [seq] as seq`),
    [
      newId(),
      entry.regionCode,
      entry.kind,
      entry.packName,
      entry.packVersion,
      entry.versionId,
      entry.effectiveFrom,
      entry.at,
      entry.by,
      entry.reason,
      entry.misfit && JSON.stringify(entry.misfit),
    ],
  );
  return Number(rows[0]!.seq);
}
