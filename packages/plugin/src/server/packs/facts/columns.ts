import { id, param, sql, type Column, type Fragment } from '@sidan/rules/sql';
import type { Tables } from '../../sql';

export type Columns = ReturnType<typeof columnsOf>;

/** How sources are written: tables and columns as this host made them, rows of one county. `o` is the order, `i` its service item. */
export function columnsOf(tables: Tables, regionCode: string) {
  const table = (collection: string) => id(...tables.table(collection).slice(1, -1).split('"."'));
  const at = (alias: string, field: string) => id(alias, tables.column(field).slice(1, -1));
  const here = (alias: string) => sql`${at(alias, 'regionCode')} = ${param(regionCode, 'text')}`;
  const text = (fragment: Fragment): Column => ({ sql: sql`(${fragment})::text`, as: 'text' });
  const whole = (fragment: Fragment): Column => ({ sql: fragment, as: 'bigint' });

  /** Columns of the order `o` and its service item `i`. */
  const ofOrder = {
    item: text(at('i', 'code')),
    category: text(at('i', 'category')),
    order: text(at('o', 'id')),
    team: text(at('o', 'teamId')),
    site: text(at('o', 'siteId')),
    town: text(at('o', 'townCode')),
    county: text(at('o', 'regionCode')),
  };
  const places = {
    team: at('o', 'teamId'),
    site: at('o', 'siteId'),
    town: at('o', 'townCode'),
    county: at('o', 'regionCode'),
  };
  const order = (on: Fragment) =>
    sql`left join ${table('sidanOrders')} as o on ${at('o', 'regionCode')} = ${param(regionCode, 'text')} and ${at('o', 'id')} = ${on}`;
  const item = sql`left join ${table('sidanServiceItems')} as i on ${at('i', 'regionCode')} = ${at('o', 'regionCode')} and ${at('i', 'id')} = ${at('o', 'serviceItemId')}`;
  const name = (as: string) => id(as);
  return { table, at, here, name, text, whole, ofOrder, places, order, item };
}
