import { defineCollection } from '@nocobase/database';
import { choice, integer, link, longText, moment, reference, sidanCollection, string } from '../schema/fields';

/** 库存流水：every change of a stock, numbered; only ever added to, and the stock is their sum: the database sees to both (`shop/tables.ts`). */
export default defineCollection(
  sidanCollection(
    'sidanStockMoves',
    [
      reference('stockId'),
      reference('rewardId'),
      link('reward', 'sidanRewards', 'rewardId', 'name'),
      reference('outletId'),
      link('outlet', 'sidanOutlets', 'outletId', 'name'),
      string('townCode'),
      integer('seq'),
      choice('kind', {
        opening: 'default',
        add: 'green',
        remove: 'orange',
        count: 'gold',
        take: 'blue',
        giveBack: 'cyan',
        return: 'purple',
      }),
      integer('change'),
      integer('left'),
      reference('redemptionId'),
      link('redemption', 'sidanRedemptions', 'redemptionId', 'redemptionNo'),
      string('actorName'),
      longText('note'),
      moment('at'),
    ],
    { title: 'kind', indexes: [{ fields: ['regionCode', 'stockId', 'seq'], unique: true }] },
  ),
);
