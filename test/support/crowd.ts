import type { Sql } from './shared';

/** Everything of an order that a clock of its own finds or changes. */
const PARTS = ['sidanOffers', 'sidanAttendances', 'sidanTimers', 'sidanOrderEvents'];

/**
 * So many orders as one that was played through the API, with their offers, clocks and history: straight into the database, where placing them would take
 * longer than what is tested. Gives their ids.
 */
export async function crowd(sql: Sql, orderId: string, count: number): Promise<string[]> {
  const copies = PARTS.map(
    (table) => `, "${table} too" as (
      insert into "${table}" select r.* from "${table}" x cross join crowd
        cross join lateral jsonb_populate_record(x, jsonb_build_object('id', gen_random_uuid(), 'orderId', crowd.id)) r where x."orderId" = $1)`,
  );
  const rows = await sql.query<{ id: string }>(
    `with crowd as materialized (select n, gen_random_uuid() as id from generate_series(1, $2::int) n), orders as (
      insert into "sidanOrders" select r.* from "sidanOrders" x cross join crowd
        cross join lateral jsonb_populate_record(x, jsonb_build_object('id', crowd.id, 'orderNo', x."orderNo" || '-' || crowd.n)) r where x."id" = $1)
     ${copies.join('')}
     select id from crowd`,
    [orderId, count],
  );
  return rows.map(({ id }) => id);
}
