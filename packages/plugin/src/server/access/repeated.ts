import type { Database } from '@nocobase/database';
import { SidanError } from '../errors';

interface UniqueError {
  name?: string;
  errors?: { path?: string | null }[];
}

/**
 * A row that is there already, said in our words: the host would name each column of the unique key by a title that it does not translate.
 * Any other error is given back as it is.
 */
export function asRepeated(error: unknown, db: Database, collection: string): unknown {
  const { name, errors } = (error ?? {}) as UniqueError;
  if (name !== 'SequelizeUniqueConstraintError') return error;
  const columns = (errors ?? []).flatMap(({ path }) => (path && path !== 'regionCode' ? [path] : []));
  return new SidanError('ALREADY_EXISTS', {
    what: collection,
    fields: columns.map((path) => shownAs(db, collection, path)),
  });
}

/** The field that people see for a column of a key: the link for its id, the datum for its blind index. */
function shownAs(db: Database, collection: string, column: string): string {
  const field = column.replace(/(Id|Index)$/, '');
  return db.getCollection(collection)?.hasField(field) ? field : column;
}
