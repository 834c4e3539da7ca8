import { defineCollection } from '@nocobase/database';
import { choice, integer, internal, moment, sidanCollection, string } from '../schema/fields';

/** 批量导入：one spreadsheet of paper orders that a clerk sent, and how far it is. Its rows are `sidanImportRows`. */
export default defineCollection(
  sidanCollection(
    'sidanImports',
    [
      string('fileName'),
      internal('digest', 'string'),
      choice('state', { running: 'processing', done: 'green', stopped: 'default' }),
      integer('total'),
      string('uploadedBy'),
      internal('userId', 'bigInt'),
      internal('unbound', 'boolean'),
      // The header as it stood in the file, and which field each column is.
      internal('columns', 'jsonb'),
      moment('uploadedAt'),
      moment('finishedAt'),
      // Which process works on it, and until when nobody else does.
      internal('holder', 'string'),
      internal('heldUntil', 'datetimeTz'),
    ],
    { title: 'fileName', indexes: [{ fields: ['regionCode', 'uploadedAt'] }, { fields: ['state'] }] },
  ),
);
