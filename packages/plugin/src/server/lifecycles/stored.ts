import type { Change } from '@sidan/lifecycle';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import type { Lifecycle } from './compose';
import type { Layer } from './layers';

type Reading = Pick<Sidan, 'write'>;

export interface StoredLifecycle {
  text: string;
  digest: string;
  origin: Record<string, string>;
  changes: Change[];
  packs: Omit<Layer, 'overlay'>[];
}

/** Keeps a version in a county, once: it never changes. */
export async function keepLifecycle(
  { write, newId }: Pick<Sidan, 'write' | 'newId'>,
  q: Connection,
  regionCode: string,
  { definition, text, digest, origin, changes, packs }: Lifecycle,
): Promise<void> {
  await q.query(
    write(`
      insert into {sidanLifecycles} ([id], [regionCode], [definition], [definitionVersion], [digest], [file], [origin], [changes], [packs], [createdAt], [updatedAt])
      values ($1::uuid, $2, $3, $4, $5, $6, $7::jsonb, $8::jsonb, $9::jsonb, now(), now())
      on conflict ([regionCode], [definition], [definitionVersion]) do nothing`),
    [
      newId(),
      regionCode,
      definition.name,
      definition.version,
      digest,
      text,
      JSON.stringify(origin),
      JSON.stringify(changes),
      JSON.stringify(packs),
    ],
  );
}

/** A version as a county kept it; undefined when it has none of that number. */
export async function storedLifecycle(
  { write }: Reading,
  q: Connection,
  regionCode: string,
  name: string,
  version: string,
): Promise<StoredLifecycle | undefined> {
  const { rows } = await q.query<StoredLifecycle>(
    write(`
      select l.[file] as text, l.[digest] as digest, l.[origin] as origin, l.[changes] as changes, l.[packs] as packs
        from {sidanLifecycles} l where l.[regionCode] = $1 and l.[definition] = $2 and l.[definitionVersion] = $3`),
    [regionCode, name, version],
  );
  return rows[0];
}
