import { defineCollection } from '@nocobase/database';
import { integer, json, link, moment, reference, sidanCollection, string } from '../schema/fields';

/** 决定：which rule of which pack decided what, and the facts it saw; every posting links to one. */
export default defineCollection(
  sidanCollection(
    'sidanDecisions',
    [
      string('kind'),
      string('key'),
      reference('orderId'),
      link('order', 'sidanOrders', 'orderId', 'orderNo'),
      string('townCode'),
      string('subjectKind'),
      reference('subjectId'),
      string('subjectName'),
      string('pack'),
      string('packVersion'),
      string('layer'),
      string('rule'),
      integer('amount'),
      string('asset'),
      json('facts'),
      json('outcome'),
      moment('at'),
    ],
    {
      title: 'rule',
      indexes: [
        { fields: ['regionCode', 'key'], unique: true },
        { fields: ['regionCode', 'orderId'] },
        { fields: ['regionCode', 'subjectId', 'at'] },
      ],
    },
  ),
);
