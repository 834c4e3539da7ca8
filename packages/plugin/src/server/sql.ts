import type { Database } from '@nocobase/database';
import type { Transaction } from 'sequelize';

/** What the plugin's own statements run on: a connection, inside a transaction or not. Parameters are `$1`, `$2`, … */
export interface Connection {
  query<Row = Record<string, unknown>>(sql: string, params?: readonly unknown[]): Promise<{ rows: Row[]; count: number }>;
}

/**
 * Quoted names of tables and columns as this host made them (it may use a schema, a prefix, or snake_case columns), so that no
 * statement of ours assumes them.
 */
export interface Tables {
  table(collection: string): string;
  column(field: string): string;
}

export function tablesOf(db: Database): Tables {
  const cache = new Map<string, string>();
  const underscored = Boolean(db.options.underscored);
  return {
    table(collection) {
      let quoted = cache.get(collection);
      if (!quoted) {
        const found = db.getCollection(collection);
        if (!found) throw new Error(`collection ${collection} is not loaded`);
        quoted = String(found.quotedTableName());
        cache.set(collection, quoted);
      }
      return quoted;
    },
    column: (field) => `"${underscored ? field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) : field}"`,
  };
}

/**
 * A statement written with `{sidanOrders}` for a table and `[regionCode]` for a column, turned into this host's names.
 * Cached by text: the same few dozen statements run all day.
 */
export function sqlWriter(tables: Tables): (text: string) => string {
  const cache = new Map<string, string>();
  return (text) => {
    let sql = cache.get(text);
    if (!sql) {
      sql = text
        .replace(/\{(\w+)\}/g, (_all, collection: string) => tables.table(collection))
        .replace(/\[(\w+)\]/g, (_all, field: string) => tables.column(field));
      cache.set(text, sql);
    }
    return sql;
  };
}

/** A connection through the host's Sequelize: in `transaction`, or by itself. */
export function connectionOf(db: Database, transaction?: Transaction): Connection {
  return {
    async query<Row>(sql: string, params: readonly unknown[] = []) {
      const [rows, meta] = (await db.sequelize.query(sql, { bind: [...params], transaction, raw: true })) as [Row[], { rowCount?: number } | number];
      const count = typeof meta === 'number' ? meta : (meta?.rowCount ?? (Array.isArray(rows) ? rows.length : 0));
      return { rows: Array.isArray(rows) ? rows : [], count };
    },
  };
}
