import { defineCollection } from '@nocobase/database';
import { integer, internal, json, link, longText, moment, reference, sidanCollection, string } from '../schema/fields';

/** 工单记录：what happened to an order, in order; only ever added to. */
export default defineCollection(
  sidanCollection(
    'sidanOrderEvents',
    [
      reference('orderId'),
      link('order', 'sidanOrders', 'orderId', 'orderNo'),
      string('townCode'),
      integer('seq'),
      string('type'),
      string('fromState'),
      string('toState'),
      string('capacity'),
      reference('actorPersonId'),
      { name: 'actorUserId', make: () => ({ name: 'actorUserId', type: 'bigInt', hidden: true }) },
      string('actorName'),
      longText('reason'),
      json('data'),
      moment('at'),
      internal('definitionVersion', 'string'),
    ],
    { title: 'type', indexes: [{ fields: ['regionCode', 'orderId', 'seq'], unique: true }] },
  ),
);
