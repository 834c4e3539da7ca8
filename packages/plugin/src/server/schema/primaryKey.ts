import type { Collection, Database, Field } from '@nocobase/database';

/**
 * Makes (id, regionCode) the primary key of our tables. The host's data-source pages know one key column only and refuse a second one in a field's options,
 * so the model is told instead, each time the host binds the field anew. To be called before collections are loaded.
 */
export function keyByCounty(db: Database): void {
  db.on('field.afterAdd', ({ collection, field }: { collection: Collection; field: Field }) => {
    if (field.name !== 'regionCode' || !collection.name.startsWith('sidan')) return;
    const { model } = collection as unknown as {
      model: { rawAttributes: Record<string, { primaryKey?: boolean }>; refreshAttributes(): void };
    };
    model.rawAttributes.regionCode!.primaryKey = true;
    model.refreshAttributes();
  });
}
