import type { Database, Model } from '@nocobase/database';
import { SidanError } from '../errors';

/** Ids of the host have sixteen digits and more, and come as texts. */
const WHOLE = /^[+-]?\d{1,18}$/;

/**
 * Whole numbers of our collections in the host's forms and its API: what is none is refused with its name, where the database would round 1.5 and
 * answer “abc” with an error of its own. Every problem of a row at once, columns that a county added among them.
 */
export function guardWholes(db: Database, collections: Iterable<string>): void {
  for (const collection of collections)
    db.on(`${collection}.beforeSave`, (row: Model) => {
      const fields = db.getCollection(collection).fields;
      const problems = (row.changed() || [])
        .filter((field) => fields.get(field)?.options.interface === 'integer' && !isWhole(row.get(field)))
        .map((field) => ({ field, code: 'INTEGER', collection }));
      if (problems.length) throw new SidanError('INVALID_DATA', { problems });
    });
}

const isWhole = (value: unknown): boolean => {
  if (value === null || value === undefined || typeof value === 'bigint') return true;
  return typeof value === 'number' ? Number.isSafeInteger(value) : WHOLE.test(String(value));
};
