import { SEALED } from '../../privacy/hooks';
import type { Sidan } from '../../sidan';
import type { Batch } from './rows';

const ROWS_AT_ONCE = 500;

/**
 * Writes base rows through the host's models, many at a time; a row that is there already is left as it is. Personal data are sealed here, as the hooks
 * that do it for single rows are not called for many.
 */
export async function writeBase(
  sidan: Sidan,
  batches: readonly Batch[],
  report: (collection: string, done: number, of: number) => void,
): Promise<void> {
  for (const { collection, rows } of batches) {
    const model = sidan.db.getModel(collection);
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
      const some = rows.slice(from, from + ROWS_AT_ONCE).map((row) => sealed(sidan, collection, row));
      await model.bulkCreate(some as never[], { ignoreDuplicates: true, hooks: false });
      report(collection, from + some.length, rows.length);
    }
  }
}

function sealed(sidan: Sidan, collection: string, row: Record<string, unknown>): Record<string, unknown> {
  const result = { ...row };
  for (const column of SEALED) {
    const value = row[column.field];
    if (column.collection !== collection || typeof value !== 'string') continue;
    result[column.field] = column.mask(value);
    result[column.cipher] = sidan.vault.seal(value);
    if (column.index) result[column.index] = sidan.vault.index(value);
  }
  return result;
}
