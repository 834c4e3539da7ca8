import { defineCollection } from '@nocobase/database';
import { choice, integer, link, longText, moment, reference, sidanCollection, string } from '../schema/fields';

/** 评单：one rating of an order, one to five. */
export default defineCollection(
  sidanCollection(
    'sidanRatings',
    [
      reference('orderId'),
      link('order', 'sidanOrders', 'orderId', 'orderNo'),
      string('townCode'),
      choice('raterKind', ['requester', 'beneficiary', 'team', 'site', 'followUp'], { default: 'requester' }),
      reference('personId'),
      link('person', 'sidanPeople', 'personId', 'name'),
      reference('teamId', { index: true }),
      integer('score'),
      longText('comment'),
      moment('at'),
    ],
    { title: 'score', indexes: [{ fields: ['regionCode', 'orderId'] }] },
  ),
);
