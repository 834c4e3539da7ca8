import { covers, type Actor, type ScopedRole } from '../../access/actor';
import { actorKey, checkKey, hashBody, replay, type StoredRequest } from '../../commands/requests';
import { isDuplicate, withRetry } from '../../commands/retry';
import { SidanError } from '../../errors';
import { isId } from '../../ids';
import type { Sidan } from '../../sidan';
import type { Connection } from '../../sql';
import { transact } from '../../transaction';
import { changeStock } from './change';

const QUANTITY_MAX = 1_000_000;
const NOTE_MAX = 200;
export const KEEPERS: readonly ScopedRole[] = ['countyAdmin', 'siteManager', 'dispatcher'];

/** Of which reward, where, and what becomes of it. */
export interface Moving {
  rewardId: unknown;
  outletId: unknown;
  /** 入库: so many more; less than nothing: taken out. */
  add?: unknown;
  /** 盘点: so many are there. */
  count?: unknown;
  /** 预警: from so many on it runs low; null: nobody is warned. */
  lowAt?: unknown;
  /** 事由：why, for the log. */
  note?: unknown;
  actor: Actor;
  now: Date;
  key?: string;
}

interface Found {
  regionCode: string;
  townCode: string | null;
  rewardId: string;
  outletId: string;
  request: StoredRequest<{ id: string }> | null;
}

/**
 * 入库、盘点：for who has an office over the outlet. What is taken for redemptions meanwhile is not lost: the stock moves by what was added.
 * @throws NOT_FOUND, INVALID_DATA, OUT_OF_STOCK (more taken out than there is), KEY_REUSED, KEY_INVALID, BUSY
 */
export async function moveStock(sidan: Sidan, moving: Moving): Promise<{ id: string }> {
  checkKey(moving.key);
  const { rewardId, outletId, add, count, lowAt, note } = moving;
  const bodyHash = hashBody({ rewardId, outletId, add, count, lowAt, note });
  const run = () => withRetry(() => transact(sidan.db, (q) => attempt(sidan, q, moving, bodyHash)));
  return run().catch((error: unknown) => (isDuplicate(error) ? run() : Promise.reject(error)));
}

async function attempt(sidan: Sidan, q: Connection, moving: Moving, bodyHash: string): Promise<{ id: string }> {
  const { actor, key, now } = moving;
  const id = (value: unknown) => (isId(value) ? value : null);
  const { rows } = await q.query<Found>(sidan.write(FIND), [id(moving.rewardId), id(moving.outletId), key ?? null]);
  const [found] = rows;
  const place = found && (found.townCode ?? found.regionCode);
  const mayMove = actor.unbound || actor.scopes.some((scope) => KEEPERS.includes(scope.role) && covers(scope, place));
  if (!found || !mayMove) throw new SidanError('NOT_FOUND', { what: 'stock' });
  const { regionCode } = found;
  if (found.request && key) return replay(found.request, 'stock.move', actor, bodyHash, key);
  const { add, count, lowAt } = moved(moving);
  const note = noteOf(moving.note);
  const of = { regionCode, rewardId: found.rewardId, outletId: found.outletId };
  const params = [regionCode, found.rewardId, found.outletId];
  await q.query(sidan.write(MAKE), [...params, sidan.newId(), found.townCode]);
  const by = actor.name || undefined;
  if (add !== undefined || count !== undefined) {
    const kind = add === undefined ? 'count' : add < 0 ? 'remove' : 'add';
    const changed = await changeStock(sidan, q, of, { kind, add, count, by, note, at: now });
    if (!changed) throw new SidanError('OUT_OF_STOCK');
    // What was found to be otherwise than the log says is explained; a first count finds what there is.
    if (kind === 'count' && !note && changed.seq > 1 && changed.quantity !== changed.before)
      throw new SidanError('INVALID_DATA', { problems: [{ field: 'note', code: 'COUNT_REASON' }] });
  }
  const counted = add !== undefined || count !== undefined;
  const { rows: kept } = await q.query<{ id: string }>(sidan.write(NOTE), [
    ...params,
    lowAt !== undefined,
    lowAt ?? null,
    ...[counted, now, actor.name],
  ]);
  const done = { id: kept[0]!.id };
  if (key)
    await q.query(sidan.write(KEEP), [
      sidan.newId(),
      regionCode,
      key,
      actorKey(actor),
      bodyHash,
      JSON.stringify(done),
      now,
    ]);
  return done;
}

const FIND = `
  select t.[regionCode] as "regionCode", t.[townCode] as "townCode", w.[id] as "rewardId", t.[id] as "outletId",
         (select json_build_object('action', r.[action], 'actor', r.[actor], 'bodyHash', r.[bodyHash], 'answer', r.[answer])
            from {sidanRequests} r where r.[regionCode] = t.[regionCode] and r.[key] = $3) as request
    from {sidanOutlets} t join {sidanRewards} w on w.[regionCode] = t.[regionCode] and w.[id] = $1::uuid where t.[id] = $2::uuid`;

const MAKE = `
  insert into {sidanStocks} ([id], [regionCode], [rewardId], [outletId], [townCode], [quantity], [createdAt], [updatedAt])
  values ($4::uuid, $1, $2::uuid, $3::uuid, $5, 0, now(), now()) on conflict ([regionCode], [rewardId], [outletId]) do nothing`;

const NOTE = `
  update {sidanStocks} set [lowAt] = case when $4::boolean then $5::bigint else [lowAt] end, [countedAt] = case when $6::boolean then $7::timestamptz else [countedAt] end,
         [countedBy] = case when $6::boolean then $8 else [countedBy] end, [updatedAt] = now()
   where [regionCode] = $1 and [rewardId] = $2::uuid and [outletId] = $3::uuid returning [id] as id`;

const KEEP = `
  insert into {sidanRequests} ([id], [regionCode], [key], [action], [actor], [bodyHash], [answer], [at], [createdAt], [updatedAt])
  values ($1::uuid, $2, $3, 'stock.move', $4, $5, $6::jsonb, $7::timestamptz, now(), now())`;

/** @throws INVALID_DATA */
function noteOf(given: unknown): string | undefined {
  const note = typeof given === 'string' ? given.trim() : '';
  if (note.length > NOTE_MAX)
    throw new SidanError('INVALID_DATA', { problems: [{ field: 'note', code: 'FIELD_TOO_LONG' }] });
  return note || undefined;
}

/** Whole numbers within bounds, and something to do; not both more and so many. @throws INVALID_DATA */
function moved(moving: Moving): { add?: number; count?: number; lowAt?: number | null } {
  const bounds = { add: -QUANTITY_MAX, count: 0, lowAt: 0 } as const;
  const given = (Object.keys(bounds) as (keyof typeof bounds)[]).filter((name) => moving[name] !== undefined);
  const problems = given.flatMap((field) => {
    const value = moving[field];
    if (field === 'lowAt' && value === null) return [];
    const range = { min: bounds[field], max: QUANTITY_MAX };
    if (!Number.isSafeInteger(value)) return [{ field, code: 'INTEGER' }];
    if (field === 'add' && value === 0) return [{ field, code: 'NOT_ZERO' }];
    return Number(value) < range.min || Number(value) > range.max ? [{ field, code: 'RANGE', ...range }] : [];
  });
  if (!given.length || (given.includes('add') && given.includes('count')))
    problems.push({ field: 'add', code: 'REQUIRED' });
  if (problems.length) throw new SidanError('INVALID_DATA', { problems });
  return Object.fromEntries(given.map((name) => [name, moving[name]]));
}
