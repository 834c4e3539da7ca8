import { createHash } from 'node:crypto';
import type { Database } from '@nocobase/database';
import type { Transaction } from 'sequelize';

/** What the plugin's own statements run on: a connection, inside a transaction or not. Parameters are `$1`, `$2`, … */
export interface Connection {
  query<Row = Record<string, unknown>>(
    sql: string,
    params?: readonly unknown[],
  ): Promise<{ rows: Row[]; count: number }>;
  /** The last statement of a transaction; nothing may follow. Where there is a way, it travels together with the commit. */
  last?: Connection['query'];
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
 * Texts that are kept. The plugin has some two hundred; were one ever made anew for each request, it would run all the same, and the memory of a process that
 * lives for months would not grow with it.
 */
export const KEPT_MAX = 1000;

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
      if (cache.size < KEPT_MAX) cache.set(text, sql);
    }
    return sql;
  };
}

/** Values of a statement, each by the place that it is given. */
export class Values {
  readonly list: unknown[] = [];

  add(value: unknown): string {
    this.list.push(value);
    return `$${this.list.length}`;
  }
}

/** PostgreSQL's own client, as the host's Sequelize keeps it; its queries cost a third of Sequelize's. */
export interface Client {
  query(statement: {
    name?: string;
    text: string;
    values: unknown[];
  }): Promise<{ rows: unknown[]; rowCount: number | null; command: string }>;
}

export interface ConnectionManager {
  getConnection(options: { type: 'write' }): Promise<Client>;
  releaseConnection(client: Client): void;
  pool: { destroy(client: Client): Promise<void> };
}

/** Behind a pooler that gives each transaction another connection, prepared statements are lost: `SIDAN_PREPARED_STATEMENTS=off` does without. */
const PREPARED = process.env.SIDAN_PREPARED_STATEMENTS !== 'off';

const names = new Map<string, string>();

/** A statement is parsed and planned once for each connection under a name made of its text; none where that is switched off. */
export function nameOf(text: string): string | undefined {
  if (!PREPARED) return undefined;
  let name = names.get(text);
  if (!name && names.size >= KEPT_MAX) return undefined;
  if (!name) {
    name = `sidan_${createHash('sha256').update(text).digest('base64url').slice(0, 24)}`;
    names.set(text, name);
  }
  return name;
}

export async function run<Row>(
  client: Client,
  text: string,
  params: readonly unknown[],
): Promise<{ rows: Row[]; count: number; command: string }> {
  const { rows, rowCount, command } = await client.query({ name: nameOf(text), text, values: [...params] });
  return { rows: rows as Row[], count: rowCount ?? rows.length, command };
}

export const managerOf = (db: Database): ConnectionManager =>
  (db.sequelize as unknown as { connectionManager: ConnectionManager }).connectionManager;

/** A connection of the host's pool: that of `transaction`, or one for each statement. Errors are PostgreSQL's, with its codes. */
export function connectionOf(db: Database, transaction?: Transaction): Connection {
  if (transaction) {
    const { connection } = transaction as unknown as { connection: Client };
    return { query: (text, params = []) => run(connection, text, params) };
  }
  const manager = managerOf(db);
  return {
    async query<Row>(text: string, params: readonly unknown[] = []) {
      const client = await manager.getConnection({ type: 'write' });
      try {
        return await run<Row>(client, text, params);
      } finally {
        manager.releaseConnection(client);
      }
    },
  };
}
