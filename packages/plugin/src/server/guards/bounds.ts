import type { Database, Model } from '@nocobase/database';
import { SidanError } from '../errors';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const HOUR = /^([01]\d|2[0-3]):[0-5]\d$/;

interface Problem {
  field: string;
  code: string;
  min?: number;
  max?: number;
}

/** What is wrong with a text that is not empty. */
type Check = (field: string, text: string) => Problem[];

/** A day that there is: no 30th of February. */
export const asDay: Check = (field, text) =>
  DAY.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text ? [] : [{ field, code: 'DAY' }];

export const asHour: Check = (field, text) => (HOUR.test(text) ? [] : [{ field, code: 'HOUR' }]);

/** Where the portal finds a picture: uploaded here, or anywhere on the web. */
export const asPicture: Check = (field, text) =>
  /^(https?:\/\/|\/(?!\/))\S+$/.test(text) ? [] : [{ field, code: 'PICTURE' }];

interface Bounds {
  /** Whole numbers, both ends included. */
  numbers: Readonly<Record<string, readonly [min: number, max: number]>>;
  texts?: Readonly<Record<string, Check>>;
  /** Columns with the first and the last day. */
  period?: readonly [string, string];
}

/** Keeps a collection's columns within bounds in the host's forms and its API. Everything at once. What a row had before stands until somebody touches it: a county's old data must not lock its rows. @throws INVALID_DATA */
export function keepWithin(db: Database, collection: string, { numbers, texts = {}, period }: Bounds): void {
  db.on(`${collection}.beforeSave`, (row: Model) => {
    const touched = (field: string) => row.isNewRecord || row.changed(field as never);
    const text = (field: string) => String(row.get(field) ?? '');
    const problems: Problem[] = [];
    for (const [field, [min, max]] of Object.entries(numbers)) {
      if (!touched(field) || text(field) === '') continue;
      const value = Number(text(field));
      if (!Number.isSafeInteger(value)) problems.push({ field, code: 'INTEGER' });
      else if (value < min || value > max) problems.push({ field, code: 'RANGE', min, max });
    }
    for (const [field, wrong] of Object.entries(texts))
      if (touched(field) && text(field)) problems.push(...wrong(field, text(field)));
    if (period && !problems.length) {
      const [first, last] = period;
      const reversed = text(first) && text(last) && text(last) < text(first);
      if (reversed && (touched(first) || touched(last))) problems.push({ field: last, code: 'ENDS_BEFORE' });
    }
    if (problems.length)
      throw new SidanError('INVALID_DATA', { problems: problems.map((problem) => ({ ...problem, collection })) });
  });
}
