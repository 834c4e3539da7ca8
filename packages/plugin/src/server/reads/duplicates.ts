import type { OrderRow } from '../commands/orderRow';
import type { Duplicate, MergedOrder, OrderDetail } from '../../api/types';
import { isNear } from '../access/near';
import { alikeTo, likenessOf, tellAlike } from './alike';
import { orderLines } from './lines';
import { rowsOf, type Reader } from './reader';

/** 疑似重复与并单：what is likely the same as an order and may be merged with it by this reader, and what has been merged. For who keeps an office over it. */
export async function duplicatesOf(
  reader: Reader,
  order: OrderRow,
): Promise<Pick<OrderDetail, 'duplicates' | 'mergedInto' | 'mergedFrom'>> {
  const [regionCode, id] = [String(order.get('regionCode')), String(order.get('id'))];
  if (!isNear(reader.actor, regionCode, order.get('townCode') as string | null)) return {};
  // Who put a merged order right has taken it out again.
  const into = order.get('closedAt') ? ((order.get('mergedIntoId') as string | null) ?? null) : null;
  const rows = await rowsOf<MergedOrder & { own: boolean }>(reader, MERGED, [regionCode, id, into]);
  const merged = (own: boolean) =>
    rows.filter((row) => row.own === own).map(({ id, orderNo, title }) => ({ id, orderNo, title }));
  const [mergedInto] = merged(false);
  const mergedFrom = merged(true);
  const duplicates = await alike(reader, regionCode, id);
  return {
    ...(mergedInto ? { mergedInto } : {}),
    ...(mergedFrom.length ? { mergedFrom } : {}),
    ...(duplicates.length ? { duplicates } : {}),
  };
}

async function alike(reader: Reader, regionCode: string, orderId: string): Promise<Duplicate[]> {
  const likeness = await likenessOf(reader, regionCode, orderId);
  const rows = likeness ? await alikeTo(reader, likeness) : [];
  const told = await tellAlike(reader, regionCode, rows);
  const ids = told.flatMap(({ id }) => id ?? []);
  if (!ids.length) return [];
  const where = { text: 'o.[regionCode] = $2 and o.[id] = any($3::uuid[])', params: [regionCode, ids] };
  const lines = await orderLines(reader, where, { page: 1, pageSize: ids.length });
  const mergeable = new Set(lines.rows.filter(({ allowed }) => allowed.includes('merge')).map(({ id }) => id));
  return told.flatMap((known) => (known.id ? [{ ...known, id: known.id, mayMerge: mergeable.has(known.id) }] : []));
}

/** `$2` the order, `$3` the one into which it was merged. */
const MERGED = `
select o.[id] as id, o.[orderNo] as "orderNo", o.[title] as title, o.[mergedIntoId] is not distinct from $2::uuid as own
  from {sidanOrders} o where o.[regionCode] = $1 and (o.[id] = $3::uuid or (o.[mergedIntoId] = $2::uuid and o.[closedAt] is not null)) order by o.[placedAt], o.[id] limit 50`;
