import { createHash, randomBytes } from 'node:crypto';
import type { Open311Key, Open311KeyMade } from '../../../api/types';
import { checkMayChange } from '../../access/packs';
import type { Actor } from '../../access/actor';
import { SidanError } from '../../errors';
import { isId } from '../../ids';
import { iso } from '../../reads/reader';
import type { Sidan } from '../../sidan';
import { connectionOf } from '../../sql';

const NAME_MAX = 50;
const PREFIX_LENGTH = 8;
/** Keys are random 256 bits: a plain hash of one cannot be turned back by guessing. */
const hashOf = (key: string): string => createHash('sha256').update(key).digest('base64url');

/** A key that was shown to be good. */
export interface KnownKey {
  id: string;
  name: string;
  regionCode: string;
}

/** A new key of a county; this answer is the only place where it can be read. @throws NOT_ALLOWED, INVALID_DATA */
export async function makeKey(
  sidan: Sidan,
  actor: Actor,
  regionCode: string,
  asked: { name: unknown; at: Date },
): Promise<Open311KeyMade> {
  checkMayChange(actor, regionCode);
  const name = typeof asked.name === 'string' ? asked.name.trim() : '';
  const problem = !name
    ? { code: 'REQUIRED' }
    : [...name].length > NAME_MAX
      ? { code: 'TOO_LONG', max: NAME_MAX }
      : null;
  if (problem) throw new SidanError('INVALID_DATA', { problems: [{ field: 'name', ...problem }] });
  const key = randomBytes(32).toString('base64url');
  const id = sidan.newId();
  const { count } = await connectionOf(sidan.db).query(
    sidan.write(`insert into {sidanOpen311Keys} ([id], [regionCode], [name], [prefix], [hash], [madeBy], [placedCount], [createdAt], [updatedAt])
                 select $1::uuid, $2::text, $3, $4, $5, $6, 0, $7::timestamptz, $7::timestamptz where exists (select 1 from {sidanCounties} where [regionCode] = $2::text)`),
    [id, regionCode, name, key.slice(0, PREFIX_LENGTH), hashOf(key), actor.name, asked.at],
  );
  if (!count) throw new SidanError('NOT_FOUND', { what: 'sidanCounties' });
  return { id, name, regionCode, apiKey: key };
}

/** From now on the key is refused; what was placed with it stays. @throws NOT_FOUND, NOT_ALLOWED */
export async function revokeKey(sidan: Sidan, actor: Actor, id: unknown, at: Date): Promise<void> {
  const q = connectionOf(sidan.db);
  const { rows } = isId(id)
    ? await q.query<{ regionCode: string }>(
        sidan.write('select [regionCode] as "regionCode" from {sidanOpen311Keys} where [id] = $1::uuid'),
        [id],
      )
    : { rows: [] };
  const found = rows[0];
  if (!found || !maySee(actor, found.regionCode)) throw new SidanError('NOT_FOUND', { what: 'sidanOpen311Keys' });
  checkMayChange(actor, found.regionCode);
  await q.query(
    sidan.write(`update {sidanOpen311Keys} set [revokedAt] = $3::timestamptz, [revokedBy] = $4, [updatedAt] = $3::timestamptz
                  where [regionCode] = $1 and [id] = $2::uuid and [revokedAt] is null`),
    [found.regionCode, id, at, actor.name],
  );
}

const maySee = (actor: Actor, regionCode: string): boolean =>
  actor.unbound || actor.scopes.some(({ role, code }) => role === 'countyAdmin' && code === regionCode);

interface Row {
  id: string;
  regionCode: string;
  name: string;
  prefix: string;
  madeBy: string;
  createdAt: Date;
  lastUsedAt: Date | null;
  placedCount: string;
  revokedAt: Date | null;
  revokedBy: string | null;
}

/** The keys of the counties that the caller administers, newest first. */
export async function listKeys(sidan: Sidan, actor: Actor): Promise<Open311Key[]> {
  const counties = actor.scopes.filter(({ role }) => role === 'countyAdmin').map(({ code }) => code);
  const { rows } = await connectionOf(sidan.db).query<Row>(
    sidan.write(`select [id] as id, [regionCode] as "regionCode", [name] as name, [prefix] as prefix, [madeBy] as "madeBy", [createdAt] as "createdAt",
                        [lastUsedAt] as "lastUsedAt", [placedCount] as "placedCount", [revokedAt] as "revokedAt", [revokedBy] as "revokedBy"
                   from {sidanOpen311Keys} where $1::boolean or [regionCode] = any($2::text[]) order by [createdAt] desc, [id] limit 500`),
    [actor.unbound, counties],
  );
  return rows.map(({ createdAt, lastUsedAt, revokedAt, revokedBy, placedCount, ...row }) => ({
    ...row,
    madeAt: iso(createdAt)!,
    placedCount: Number(placedCount),
    lastUsedAt: iso(lastUsedAt),
    revokedAt: iso(revokedAt),
    revokedBy: revokedBy ?? undefined,
  }));
}

/** The key of this text, if it is one that counts; its use is noted, to the minute. */
export async function keyOf(sidan: Sidan, text: string, now: Date): Promise<KnownKey | undefined> {
  const { rows } = await connectionOf(sidan.db).query<KnownKey>(
    sidan.write(`
      with found as (select [id] as id, [name] as name, [regionCode] as "regionCode", [lastUsedAt] as used from {sidanOpen311Keys}
                      where [hash] = $1 and [revokedAt] is null limit 1),
      noted as (update {sidanOpen311Keys} k set [lastUsedAt] = $2::timestamptz from found f
                 where k.[regionCode] = f."regionCode" and k.[id] = f.id and (f.used is null or f.used < $2::timestamptz - interval '1 minute'))
      select id, name, "regionCode" from found`),
    [hashOf(text), now],
  );
  return rows[0];
}
