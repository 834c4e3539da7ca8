import type { Application } from '@nocobase/server';
import type { Model, Transaction } from '@nocobase/database';
import sidanOrders from '../collections/sidanOrders';
import { factsFrom, flowModels, type FieldOptions } from './host';
import { canDisplay, columnUid, tableColumn } from './nodes';
import { ORDERS_TABLE } from './pages';

const COLLECTION = 'sidanOrders';
const OWN = new Set((sidanOrders.fields ?? []).map((field) => field.name as string));

/**
 * A field that an administrator adds to orders gets its column in the default orders table at once, where that table still is; the
 * column is an ordinary one, to be moved, renamed or removed. A removed field takes its column along. Call once, in the plugin's `load`.
 */
export function followOrderFields(app: Application): void {
  app.db.on('fields.afterCreate', (field: Model, options: { transaction?: Transaction }) =>
    addColumn(app, field, options.transaction),
  );
  app.db.on('fields.afterDestroy', (field: Model, options: { transaction?: Transaction }) =>
    dropColumn(app, field, options.transaction),
  );
}

/** Columns for the fields that administrators have added by now: the default table knows of none. */
export async function addOrderColumns(app: Application, transaction: Transaction): Promise<void> {
  const fields = await app.db
    .getRepository('fields')
    .find({ filter: { collectionName: COLLECTION }, sort: ['sort'], transaction });
  for (const field of fields as Model[]) await addColumn(app, field, transaction);
}

const added = (field: Model): string | undefined => {
  const name = field.get('name') as string;
  return field.get('collectionName') === COLLECTION && !OWN.has(name) ? name : undefined;
};

async function addColumn(app: Application, field: Model, transaction?: Transaction): Promise<void> {
  const name = added(field);
  if (!name || !canDisplay(field.get('interface') as string)) return;
  const models = flowModels(app);
  const [place, known] = await Promise.all([
    exists(app, ORDERS_TABLE, transaction),
    exists(app, columnUid(ORDERS_TABLE, name), transaction),
  ]);
  if (!place || known) return;
  // The collection learns of the field only after this; what the column needs to know stands in the row itself.
  const facts = factsFrom(field.toJSON() as FieldOptions);
  const column = tableColumn(() => facts, ORDERS_TABLE, COLLECTION, { field: name });
  await models.upsertModel({ ...column, parentId: ORDERS_TABLE, subKey: 'columns', subType: 'array' }, { transaction });
  if (await isColumn(app, `${ORDERS_TABLE}-actions`, transaction)) {
    const position = { type: 'before', target: `${ORDERS_TABLE}-actions` };
    await models.attach(
      column.uid,
      { parentId: ORDERS_TABLE, subKey: 'columns', subType: 'array', position },
      { transaction },
    );
  }
}

async function dropColumn(app: Application, field: Model, transaction?: Transaction): Promise<void> {
  const name = added(field);
  if (name) await flowModels(app).remove(columnUid(ORDERS_TABLE, name), { transaction });
}

const exists = async (app: Application, uid: string, transaction?: Transaction): Promise<boolean> =>
  (await flowModels(app).count({ filter: { uid }, transaction })) > 0;

const isColumn = async (app: Application, uid: string, transaction?: Transaction): Promise<boolean> =>
  (await app.db
    .getRepository('flowModelTreePath')
    .count({ filter: { ancestor: ORDERS_TABLE, descendant: uid, depth: 1 }, transaction })) > 0;
