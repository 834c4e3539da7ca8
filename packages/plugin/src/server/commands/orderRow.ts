import type { Database, Model } from '@nocobase/database';
import type { Transaction } from 'sequelize';
import { COMMANDED } from '../guards/columns';
import type { Sidan } from '../sidan';

/** What a step reads of an order, and changes of it. The host's model of an order is one too. */
export interface OrderRow {
  get(name: string): unknown;
  set(values: Record<string, unknown>): unknown;
}

interface Attribute {
  field?: string;
  type?: { key?: string };
}

/**
 * A row of orders as PostgreSQL gives it in JSON, read under the host's names of its fields, and what a command has changed of it so far. Columns that administrators
 * added are among it, whatever they are. Fields are looked up when they are asked for: a step asks for a dozen of sixty.
 */
export class StoredOrder implements OrderRow {
  readonly #attributes: Record<string, Attribute>;
  readonly #row: Record<string, unknown>;
  readonly #changes = new Map<string, unknown>();

  constructor(db: Database, row: Record<string, unknown>) {
    this.#attributes = db.getModel('sidanOrders').getAttributes() as unknown as Record<string, Attribute>;
    this.#row = row;
  }

  get(name: string): unknown {
    return this.#changes.has(name) ? this.#changes.get(name) : this.#read(name);
  }

  set(values: Record<string, unknown>): void {
    for (const [name, value] of Object.entries(values)) this.#changes.set(name, value);
  }

  /** What was set, by field. */
  get changes(): Record<string, unknown> {
    return Object.fromEntries(this.#changes);
  }

  /** The row as it was found, as a model of the host's. */
  model(db: Database): Model {
    const values: Record<string, unknown> = {};
    for (const name of Object.keys(this.#attributes)) {
      const value = this.#read(name);
      if (value !== undefined) values[name] = value;
    }
    return db.getModel('sidanOrders').build(values, { isNewRecord: false, raw: true }) as Model;
  }

  #read(name: string): unknown {
    const { field, type } = this.#attributes[name] ?? {};
    const value = this.#row[field ?? name];
    // JSON has no times.
    return typeof value === 'string' && type?.key === 'DATE' ? new Date(value) : value;
  }
}

/** `sidanCommand` tells the guards (guards/) that this write is a command's own. */
const options = (transaction: Transaction | undefined) => ({ transaction, returning: false, sidanCommand: true });

/**
 * Writes what a command has changed of the order by way of the host's model, where somebody listens for that (`heard.ts`), as a workflow of the county does; and tells
 * those who listen for the row with all that belongs to it, as the host's own form does. Nothing else is written there: the columns that are left are given back, for
 * the statement that writes all the rest.
 */
export async function saveOrder(
  { db }: Pick<Sidan, 'db'>,
  order: OrderRow,
  transaction: Transaction | undefined,
): Promise<Record<string, unknown> | null> {
  if (order instanceof StoredOrder && !transaction) return checked(order.changes);
  const model = order instanceof StoredOrder ? order.model(db).set(order.changes) : (order as Model);
  await model.save(options(transaction) as never);
  if (order instanceof StoredOrder) {
    await db.emitAsync('sidanOrders.afterUpdateWithAssociations', model, { transaction });
    await db.emitAsync('sidanOrders.afterSaveWithAssociations', model, { transaction });
  }
  return null;
}

/** A column that is not on the list would be anybody's to change (`guards/columns.ts`). */
function checked(changes: Record<string, unknown>): Record<string, unknown> {
  const stray = Object.keys(changes).find((name) => !COMMANDED.has(name));
  if (stray) throw new Error(`no command writes ${stray}`);
  return changes;
}
