import { defineCollection } from '@nocobase/database';
import { choice, integer, internal, json, moment, reference, sidanCollection, string } from '../schema/fields';

/** 导入明细：one row of a sheet and what became of it. What was written in it is encrypted, and cleared once there is an order, or a month after its sheet ended. */
export default defineCollection(
  sidanCollection(
    'sidanImportRows',
    [
      reference('importId', { index: true }),
      integer('rowNo'),
      choice('state', { pending: 'default', placed: 'green', repeated: 'blue', faulty: 'red' }),
      internal('cells', 'text'),
      moment('clearedAt'),
      json('problems'),
      integer('attempts', { default: 0 }),
      string('orderNo'),
    ],
    {
      title: 'rowNo',
      indexes: [{ fields: ['regionCode', 'importId', 'rowNo'], unique: true }, { fields: ['importId', 'state'] }],
    },
  ),
);
