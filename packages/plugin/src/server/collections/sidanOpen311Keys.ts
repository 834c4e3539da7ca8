import { defineCollection } from '@nocobase/database';
import { integer, internal, moment, sidanCollection, string } from '../schema/fields';

/** 对接密钥：with which another system places orders in a county through Open311 (`intake/open311`). Only a hash is kept; the key itself is shown once. */
export default defineCollection(
  sidanCollection(
    'sidanOpen311Keys',
    [
      string('name'),
      // The first letters, by which people tell keys apart.
      string('prefix'),
      internal('hash', 'string'),
      string('madeBy'),
      moment('lastUsedAt'),
      integer('placedCount', { default: 0 }),
      moment('revokedAt'),
      string('revokedBy'),
    ],
    { title: 'name', indexes: [{ fields: ['regionCode', 'hash'], unique: true }, { fields: ['hash'] }] },
  ),
);
