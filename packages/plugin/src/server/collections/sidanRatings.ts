import { defineCollection } from '@nocobase/database';
import {
  choice,
  integer,
  internal,
  link,
  longText,
  moment,
  reference,
  sidanCollection,
  string,
  yesNo,
} from '../schema/fields';

/** 评单：one rating of an order: one to five, or no score where who was asked could not judge; `form` is what was asked and answered. */
export default defineCollection(
  sidanCollection(
    'sidanRatings',
    [
      reference('orderId'),
      link('order', 'sidanOrders', 'orderId', 'orderNo'),
      string('townCode'),
      choice('raterKind', ['requester', 'beneficiary', 'team', 'site', 'center', 'followUp'], { default: 'requester' }),
      reference('personId'),
      link('person', 'sidanPeople', 'personId', 'name'),
      reference('teamId', { index: true }),
      integer('score'),
      // What was given, of one that was declared void: it has no score any more.
      integer('givenScore'),
      internal('form', 'jsonb'),
      longText('comment'),
      yesNo('presumed'),
      moment('at'),
    ],
    { title: 'score', indexes: [{ fields: ['regionCode', 'orderId'] }] },
  ),
);
