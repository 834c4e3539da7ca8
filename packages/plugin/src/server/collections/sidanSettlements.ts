import { defineCollection } from '@nocobase/database';
import { choice, integer, link, moment, reference, sidanCollection, string } from '../schema/fields';

/** 商户结算单：what one merchant collected in a month, less what was brought back, at the merchant's rate; fixed when it is made (`settlements/`). */
export default defineCollection(
  sidanCollection(
    'sidanSettlements',
    [
      string('month'),
      reference('outletId'),
      link('outlet', 'sidanOutlets', 'outletId', 'name'),
      string('outletName'),
      string('asset'),
      choice('state', { made: 'gold', confirmed: 'blue', paid: 'green' }, { default: 'made' }),
      integer('collectedCount'),
      integer('collected'),
      integer('returnedCount'),
      integer('returned'),
      integer('fenPerHundred'),
      // What the county owes the merchant; less than nothing where more was brought back than collected.
      integer('fen'),
      string('madeBy'),
      moment('madeAt'),
      string('confirmedBy'),
      moment('confirmedAt'),
      string('paidOn'),
      string('reference'),
      string('paidBy'),
      moment('paidAt'),
    ],
    {
      title: 'month',
      indexes: [
        { fields: ['regionCode', 'month', 'outletId', 'asset'], unique: true },
        { fields: ['regionCode', 'outletId', 'month'] },
      ],
    },
  ),
);
