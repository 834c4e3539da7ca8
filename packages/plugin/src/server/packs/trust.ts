import { keyIdOf, readKey, type TrustedKey } from '@sidan/rules/archive';
import { SidanError } from '../errors';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import { NATION } from './regions';

/** What is done with a pack that nobody trusted has signed. */
export type Untrusted = 'refuse' | 'mark';

export interface Trust {
  untrusted: Untrusted;
  keys: (TrustedKey & { keyId: string; addedBy: string | null; at: Date })[];
}

type Writing = Pick<Sidan, 'write' | 'newId'>;

/** Whom this installation trusts, and how it takes packs of others. */
export async function trustOf({ write }: Pick<Sidan, 'write'>, q: Connection): Promise<Trust> {
  const { rows } = await q.query<{ untrusted: Untrusted | null; keys: Trust['keys'] | null }>(
    write(`
      select (select [untrusted] from {sidanPackPolicies} where [regionCode] = $1) as untrusted,
             (select json_agg(json_build_object('keyId', k.[keyId], 'name', k.[name], 'publicKey', k.[publicKey], 'addedBy', k.[addedBy], 'at', k.[at]) order by k.[at])
                from {sidanPackKeys} k where k.[regionCode] = $1) as keys`),
    [NATION],
  );
  return { untrusted: rows[0]?.untrusted ?? 'refuse', keys: rows[0]?.keys ?? [] };
}

/** Trusts a key from now on. Again: gives it another name. @throws KEY_UNFIT, INVALID_DATA */
export async function trustKey(
  { write, newId }: Writing,
  q: Connection,
  { name, publicKey, by, at }: { name: unknown; publicKey: unknown; by: string; at: Date },
): Promise<{ keyId: string }> {
  const title = typeof name === 'string' ? name.trim() : '';
  if (!title || title.length > 100)
    throw new SidanError('INVALID_DATA', { problems: [{ field: 'name', code: 'REQUIRED' }] });
  const key = typeof publicKey === 'string' ? readKey(publicKey, 'public') : undefined;
  if (!key) throw new SidanError('KEY_UNFIT');
  const keyId = keyIdOf(key);
  await q.query(
    write(`
      insert into {sidanPackKeys} ([id], [regionCode], [keyId], [name], [publicKey], [addedBy], [at], [createdAt], [updatedAt])
      values ($1::uuid, $2, $3, $4, $5, $6, $7::timestamptz, now(), now())
      on conflict ([regionCode], [keyId]) do update set [name] = excluded.[name], [updatedAt] = now()`),
    [newId(), NATION, keyId, title, key.export({ type: 'spki', format: 'pem' }).toString(), by, at],
  );
  return { keyId };
}

/** Trusts a key no more. Versions that came with it stay what they were judged. */
export async function distrustKey({ write }: Writing, q: Connection, keyId: string): Promise<void> {
  const { count } = await q.query(write(`delete from {sidanPackKeys} where [regionCode] = $1 and [keyId] = $2`), [
    NATION,
    keyId,
  ]);
  if (!count) throw new SidanError('NOT_FOUND', { what: 'sidanPackKeys' });
}

/** How packs without a trusted signature are taken from now on. @throws INVALID_DATA */
export async function setPolicy(
  { write, newId }: Writing,
  q: Connection,
  { untrusted, by, at }: { untrusted: unknown; by: string; at: Date },
): Promise<void> {
  if (untrusted !== 'refuse' && untrusted !== 'mark')
    throw new SidanError('INVALID_DATA', { problems: [{ field: 'untrusted', code: 'CHOICE' }] });
  await q.query(
    write(`
      insert into {sidanPackPolicies} ([id], [regionCode], [untrusted], [changedBy], [at], [createdAt], [updatedAt])
      values ($1::uuid, $2, $3, $4, $5::timestamptz, now(), now())
      on conflict ([regionCode]) do update set [untrusted] = excluded.[untrusted], [changedBy] = excluded.[changedBy], [at] = excluded.[at], [updatedAt] = now()`),
    [newId(), NATION, untrusted, by, at],
  );
}
