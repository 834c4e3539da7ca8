import type { Revealed } from '../../api/types';
import { covers, type Actor } from '../access/actor';
import { SidanError } from '../errors';
import { SEALED } from '../privacy/hooks';
import type { Sidan } from '../sidan';
import { connectionOf } from '../sql';
import { isId } from '../ids';

const REASON_MAX = 200;
const MAY_REVEAL = ['countyAdmin', 'dispatcher', 'siteManager'];

/**
 * 查看明文：one personal datum unmasked for somebody whose role covers the person's town, with a reason; what was seen, by whom and why is written down in
 * the same transaction, before it is shown.
 * @throws NOT_FOUND, INVALID_DATA
 */
export async function reveal(
  sidan: Sidan,
  actor: Actor,
  collection: 'sidanPeople' | 'sidanOrders',
  rowId: string,
  field: string,
  reason: unknown,
  now: Date,
): Promise<Revealed> {
  const column = SEALED.find((sealed) => sealed.collection === collection && sealed.field === field);
  const why = typeof reason === 'string' ? reason.trim() : '';
  const problems = [
    ...(column ? [] : [{ field: 'field', code: 'CHOICE' }]),
    ...(why ? [] : [{ field: 'reason', code: 'REQUIRED' }]),
    ...(why.length > REASON_MAX ? [{ field: 'reason', code: 'TOO_LONG', max: REASON_MAX }] : []),
  ];
  if (!column || problems.length) throw new SidanError('INVALID_DATA', { problems });
  return sidan.db.sequelize.transaction(async (transaction) => {
    const row = isId(rowId) ? await sidan.db.getModel(collection).findOne({ where: { id: rowId }, transaction }) : null;
    const place = row ? String(row.get('townCode') ?? row.get('regionCode')) : '';
    const allowed =
      actor.unbound || actor.scopes.some((scope) => MAY_REVEAL.includes(scope.role) && covers(scope, place));
    const sealed = row?.get(column.cipher) as string | null | undefined;
    if (!row || !allowed || !sealed) throw new SidanError('NOT_FOUND', { what: field });
    await connectionOf(sidan.db, transaction).query(
      sidan.write(`insert into {sidanDisclosures} ([id], [regionCode], [userId], [userName], [collection], [rowId], [field], [reason], [at], [createdAt], [updatedAt])
                   values ($1::uuid, $2, $3, $4, $5, $6::uuid, $7, $8, $9::timestamptz, now(), now())`),
      [sidan.newId(), row.get('regionCode'), actor.userId ?? null, actor.name, collection, rowId, field, why, now],
    );
    return { value: sidan.vault.open(sealed) };
  });
}
