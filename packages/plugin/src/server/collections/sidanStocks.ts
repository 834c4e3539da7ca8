import { defineCollection } from '@nocobase/database';
import { integer, internal, link, moment, reference, sidanCollection, string } from '../schema/fields';

/** 库存：how many of a reward an outlet has left. Moved by commands only; the database refuses less than none (`shop/tables.ts`). */
export default defineCollection(
  sidanCollection(
    'sidanStocks',
    [
      reference('rewardId'),
      link('reward', 'sidanRewards', 'rewardId', 'name'),
      reference('outletId'),
      link('outlet', 'sidanOutlets', 'outletId', 'name'),
      string('townCode'),
      integer('quantity', { readOnly: true }),
      integer('lowAt'),
      moment('countedAt', { readOnly: true }),
      string('countedBy', { readOnly: true }),
      // The number of its last change (`sidanStockMoves`).
      internal('moves', 'bigInt'),
    ],
    {
      title: 'quantity',
      indexes: [
        { fields: ['regionCode', 'rewardId', 'outletId'], unique: true },
        { fields: ['regionCode', 'outletId'] },
      ],
    },
  ),
);
