import type { Database, Model } from '@nocobase/database';

interface Attribute {
  field?: string;
  type?: { key?: string };
}

/**
 * A row of orders, as PostgreSQL gives it in JSON, as the host's model, so that saving it goes through the host's hooks. Columns that administrators added are
 * among it, whatever they are: their names are the model's, not ours.
 */
export function orderOf(db: Database, row: Record<string, unknown>): Model {
  const model = db.getModel('sidanOrders');
  const attributes = model.getAttributes() as unknown as Record<string, Attribute>;
  const values: Record<string, unknown> = {};
  for (const [name, { field, type }] of Object.entries(attributes)) {
    const value = row[field ?? name];
    if (value === undefined) continue;
    // JSON has no times.
    values[name] = typeof value === 'string' && type?.key === 'DATE' ? new Date(value) : value;
  }
  return model.build(values, { isNewRecord: false, raw: true }) as Model;
}
