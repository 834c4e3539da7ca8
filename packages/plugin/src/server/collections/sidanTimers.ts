import { defineCollection } from '@nocobase/database';
import { choice, integer, link, longText, moment, reference, sidanCollection, string } from '../schema/fields';

/** 时限：a delayed transition that must survive restarts and happen once. */
export default defineCollection(
  sidanCollection(
    'sidanTimers',
    [
      reference('orderId'),
      link('order', 'sidanOrders', 'orderId', 'orderNo'),
      // Of what else than an order it is the clock: `redemption`, and its id.
      string('subjectKind'),
      reference('subjectId'),
      string('townCode'),
      string('name'),
      string('event'),
      moment('dueAt'),
      choice(
        'state',
        { pending: 'blue', paused: 'gold', fired: 'green', cancelled: 'default', failed: 'red' },
        { default: 'pending' },
      ),
      integer('remainingMinutes'),
      integer('attempts', { default: 0 }),
      moment('firedAt'),
      longText('lastError'),
    ],
    {
      title: 'name',
      indexes: [
        { fields: ['state', 'dueAt'] },
        { fields: ['regionCode', 'orderId', 'state'] },
        { fields: ['regionCode', 'subjectId', 'state'] },
      ],
    },
  ),
);
