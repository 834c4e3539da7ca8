import { defineCollection } from '@nocobase/database';
import { internal, moment, sidanCollection, string } from '../schema/fields';

/** 请求记录：the answer given to an idempotency key, so that the same request is carried out once. */
export default defineCollection(
  sidanCollection(
    'sidanRequests',
    [
      string('key'),
      string('action'),
      internal('actor', 'string'),
      internal('bodyHash', 'string'),
      internal('answer', 'jsonb'),
      moment('at'),
    ],
    { title: 'key', indexes: [{ fields: ['regionCode', 'key'], unique: true }] },
  ),
);
