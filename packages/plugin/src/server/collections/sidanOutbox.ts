import { defineCollection } from '@nocobase/database';
import { choice, integer, json, longText, moment, reference, sidanCollection, string } from '../schema/fields';

/** 待发事项：what must happen after a command has been committed: messages to the people concerned. */
export default defineCollection(
  sidanCollection(
    'sidanOutbox',
    [
      string('kind'),
      string('template'),
      reference('orderId', { index: true }),
      json('payload'),
      choice('state', { pending: 'blue', done: 'green', failed: 'red' }, { default: 'pending' }),
      moment('availableAt'),
      integer('attempts', { default: 0 }),
      moment('doneAt'),
      longText('lastError'),
    ],
    { title: 'template', indexes: [{ fields: ['state', 'availableAt'] }] },
  ),
);
