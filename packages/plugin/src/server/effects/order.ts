import { isNear } from '../access/near';
import { SidanError } from '../errors';
import { isId } from '../ids';
import { idOf, inRegion, type ItemNow, type StepContext } from '../commands/command';
import { emergencyFor } from '../emergencies/force';

/** 制单：the need becomes an order of a service item, by whose name it is called from then on. In an emergency that covers it, it becomes an order of that. @throws ITEM_CLOSED, EMERGENCY_ONLY */
export async function compileOrder(ctx: StepContext, { itemId }: { itemId: string }): Promise<void> {
  const { sidan, q, order, command } = ctx;
  const { rows } = isId(itemId)
    ? await q.query<{ item: ItemNow }>(
        sidan.write(`
          select json_build_object('id', i.[id], 'code', i.[code], 'name', i.[name], 'nameEn', i.[nameEn], 'category', i.[category], 'unit', i.[unit],
                                   'responseMinutes', i.[responseMinutes], 'needsReview', coalesce(i.[needsReview], false), 'headcount', i.[headcount], 'teamCount', i.[teamCount],
                                   'emergencyOnly', coalesce(i.[emergencyOnly], false), 'emergencyId', ${emergencyFor('i', '$3')}) as item
            from {sidanServiceItems} i where i.[regionCode] = $1 and i.[id] = $2::uuid and coalesce(i.[status], 'active') = 'active'`),
        [inRegion(order), itemId, command.now],
      )
    : { rows: [] };
  const item = rows[0]?.item;
  if (!item) throw new SidanError('ITEM_CLOSED');
  const kept = order.get('emergencyId') as string | null;
  if (item.emergencyOnly && !item.emergencyId && !kept) throw new SidanError('EMERGENCY_ONLY');
  order.set({
    serviceItemId: item.id,
    title: item.name,
    headcount: item.headcount ?? 1,
    teamCount: item.teamCount ?? 1,
    ...(item.emergencyId && !kept ? { emergencyId: item.emergencyId } : {}),
  });
  ctx.item = item;
}

/**
 * 并单：this order is a duplicate of another, which goes on. The other is held until this is written, so that two are not merged into each other, and none into one
 * that ends meanwhile; it lies in the area of who merges.
 * @throws INVALID_DATA (`orderId`): no such order here, or one that has ended
 */
export async function mergeOrder(ctx: StepContext, { orderId }: { orderId: string }): Promise<void> {
  const { sidan, q, order, command } = ctx;
  const { rows } =
    isId(orderId) && orderId !== idOf(order)
      ? await q.query<{ townCode: string | null }>(
          sidan.write(
            `select o.[townCode] as "townCode" from {sidanOrders} o where o.[regionCode] = $1 and o.[id] = $2::uuid and o.[closedAt] is null for no key update`,
          ),
          [inRegion(order), orderId],
        )
      : { rows: [] };
  if (!rows[0] || !isNear(command.actor, inRegion(order), rows[0].townCode))
    throw new SidanError('INVALID_DATA', { problems: [{ field: 'orderId', code: 'CHOICE' }] });
  order.set({ mergedIntoId: orderId });
}
