import type { Database, Model } from '@nocobase/database';
import { SidanError } from '../errors';
import type { CoreFields } from '../forms/fields';

/** What makes a column or a relation what it is; the rest (titles, choices, whether a form asks for it) is an administrator's. */
const SHAPE = [
  'name',
  'type',
  'target',
  'foreignKey',
  'sourceKey',
  'targetKey',
  'otherKey',
  'through',
  'field',
  'hidden',
  'primaryKey',
  'unique',
];

/**
 * Tables and columns of ours can be deleted by nobody: other rows, rules and pages stand on them. Columns that administrators added are theirs.
 * Asked before the host's own hooks: those take the table or column out of the running application, where no rollback brings it back.
 */
export function protectStructure(
  db: Database,
  ours: ReadonlySet<string>,
  coreOf: (collection: string) => CoreFields,
): void {
  db.prependListener('collections.beforeDestroy', (row: Model) => {
    if (ours.has(String(row.get('name')))) throw new SidanError('HISTORY_PROTECTED', { what: row.get('name') });
  });
  db.prependListener('fields.beforeDestroy', (row: Model) => {
    const collection = String(row.get('collectionName'));
    if (ours.has(collection) && coreOf(collection).has(String(row.get('name'))))
      throw new SidanError('FIELD_PROTECTED', { field: row.get('name') });
  });
  db.on('fields.beforeUpdate', (row: Model) => {
    const collection = String(row.get('collectionName'));
    if (!ours.has(collection) || !coreOf(collection).has(String(row.get('name')))) return;
    // What is hidden stays so: ciphertexts, snapshots, keys.
    const hidden = Boolean(db.getCollection(collection)?.getField(String(row.get('name')))?.options.hidden);
    if (hidden || SHAPE.some((part) => row.changed(part as never)))
      throw new SidanError('FIELD_PROTECTED', { field: row.get('name') });
  });
}
