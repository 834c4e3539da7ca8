import type { Tables } from '../sql';
import type { Connection } from '../sql';

/**
 * What the database itself keeps of the shop, whoever writes: there is never less than nothing in stock, and nothing is asked for by halves or for less than one.
 * After each synchronisation of the tables; idempotent.
 */
export async function keepStocks(q: Connection, { table, column }: Tables): Promise<void> {
  const checks = [
    ['sidanStocks', 'sidan_stock_none_or_more', `${column('quantity')} >= 0`],
    ['sidanRedemptions', 'sidan_redemption_whole', `${column('quantity')} >= 1 and ${column('price')} >= 0`],
  ] as const;
  for (const [collection, name, condition] of checks) {
    const { rows } = await q.query(`select 1 from pg_constraint where conname = $1 and conrelid = $2::regclass`, [
      name,
      table(collection),
    ]);
    if (!rows.length) await q.query(`alter table ${table(collection)} add constraint ${name} check (${condition})`);
  }
}
