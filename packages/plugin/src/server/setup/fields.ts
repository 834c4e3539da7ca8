import { randomUUID } from 'node:crypto';
import type { Model } from '@nocobase/database';
import type { Application } from '@nocobase/server';

interface Described {
  db2cm(collection: string): Promise<void>;
}

/**
 * Tells the host's data-source pages of our collections, and of fields that a newer version of this plugin brought; its own `db2cm` writes a collection down
 * once and never looks at it again. What is written already is left alone: titles and choices may have been changed by an administrator.
 * To be called before roles are made: the host gives each field that it writes down, hidden ones too, to every role that has the collection already.
 */
export async function registerNewFields(app: Application, collections: readonly string[]): Promise<void> {
  const fields = app.db.getRepository('fields');
  const described = app.db.getRepository('collections') as unknown as Described;
  for (const collectionName of collections) {
    const row: Model | null = await app.db.getRepository('collections').findOne({ filter: { name: collectionName } });
    if (!row) {
      await described.db2cm(collectionName);
      continue;
    }
    await letFieldsGo(app, row);
    const known = new Set(
      (await fields.find({ filter: { collectionName }, fields: ['name'] })).map((row: { get(name: string): unknown }) =>
        row.get('name'),
      ),
    );
    const collection = app.db.getCollection(collectionName);
    for (const [name, field] of collection?.fields ?? []) {
      if (known.has(name)) continue;
      const values = { ...field.options, name, collectionName };
      // The host's hooks give the row its key and its place, and the field to the roles that have the collection: not to be done for a hidden one.
      if (field.options.hidden) await fields.create({ values: { ...values, key: randomUUID() }, hooks: false });
      else await fields.create({ values });
    }
  }
}

/** Of a collection that is marked so the host lets no field be removed, an administrator's own neither. Early installations wrote the mark down. */
async function letFieldsGo(app: Application, row: Model): Promise<void> {
  if (!row.get('uiManageable')) return;
  await row.update({ uiManageable: false }, { hooks: false });
  const collection = app.db.getCollection(row.get('name') as string);
  if (collection) collection.options.uiManageable = false;
}
